import { useContradictions } from '../api/hooks';
import { t } from '../i18n';
import { count } from '../kit/format';
import { Anchor } from '../kit/nav';
import { Card } from '../kit/parts';
import { Answer } from '../kit/states';

const shown = 5;

// What cannot be true at once, over everything that is here, with where and what to do.
export function Contradictions() {
  const found = useContradictions();
  return (
    <Card title={t('Contradictions in what is here')}>
      <Answer of={found}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="small third">{t('Nothing contradicts itself.')}</p>
          ) : (
            <ul className="stack gap16 body13">
              {rows.map((one) => (
                <li key={one.code} className="stack gap4">
                  <span className="row between">
                    <span className="medium">{one.message}</span>
                    <span className="figures medium">{count(one.count)}</span>
                  </span>
                  <span className="second">{one.advice}</span>
                  {one.cases.slice(0, shown).map((each) => (
                    <span key={`${each.kind} ${each.id}`} className="small third">
                      <Anchor to={each.kind === 'deal' ? `/deals/${each.id}` : `/contacts/${each.id}`}>
                        {each.name}
                      </Anchor>{' '}
                      {each.detail}
                    </span>
                  ))}
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Card>
  );
}
