// What stands around every page: sidebar or bottom tabs, palette, key sheet, live changes.
import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useLive } from '../api/live';
import { t } from '../i18n';
import { useKeys, useKeysHeld } from '../kit/keys';
import { useGo } from '../kit/nav';
import { Waiting } from '../kit/states';
import { useViewer } from '../session/parts/viewer';
import { rooms } from './rooms';
import { Reminders } from './Reminders';
import { Sidebar } from './Sidebar';
import { TabBar } from './TabBar';

const loadPalette = () => import('./Palette').then((part) => ({ default: part.Palette }));
const Palette = lazy(loadPalette);
const KeySheet = lazy(() => import('./KeySheet').then((part) => ({ default: part.KeySheet })));
const Waits = lazy(() => import('./Waits').then((part) => ({ default: part.Waits })));
const Buyer = lazy(() => import('../demo/parts/BuyerPanel').then((part) => ({ default: part.BuyerPanel })));

export function Shell() {
  const [open, setOpen] = useState<'palette' | 'keys' | 'buyer' | 'waits' | null>(null);
  const { workspace } = useViewer();
  const go = useGo();
  const close = () => setOpen(null);
  useLive();
  useKeysHeld(open !== null);
  // Whoever presses Ctrl K types at once, so it is there before it is asked for.
  useEffect(() => {
    const timer = setTimeout(() => void loadPalette(), 1500);
    return () => clearTimeout(timer);
  }, []);
  useKeys(
    {
      'mod+k': () => setOpen('palette'),
      '/': () => setOpen('palette'),
      '?': () => setOpen('keys'),
      ...Object.fromEntries(
        rooms.filter((room) => room.key !== '').map((room) => [room.key, () => go(room.to)]),
      ),
    },
    true,
  );
  return (
    <div className="app">
      <a href="#main" className="skip">
        {t('Skip to the page')}
      </a>
      <Reminders />
      <Sidebar
        onFind={() => setOpen('palette')}
        onWaits={() => setOpen('waits')}
        onPlay={workspace.demo ? () => setOpen('buyer') : undefined}
      />
      <main className="main" id="main">
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </main>
      <TabBar
        onFind={() => setOpen('palette')}
        onWaits={() => setOpen('waits')}
        onPlay={workspace.demo ? () => setOpen('buyer') : undefined}
      />
      <Suspense fallback={null}>
        {open === 'palette' && <Palette onClose={close} onKeys={() => setOpen('keys')} />}
        {open === 'keys' && <KeySheet onClose={close} />}
        {open === 'buyer' && <Buyer onClose={close} />}
        {open === 'waits' && <Waits onClose={close} />}
      </Suspense>
    </div>
  );
}
