// What runs out between the teams: each sort with those it concerns and what to do about it.
import { useLeaks } from '../api/hooks';
import type { Leak, Leaks } from '../api/types';
import { t } from '../i18n';
import { count, full, moment } from '../kit/format';
import { Anchor } from '../kit/nav';
import { PageHead } from '../kit/Page';
import { Avatar, Card, Chip } from '../kit/parts';
import { Answer } from '../kit/states';
import { placeOf, sorts } from './model';

export function LeaksPage() {
  const leaks = useLeaks();
  return (
    <>
      <PageHead title={t('Leaks')} sub={leaks.data && subOf(leaks.data)} />
      <div className="scroll pad stack gap16">
        <Answer of={leaks} lines={8}>
          {(found) => (
            <>
              {found.sorts.map((sort) => (
                <LeakCard key={sort.key} sort={sort} />
              ))}
            </>
          )}
        </Answer>
      </div>
    </>
  );
}

function subOf(leaks: Leaks): string {
  return t('{{accounted}} of {{qualified}} ever qualified are owned and timed, or closed with a reason', {
    accounted: count(leaks.accounted),
    qualified: count(leaks.qualified),
  });
}

function LeakCard({ sort }: { sort: Leak }) {
  const words = sorts[sort.key];
  const tone = sort.count === 0 ? 'accepted' : words.broken ? 'breached' : 'soon';
  return (
    <Card title={t(words.title)} aside={<Chip tone={tone}>{count(sort.count)}</Chip>}>
      <p className="small second">{sort.count === 0 ? t(words.none) : t(words.todo)}</p>
      {sort.count > 0 && (
        <ul className="stack gap4">
          {sort.rows.map((row) => (
            <li key={`${row.object}-${row.what.id}`} className="row wrap body13">
              <Anchor to={placeOf(sort.key, row)} className="link">
                {row.what.name}
              </Anchor>
              {row.company && <span className="second">{row.company}</span>}
              <span className="third">{row.because}</span>
              <span className="grow" />
              {row.since && (
                <span className="third small" title={full(row.since)}>
                  {t('since {{time}}', { time: moment(row.since) })}
                </span>
              )}
              {row.owner && <Avatar name={row.owner.name} team={row.owner.team} size="small" />}
            </li>
          ))}
        </ul>
      )}
      {sort.count > sort.rows.length && (
        <p className="small third">
          {t('{{number}} more', { number: count(sort.count - sort.rows.length) })}
        </p>
      )}
    </Card>
  );
}
