// Rejections that nobody has answered, and disputes that nobody has settled.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '../api/client';
import type { RejectionView } from '../api/schema';
import type { Rows } from '../api/types';
import { t } from '../i18n';
import { count, full, moment } from '../kit/format';
import { Anchor, useAddress } from '../kit/nav';
import { Avatar, Button, Card, Segments } from '../kit/parts';
import { Answer } from '../kit/states';

const first = 8;
const most = 200;

export function Rejections() {
  const [search, change] = useAddress();
  const state = search['rejections'] === 'disputed' ? 'disputed' : 'unanswered';
  const [limit, setLimit] = useState(first);
  const found = useQuery({
    queryKey: ['rejections', state, limit],
    placeholderData: keepPreviousData,
    queryFn: () => get<Rows<RejectionView>>('/rejections', { state, limit }),
  });
  return (
    <Card
      title={t('Rejections')}
      aside={
        <Segments
          label={t('Which rejections')}
          value={state}
          options={[
            ['unanswered', t('To be answered')],
            ['disputed', t('Disputed')],
          ]}
          onPick={(next) => change({ rejections: next === 'disputed' ? next : undefined })}
        />
      }
    >
      <Answer of={found}>
        {(page) => (
          <div className="stack gap8">
            {page.rows.length === 0 && (
              <p className="small third">
                {state === 'disputed' ? t('No dispute is open.') : t('Every rejection was answered.')}
              </p>
            )}
            <ul className="stack gap4">
              {page.rows.map((row) => (
                <Line key={`${row.contact.id}-${row.rejected_at}`} row={row} />
              ))}
            </ul>
            {(page.total ?? 0) > page.rows.length && (
              <div className="row">
                {limit < most && (
                  <Button small kind="ghost" onClick={() => setLimit(most)}>
                    {t('Show more')}
                  </Button>
                )}
                <span className="small third">
                  {t('{{number}} more', { number: count((page.total ?? 0) - page.rows.length) })}
                </span>
              </div>
            )}
          </div>
        )}
      </Answer>
    </Card>
  );
}

function Line({ row }: { row: RejectionView }) {
  return (
    <li className="row wrap body13">
      <Anchor to={`/handoffs/${row.contact.id}`} className="link">
        {row.contact.name}
      </Anchor>
      <span className="second">{row.contact.company}</span>
      <span className="medium">{row.reason}</span>
      <span className="third">{[row.source, row.campaign].filter(Boolean).join(' · ')}</span>
      <span className="grow" />
      <span className="third small" title={full(row.rejected_at)}>
        {moment(row.rejected_at)}
      </span>
      {row.answer_owner && (
        <span
          className="row small second"
          title={t('{{name}} is to answer', { name: row.answer_owner.name })}
        >
          <Avatar name={row.answer_owner.name} team={row.answer_owner.team ?? null} size="small" />
          {row.answer_owner.name}
        </span>
      )}
    </li>
  );
}
