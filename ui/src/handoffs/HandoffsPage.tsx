import { IconArrowsExchange, IconChevronLeft } from '@tabler/icons-react';
import { flat, useHandoffs } from '../api/hooks';
import type { Handoff } from '../api/types';
import { t } from '../i18n';
import { count } from '../kit/format';
import { useKeys } from '../kit/keys';
import { Anchor, useAddress, useGo, useParam } from '../kit/nav';
import { PageHead } from '../kit/Page';
import { Glyph, LinkButton, Segments } from '../kit/parts';
import { Answer, Empty } from '../kit/states';
import { nextAfter, type Show, showOf, shows, step } from './model';
import { HandoffDetail } from './parts/HandoffDetail';
import { HandoffLine } from './parts/HandoffLine';

export function HandoffsPage() {
  const id = useParam('id');
  const [search, change] = useAddress();
  const show = showOf(search['show']);
  const mine = search['mine'] === '1';
  const list = useHandoffs({ state: show, mine: mine ? 1 : undefined });
  const rows = flat(list.data);
  const go = useGo();
  const open = (contact: string | undefined) => contact && go(`/handoffs/${contact}`, search);
  const selected = id || rows[0]?.contact.id;
  useKeys({
    j: () => open(step(rows, selected, 1)),
    k: () => open(step(rows, selected, -1)),
    o: () => selected && go(`/contacts/${selected}`),
    Escape: () => id && go('/handoffs', search),
  });
  return (
    <>
      <PageHead
        title={t('Handoffs')}
        lead={
          id ? (
            <span className="phone">
              <Anchor to="/handoffs" search={search} label={t('Back to the list')}>
                <Glyph of={IconChevronLeft} />
              </Anchor>
            </span>
          ) : undefined
        }
        sub={subOf(show, list.data?.pages[0]?.total ?? rows.length)}
      >
        <Segments
          label={t('Which handoffs')}
          value={show}
          options={shows.map(([key, word]) => [key, t(word)])}
          onPick={(next) => change({ show: next })}
        />
        <Segments
          label={t('Whose')}
          value={mine ? '1' : '0'}
          options={[
            ['0', t('Team')],
            ['1', t('Mine')],
          ]}
          onPick={(next) => change({ mine: next === '1' ? '1' : undefined })}
        />
      </PageHead>
      <Answer of={list}>
        {() =>
          rows.length === 0 && !id ? (
            <NoHandoffs show={show} />
          ) : (
            <div className={id ? 'split open' : 'split'}>
              <HandoffList rows={rows} selected={selected} search={search} />
              <section className="detail" aria-label={t('Handoff')}>
                {selected && (
                  <HandoffDetail
                    key={selected}
                    contact={selected}
                    heading="h2"
                    onAnswered={() => open(nextAfter(rows, selected))}
                  />
                )}
              </section>
            </div>
          )
        }
      </Answer>
    </>
  );
}

function subOf(show: Show, number: number): string {
  if (show === 'offered')
    return t('{{number}} wait for an answer, soonest due first', { number: count(number) });
  return show === 'accepted'
    ? t('{{number}} in work', { number: count(number) })
    : t('{{number}} closed, each with its reason', { number: count(number) });
}

function HandoffList({
  rows,
  selected,
  search,
}: {
  rows: Handoff[];
  selected: string | undefined;
  search: Record<string, string | undefined>;
}) {
  return (
    <section className="list" aria-label={t('List of handoffs')} tabIndex={0}>
      {rows.map((row) => (
        <HandoffLine
          key={`${row.contact.id}-${row.number}`}
          handoff={row}
          current={row.contact.id === selected}
          to={`/handoffs/${row.contact.id}`}
          search={search}
        />
      ))}
    </section>
  );
}

function NoHandoffs({ show }: { show: string }) {
  if (show !== 'offered') {
    return (
      <Empty icon={IconArrowsExchange} title={t('Nothing here yet')}>
        {t('Answered handoffs gather here with their reason.')}
      </Empty>
    );
  }
  return (
    <Empty
      icon={IconArrowsExchange}
      title={t('No handoff waits for an answer')}
      action={<LinkButton to="/agreement">{t('Read the agreement')}</LinkButton>}
    >
      {t(
        'As soon as a contact meets the agreed stage, it appears here with its clock, its reason and what it engaged with.',
      )}
    </Empty>
  );
}
