import { useQueryClient } from '@tanstack/react-query';
import { write } from '../../api/client';

export function useSignOut(): () => void {
  const client = useQueryClient();
  return () =>
    void write('DELETE', '/session').finally(() => {
      client.clear();
      window.location.assign('/');
    });
}
