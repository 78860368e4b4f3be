import { useState } from 'react';
import { WhyTree } from '../agreement/parts/WhyTree';
import { t } from '../i18n';
import { count, moment } from '../kit/format';
import { Anchor } from '../kit/nav';
import { Button, Card, Segments } from '../kit/parts';
import { Answer } from '../kit/states';
import { useMoves, useWhyOf } from './asking';
import { moveWord } from './model';
import type { MoveKind, MoveRow, StageFigures } from './shapes';

const kinds: MoveKind[] = ['gained', 'lost', 'kept'];

export function Movers({ job, stage }: { job: string; stage: StageFigures }) {
  const [kind, setKind] = useState<MoveKind>('gained');
  const moves = useMoves(job, 0, stage.stage, kind);
  const counts = stage.against_in_force;
  if (!counts) return null;
  return (
    <Card
      title={t('Who moves')}
      aside={
        <Segments
          label={t('Which of them')}
          value={kind}
          options={kinds.map((each): [MoveKind, string] => [
            each,
            `${t(moveWord[each])} ${count(counts[each])}`,
          ])}
          onPick={setKind}
        />
      }
    >
      <Answer of={moves}>
        {(pages) => {
          const rows = pages.pages.flatMap((page) => page.rows);
          return rows.length === 0 ? (
            <p className="third">{t('Nobody')}</p>
          ) : (
            <ul className="stack gap8">
              {rows.map((row) => (
                <Mover key={row.id} row={row} />
              ))}
            </ul>
          );
        }}
      </Answer>
      {moves.hasNextPage && <Button onClick={() => void moves.fetchNextPage()}>{t('Show more')}</Button>}
    </Card>
  );
}

function Mover({ row }: { row: MoveRow }) {
  const [open, setOpen] = useState(false);
  const why = useWhyOf(row.why, open);
  return (
    <li className="stack gap4">
      <div className="row wrap">
        <Anchor to={`/contacts/${row.id}`}>{row.contact}</Anchor>
        <span className="small second">
          {row.at && t('draft: {{time}}', { time: moment(row.at) })}
          {row.at && row.at_in_force && ' · '}
          {row.at_in_force && t('in force: {{time}}', { time: moment(row.at_in_force) })}
        </span>
        <span className="grow" />
        <Button small kind="ghost" onClick={() => setOpen(!open)} expanded={open}>
          {t('Why')}
        </Button>
      </div>
      {open && <Answer of={why}>{(clause) => <WhyTree clause={clause} contact={row.id} />}</Answer>}
    </li>
  );
}
