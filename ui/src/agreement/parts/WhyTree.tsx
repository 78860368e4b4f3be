// Clause by clause: what was needed, what was found, and the evidence. The words are the server's.
import { IconCircleCheck, IconCircleMinus } from '@tabler/icons-react';
import { Fragment } from 'react';
import type { Clause } from '../../api/types';
import { t } from '../../i18n';
import { full, moment } from '../../kit/format';
import { Anchor } from '../../kit/nav';
import { Glyph } from '../../kit/parts';
import { lowered, nameOf, rounded, wordsOf } from './clause';

export function WhyTree({ clause, contact }: { clause: Clause; contact?: string }) {
  // "All of these" goes without saying: its parts stand at the top.
  if (clause.op === 'and' && clause.of.length > 0) return <Parts of={clause} contact={contact} />;
  return <WhyList clauses={[clause]} contact={contact} />;
}

function Parts({ of, contact }: { of: Clause; contact: string | undefined }) {
  return (
    <ul className="why">
      {of.of.map((part, index) => (
        <WhyLine key={part.text} clause={part} name={nameOf(of, index)} contact={contact} />
      ))}
    </ul>
  );
}

export function WhyList({ clauses, contact }: { clauses: Clause[]; contact?: string }) {
  return (
    <ul className="why">
      {clauses.map((clause) => (
        <WhyLine key={clause.text} clause={clause} contact={contact} />
      ))}
    </ul>
  );
}

function WhyLine({
  clause,
  name,
  contact,
}: {
  clause: Clause;
  name?: string | undefined;
  contact: string | undefined;
}) {
  const { heading, group, said } = wordsOf(clause, name);
  return (
    <li className={clause.held ? '' : 'missing'}>
      <Glyph of={clause.held ? IconCircleCheck : IconCircleMinus} />
      <div className="grow">
        <span className="hidden">{clause.held ? t('holds:') : t('does not hold:')} </span>
        <span className="whyclause" title={clause.text}>
          {heading && <b>{heading}</b>}
          {heading && ', '}
          {group && (heading ? <span className="second">{lowered(t(group))}</span> : <b>{t(group)}</b>)}
          {said !== '' && <span className="medium">{heading ? lowered(said) : said}</span>}
        </span>
        <Found clause={clause} contact={contact} />
        {clause.of.length > 0 && <Parts of={clause} contact={contact} />}
      </div>
    </li>
  );
}

function Found({ clause, contact }: { clause: Clause; contact: string | undefined }) {
  const said = [
    clause.found !== null && t('found {{found}}', { found: rounded(clause.found) }),
    clause.needed !== null && t('needs {{needed}}', { needed: clause.needed }),
  ]
    .filter(Boolean)
    .join(', ');
  if (said === '' && clause.evidence.length === 0) return null;
  return (
    <small>
      {said}
      {clause.evidence.map((proof, index) => (
        <Fragment key={proof.id}>
          {index > 0 || said !== '' ? (index === 0 ? ': ' : ', ') : ''}
          {contact ? (
            <Anchor
              to={`/contacts/${contact}`}
              search={{ touch: proof.id }}
              className="link"
              title={`${proof.title}, ${full(proof.at)}`}
            >
              {moment(proof.at)}
            </Anchor>
          ) : (
            <span title={proof.title}>{moment(proof.at)}</span>
          )}
        </Fragment>
      ))}
    </small>
  );
}
