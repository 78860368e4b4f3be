// The signed-in person and the workspace, for every page inside the gate.
import { createContext, useContext } from 'react';
import type { Session } from '../../api/types';

export const ViewerContext = createContext<Session | null>(null);

export function useViewer(): Session {
  const session = useContext(ViewerContext);
  if (!session) throw new Error('useViewer is only for pages behind the gate');
  return session;
}
