// Be the buyer for a minute: every step posts real events, and what Baton did with them appears below.
import { Drawer } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { get, postBatch } from '../../api/client';
import { useDemo } from '../../api/hooks';
import { useLiveTopics } from '../../api/live';
import type { BuyerStep, Demo, Handoff, Hit, Rows } from '../../api/types';
import { t } from '../../i18n';
import { clock } from '../../kit/format';
import { Anchor } from '../../kit/nav';
import { Button } from '../../kit/parts';
import { Answer, Trouble } from '../../kit/states';
import { messageOf, visitorId } from '../model';

interface Happening {
  id: number;
  at: string;
  text: string;
  to?: string;
}

function useHappenings(email: string) {
  const [seen, setSeen] = useState<Happening[]>([]);
  const next = useRef(0);
  const add = useCallback((text: string, to?: string) => {
    setSeen((old) =>
      [{ id: next.current++, at: new Date().toISOString(), text, ...(to && { to }) }, ...old].slice(0, 12),
    );
  }, []);
  const onTopics = useCallback(
    async (topics: string[]) => {
      if (topics.includes('handoffs')) {
        const open = await get<Rows<Handoff>>('/handoffs', { state: 'offered', limit: 50 });
        const hits = await get<Rows<Hit>>('/search', { q: email });
        const mine = open.rows.find((row) =>
          hits.rows.some((hit) => hit.type === 'contact' && hit.id === row.contact.id),
        );
        if (mine)
          add(
            t('Handed off to {{owner}}: {{why}}', { owner: mine.owner?.name ?? t('sales'), why: mine.why }),
            `/handoffs/${mine.contact.id}`,
          );
        return;
      }
      const contact = topics.find((topic) => topic.startsWith('contact:'));
      if (contact) add(t('The contact’s timeline grew'), `/contacts/${contact.slice('contact:'.length)}`);
    },
    [add, email],
  );
  useLiveTopics(useCallback((topics) => void onTopics(topics), [onTopics]));
  return { seen, add };
}

export function BuyerPanel({ onClose }: { onClose: () => void }) {
  const demo = useDemo();
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="sm"
      title={t('Play a buyer')}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      <Answer of={demo}>{(found) => <Steps demo={found} onLeave={onClose} />}</Answer>
    </Drawer>
  );
}

function Steps({ demo, onLeave }: { demo: Demo; onLeave: () => void }) {
  const [done, setDone] = useState(0);
  const [visitor] = useState(visitorId);
  const client = useQueryClient();
  const { seen, add } = useHappenings(demo.buyer.email);
  const play = useMutation({
    mutationFn: (step: BuyerStep) =>
      postBatch(demo.write_key, [messageOf(step.message, visitor, new Date())]),
    onSuccess: (_none, step) => {
      setDone((old) => Math.max(old, demo.steps.indexOf(step) + 1));
      add(t('{{name}}: {{step}}', { name: demo.buyer.name, step: step.label }));
      void client.invalidateQueries();
    },
  });
  return (
    <div className="stack gap16">
      <p className="second">
        {t(
          'You are {{name}}, a visitor of the website. Each step sends what the tracking script would send; the sales side answers at once.',
          { name: demo.buyer.name },
        )}
      </p>
      <ol className="stack">
        {demo.steps.map((step, index) => (
          <li key={step.label} className="row">
            <span className="avatar small">{index + 1}</span>
            <span className="grow body13">{step.label}</span>
            <Button
              small
              kind={index === done ? 'filled' : 'plain'}
              icon={IconPlayerPlay}
              disabled={play.isPending}
              label={t('Do it: {{step}}', { step: step.label })}
              onClick={() => play.mutate(step)}
            >
              {t('Do it')}
            </Button>
          </li>
        ))}
      </ol>
      {play.error && <Trouble error={play.error} />}
      <section aria-live="polite" className="stack">
        <h3>{t('What happened')}</h3>
        {seen.length === 0 && <p className="small third">{t('Nothing yet. Do the first step.')}</p>}
        {seen.map((row) => (
          <p key={row.id} className="row top body13">
            <time className="small third">{clock(row.at)}</time>
            {row.to ? (
              <Anchor to={row.to} className="link" onClick={onLeave}>
                {row.text}
              </Anchor>
            ) : (
              <span>{row.text}</span>
            )}
          </p>
        ))}
      </section>
    </div>
  );
}
