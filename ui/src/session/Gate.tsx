// Who may pass: a new workspace is set up, a stranger signs in, everybody else gets the rooms.
import { lazy, Suspense } from 'react';
import { useSession, useSetup } from '../api/hooks';
import { setZone } from '../kit/format';
import { Trouble, Waiting } from '../kit/states';
import { Toasts } from '../kit/toast';
import { Shell } from '../shell/Shell';
import { ViewerContext } from './parts/viewer';

const SetUp = lazy(() => import('./SetUp').then((page) => ({ default: page.SetUp })));
const SignIn = lazy(() => import('./SignIn').then((page) => ({ default: page.SignIn })));

// The rooms' own shape, before it is known who comes in.
function Opening() {
  return (
    <div className="app">
      <div className="side" />
      <main className="main">
        <Waiting lines={5} />
      </main>
    </div>
  );
}

export function Gate() {
  const setup = useSetup();
  const session = useSession(setup.data?.needed === false);
  if (setup.error)
    return (
      <div className="gate">
        <main>
          <Trouble error={setup.error} onRetry={() => void setup.refetch()} />
        </main>
      </div>
    );
  if (!setup.data) return <Opening />;
  if (setup.data.needed)
    return (
      <Suspense fallback={<Waiting />}>
        <SetUp setup={setup.data} />
      </Suspense>
    );
  if (!session.data && session.isPending) return <Opening />;
  if (!session.data)
    return (
      <Suspense fallback={<Waiting />}>
        <SignIn demo={setup.data.demo} />
      </Suspense>
    );
  setZone(session.data.user.time_zone);
  return (
    <ViewerContext.Provider value={session.data}>
      <Shell />
      <Toasts />
    </ViewerContext.Provider>
  );
}
