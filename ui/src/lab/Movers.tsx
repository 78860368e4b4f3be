import { useState } from 'react';
import { WhyTree } from '../agreement/parts/WhyTree';
import { type Message, message, t } from '../i18n';
import { count, moment } from '../kit/format';
import { Anchor, useAddress } from '../kit/nav';
import { Button, Card, Chip, Segments } from '../kit/parts';
import { Answer } from '../kit/states';
import { useMoves, useWhyOf } from './asking';
import { moveWord } from './model';
import type { MoveKind, MoveRow, StageFigures } from './shapes';

const kinds: MoveKind[] = ['gained', 'lost', 'kept'];

interface MoversProps {
  job: string;
  agreement: number;
  name: string;
  stage: StageFigures;
}

export function Movers({ job, agreement, name, stage }: MoversProps) {
  const [search, change] = useAddress();
  const counts = stage.against_in_force;
  const kind =
    kinds.find((one) => one === search['moves']) ?? kinds.find((one) => (counts?.[one] ?? 0) > 0) ?? 'gained';
  const moves = useMoves(job, agreement, stage.stage, kind);
  if (!counts) return null;
  return (
    <Card
      title={t('Who moves if {{name}} replaces what is in force', { name })}
      aside={
        <Segments
          label={t('Which of them')}
          value={kind}
          options={kinds.map((each): [MoveKind, string] => [
            each,
            `${count(counts[each])} ${t(moveWord[each])}`,
          ])}
          onPick={(next) => change({ moves: next })}
        />
      }
    >
      <Answer of={moves}>
        {(pages) => {
          const rows = pages.pages.flatMap((page) => page.rows);
          return rows.length === 0 ? (
            <p className="small third">{t('Nobody')}</p>
          ) : (
            <ul className="movers">
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
        <Anchor to={`/contacts/${row.id}`} className="body13 medium">
          {row.name || row.contact}
        </Anchor>
        {row.company && <span className="body13 second">{row.company}</span>}
        {row.erased && <Chip tone="outline">{t('erased')}</Chip>}
        <span className="grow" />
        <span className="small second">
          <AsItStood row={row} at={row.at} word={message('draft: {{time}}')} />
          {row.at && row.at_in_force && ' · '}
          <AsItStood row={row} at={row.at_in_force} word={message('in force: {{time}}')} />
        </span>
        {row.why !== null && (
          <Button
            small
            kind="ghost"
            label={t('Why, {{name}}', { name: row.name || row.contact })}
            onClick={() => setOpen(!open)}
            expanded={open}
          >
            {t('Why')}
          </Button>
        )}
      </div>
      {open && <Answer of={why}>{(clause) => <WhyTree clause={clause} contact={row.id} />}</Answer>}
    </li>
  );
}

// The contact as it stood when it would have entered, or did.
function AsItStood({ row, at, word }: { row: MoveRow; at: string | null; word: Message }) {
  if (at === null) return null;
  return (
    <Anchor to={`/contacts/${row.id}`} search={{ as_of: at }} className="link">
      {t(word, { time: moment(at) })}
    </Anchor>
  );
}
