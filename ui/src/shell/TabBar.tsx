import { Drawer } from '@mantine/core';
import {
  IconArrowsExchange,
  IconBell,
  IconHome,
  IconLayoutKanban,
  IconLogout,
  IconMenu2,
  IconPlayerPlay,
  IconSearch,
} from '@tabler/icons-react';
import { useState } from 'react';
import { t } from '../i18n';
import { Anchor } from '../kit/nav';
import { Button, Glyph } from '../kit/parts';
import { useSignOut } from '../session/parts/signOut';
import { rooms } from './rooms';

// The phone's five tabs; "More" holds the other rooms.
interface TabBarProps {
  onFind: () => void;
  onWaits: () => void;
  onPlay: (() => void) | undefined;
}

export function TabBar({ onFind, onWaits, onPlay }: TabBarProps) {
  const [more, setMore] = useState(false);
  const signOut = useSignOut();
  const close = () => setMore(false);
  return (
    <>
      <nav className="tabbar" aria-label={t('Tabs')}>
        <Anchor to="/" exact>
          <Glyph of={IconHome} large />
          {t('Home')}
        </Anchor>
        <Anchor to="/handoffs">
          <Glyph of={IconArrowsExchange} large />
          {t('Handoffs')}
        </Anchor>
        <button type="button" onClick={onFind}>
          <Glyph of={IconSearch} large />
          {t('Search')}
        </button>
        <Anchor to="/deals">
          <Glyph of={IconLayoutKanban} large />
          {t('Deals')}
        </Anchor>
        <button type="button" onClick={() => setMore(true)} aria-expanded={more}>
          <Glyph of={IconMenu2} large />
          {t('More')}
        </button>
      </nav>
      <Drawer
        opened={more}
        onClose={close}
        position="bottom"
        size="auto"
        title={t('More')}
        closeButtonProps={{ 'aria-label': t('Close') }}
      >
        <nav className="nav stack gap4" aria-label={t('More rooms')}>
          {rooms.map((room) => (
            <Anchor key={room.to} to={room.to} onClick={close}>
              <Glyph of={room.icon} />
              {t(room.name)}
            </Anchor>
          ))}
        </nav>
        <div className="row pad wrap">
          <Button
            icon={IconBell}
            onClick={() => {
              close();
              onWaits();
            }}
          >
            {t('What waits for you')}
          </Button>
          {onPlay && (
            <Button
              icon={IconPlayerPlay}
              onClick={() => {
                close();
                onPlay();
              }}
            >
              {t('Play a buyer')}
            </Button>
          )}
          <Button icon={IconLogout} onClick={signOut}>
            {t('Sign out')}
          </Button>
        </div>
      </Drawer>
    </>
  );
}
