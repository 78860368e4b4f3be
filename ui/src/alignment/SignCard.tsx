// One open sign: what it is, since when, in one sentence, its weeks, and what to do.
import type { Sign } from '../api/types';
import { t } from '../i18n';
import { count, full, moment } from '../kit/format';
import { Avatar, Bar, Card, Chip, LinkButton } from '../kit/parts';
import { Weeks } from '../kit/Weeks';
import { sentenceOf, titleOf, weeksOf, wordsOf } from './parts/signs';

export function SignCard({ sign, first }: { sign: Sign; first: boolean }) {
  const words = wordsOf(sign);
  return (
    <Card>
      <article className="sign" aria-label={titleOf(sign)}>
        <div className="stack gap4 grow">
          <div className="row wrap small third">
            <Chip tone="outline">{t(words.kind)}</Chip>
            {sign.since && (
              <span title={full(sign.since)}>{t('open since {{time}}', { time: moment(sign.since) })}</span>
            )}
          </div>
          <h2 className="mid">{titleOf(sign)}</h2>
          {sign.findings.map((finding) => (
            <div key={finding.dimension + finding.subject} className="stack gap4">
              <p className="second">{sentenceOf(sign, finding)}</p>
              {finding.subject !== '' && finding.value <= 1 && finding.chance !== null && (
                <Bar
                  part={finding.value}
                  tick={finding.normal}
                  tone="breached"
                  label={t('{{some}} %, normal is {{normal}} %', {
                    some: Math.round(finding.value * 100),
                    normal: Math.round(finding.normal * 100),
                  })}
                />
              )}
            </div>
          ))}
          <div className="row wrap">
            <LinkButton to={words.to} kind={first ? 'filled' : 'plain'} small>
              {t(words.step)}
            </LinkButton>
            <LinkButton to={`/alignment/${sign.key}`} small>
              {sign.evidence > 0
                ? t('See {{number}} rows', { number: count(sign.evidence) })
                : t('How it is judged')}
            </LinkButton>
            <span className="grow" />
            {sign.owners.slice(0, 1).map((owner) => (
              <span key={owner.id} className="row small">
                <Avatar name={owner.name} team={owner.team} size="small" />
                {owner.name}
              </span>
            ))}
          </div>
        </div>
        {sign.trend.length > 0 && <SignWeeks sign={sign} />}
      </article>
    </Card>
  );
}

export function SignWeeks({ sign }: { sign: Sign }) {
  const shares = weeksOf(sign);
  const since = sign.since;
  const from = since ? sign.trend.findIndex((week) => week.ends >= since) : -1;
  return (
    <Weeks
      label={t('{{title}}: the share of each of the last {{number}} weeks', {
        title: titleOf(sign),
        number: shares.length,
      })}
      shares={shares}
      from={from < 0 ? shares.length : from}
    />
  );
}
