import { IconBell, IconLogout, IconPlayerPlay, IconSearch } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useAlignment, useNotifications } from '../api/hooks';
import { t } from '../i18n';
import { Anchor } from '../kit/nav';
import { Avatar, Button, Glyph } from '../kit/parts';
import { useSignOut } from '../session/parts/signOut';
import { useViewer } from '../session/parts/viewer';
import { type Room, rooms } from './rooms';

function RoomLink({ room, waiting }: { room: Room; waiting: number }) {
  return (
    <Anchor to={room.to} exact={room.exact ?? false}>
      <Glyph of={room.icon} />
      <span className="label">{t(room.name)}</span>
      {waiting > 0 && <span className="count figures">{waiting}</span>}
    </Anchor>
  );
}

interface SidebarProps {
  onFind: () => void;
  onWaits: () => void;
  onPlay: (() => void) | undefined;
}

export function Sidebar({ onFind, onWaits, onPlay }: SidebarProps) {
  const { user, workspace, counts } = useViewer();
  const unseen = useNotifications(true).data?.pages[0]?.unseen ?? 0;
  const open = useAlignment().data?.open ?? 0;
  const waiting: Record<string, number> = {
    '/handoffs': counts.handoffs,
    '/alignment': open,
    '/notifications': unseen,
  };
  const signOut = useSignOut();
  return (
    <aside className="side" aria-label={t('Rooms')}>
      <div className="workspace">
        <img src="/baton.svg" alt="" />
        <span className="cut">{workspace.name}</span>
      </div>
      <button type="button" className="find" onClick={onFind}>
        <Glyph of={IconSearch} />
        <span className="grow" style={{ textAlign: 'left' }}>
          {t('Search or do')}
        </span>
        <kbd aria-hidden="true">{t('Ctrl K')}</kbd>
      </button>
      <nav className="nav" aria-label={t('Main')}>
        {rooms
          .filter((room) => !room.foot)
          .map((room) => (
            <Fragment key={room.to}>
              {room.group && <h2>{t(room.group)}</h2>}
              <RoomLink room={room} waiting={waiting[room.to] ?? 0} />
            </Fragment>
          ))}
      </nav>
      <nav className="nav" aria-label={t('Set-up')} style={{ marginTop: 'auto' }}>
        {onPlay && (
          <div style={{ padding: '0 0 6px' }}>
            <Button small icon={IconPlayerPlay} onClick={onPlay}>
              <span className="label">{t('Play a buyer')}</span>
            </Button>
          </div>
        )}
        {rooms
          .filter((room) => room.foot)
          .map((room) => (
            <RoomLink key={room.to} room={room} waiting={waiting[room.to] ?? 0} />
          ))}
      </nav>
      <div className="me" style={{ marginTop: 0 }}>
        <Avatar name={user.name} team={user.team} size="small" />
        <span className="grow cut label">{user.name}</span>
        <span className="bell">
          <Button
            kind="ghost"
            small
            icon={IconBell}
            label={t('What waits for you')}
            title={t('What waits for you')}
            onClick={onWaits}
          />
          {((user.role === 'rep' && counts.handoffs > 0) || unseen > 0) && <i aria-hidden="true" />}
        </span>
        <Button
          kind="ghost"
          small
          icon={IconLogout}
          label={t('Sign out')}
          title={t('Sign out')}
          onClick={signOut}
        />
      </div>
    </aside>
  );
}
