// Looking at notifications: what was new can be made new again.
import { post } from '../../api/client';
import type { NoticeIds } from '../../api/types';
import { useQueryClient } from '@tanstack/react-query';
import { t } from '../../i18n';
import { useAct } from '../../kit/act';
import { count } from '../../kit/format';
import { toast } from '../../kit/toast';

// As many as the server takes in one request.
const atOnce = 1000;

const stale = () => [['notifications']];

export function useSee() {
  return useAct({
    send: (id: string) => post<NoticeIds>('/notifications/seen', { ids: [id] }),
    stale,
  });
}

// One press: seen, or new again.
export function useToggleSeen() {
  return useAct({
    send: ({ id, seen }: { id: string; seen: boolean }) =>
      post<unknown>(seen ? '/notifications/unseen' : '/notifications/seen', { ids: [id] }),
    stale,
  });
}

export function useSeeAll() {
  const client = useQueryClient();
  const back = async (ids: string[]) => {
    try {
      for (let at = 0; at < ids.length; at += atOnce) {
        await post('/notifications/unseen', { ids: ids.slice(at, at + atOnce) });
      }
    } finally {
      await client.invalidateQueries({ queryKey: ['notifications'] });
    }
  };
  return useAct({
    send: (until: string) => post<NoticeIds>('/notifications/seen', { until }),
    stale,
    after: ({ ids }) => {
      if (ids.length > 0)
        toast(t('{{number}} marked as seen', { number: count(ids.length) }), () => void back(ids));
    },
  });
}
