// Everything somebody was told, by day. j and k walk, Enter opens, e marks as seen.
import { IconBell, IconChecks, IconSettings } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { flat, useNotifications } from '../api/hooks';
import type { Notice } from '../api/types';
import { t } from '../i18n';
import { count } from '../kit/format';
import { useKeys } from '../kit/keys';
import { useAddress, useGo } from '../kit/nav';
import { PageHead } from '../kit/Page';
import { Button, LinkButton, Segments } from '../kit/parts';
import { Answer, Empty } from '../kit/states';
import { byDay, placeOf } from './parts/words';
import { NoticeLine } from './parts/NoticeLine';
import { useSee, useSeeAll, useToggleSeen } from './parts/seeing';

export function NotificationsPage() {
  const [search, change] = useAddress();
  const fresh = search['show'] === 'new';
  const inbox = useNotifications(fresh);
  const rows = flat(inbox.data);
  const unseen = inbox.data?.pages[0]?.unseen ?? 0;
  const seeAll = useSeeAll();
  const newest = rows[0]?.id;
  return (
    <>
      <PageHead
        title={t('Notifications')}
        sub={unseen === 0 ? t('Nothing new') : t('{{number}} new', { number: count(unseen) })}
      >
        <Segments
          label={t('Which notifications')}
          value={fresh ? 'new' : 'all'}
          options={[
            ['all', t('All')],
            ['new', t('New')],
          ]}
          onPick={(next) => change({ show: next === 'new' ? 'new' : undefined })}
        />
        <Button
          small
          icon={IconChecks}
          disabled={unseen === 0 || !newest || seeAll.isPending}
          onClick={() => newest && seeAll.mutate(newest)}
        >
          {t('Mark all as seen')}
        </Button>
        <LinkButton small icon={IconSettings} to="/settings/notifications">
          {t('How you are told')}
        </LinkButton>
      </PageHead>
      <div className="scroll">
        <Answer of={inbox} lines={8}>
          {() => (rows.length === 0 ? <Nothing fresh={fresh} /> : <Days rows={rows} />)}
        </Answer>
        {inbox.hasNextPage && (
          <div className="pad">
            <Button disabled={inbox.isFetchingNextPage} onClick={() => void inbox.fetchNextPage()}>
              {t('Show older ones')}
            </Button>
          </div>
        )}
      </div>
    </>
  );
}

function Nothing({ fresh }: { fresh: boolean }) {
  return (
    <Empty icon={IconBell} title={fresh ? t('Nothing new') : t('Nobody has told you anything yet')}>
      {t('Handoffs and their clocks, answers, praise, notes that call you, signs and tasks appear here.')}
    </Empty>
  );
}

function Days({ rows }: { rows: Notice[] }) {
  // Which one, and not where it stands: what comes in meanwhile stands above it.
  const [id, setId] = useState<string>();
  const go = useGo();
  const see = useSee();
  const toggle = useToggleSeen();
  const days = byDay(rows);
  const shown = days.flatMap(([, some]) => some);
  const at = shown.findIndex((row) => row.id === id);
  const here = shown[at];
  const step = (by: 1 | -1) => setId(shown[Math.min(shown.length - 1, Math.max(0, at + by))]?.id);
  const open = () => {
    if (!here) return;
    see.mutate(here.id);
    go(placeOf(here));
  };
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    o: open,
    Enter: open,
    e: () => here && toggle.mutate({ id: here.id, seen: here.seen_at !== null }),
  });
  useEffect(() => {
    if (id) document.querySelector(`[data-notice="${id}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [id]);
  return (
    <>
      {days.map(([word, some]) => (
        <section key={word} aria-label={word} className="noticeday">
          <h2 className="small second">{word}</h2>
          {some.map((row) => (
            <NoticeLine key={row.id} notice={row} current={row.id === id} onOpen={() => see.mutate(row.id)} />
          ))}
        </section>
      ))}
    </>
  );
}
