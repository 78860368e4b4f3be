// The calculator: from a revenue goal back to leads, and how often it pays to try.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '../api/client';
import type { AttemptView, PlanNeedView, SlaPlanView } from '../api/schema';
import { t } from '../i18n';
import { count, money, periodText, shortMoney, sureShare } from '../kit/format';
import { useAddress } from '../kit/nav';
import { Button, Card } from '../kit/parts';
import { Answer } from '../kit/states';

export function Plan() {
  const [{ revenue }, change] = useAddress();
  const plan = useQuery({
    queryKey: ['sla', 'plan', revenue],
    queryFn: () => get<SlaPlanView>('/sla/plan', { revenue }),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="pad stack gap16">
      <Answer of={plan}>
        {(found) => (
          <div className="halves plan">
            <Card title={t('What a revenue goal needs')} aside={<GoalField found={found} onGoal={change} />}>
              <Needs found={found} />
            </Card>
            <Card title={t('How often it pays to try')}>
              <Attempts found={found} />
            </Card>
          </div>
        )}
      </Answer>
    </div>
  );
}

function GoalField({
  found,
  onGoal,
}: {
  found: SlaPlanView;
  onGoal: (change: Record<string, string | undefined>) => void;
}) {
  const [text, setText] = useState('');
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        onGoal({ revenue: text.replace(/[\s,]/g, '') || undefined });
      }}
    >
      <label className="row small second">
        {t('Goal')}
        <input
          className="input"
          inputMode="decimal"
          style={{ width: 110 }}
          placeholder={found.goal ? shortMoney(found.goal) : t('an amount')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <Button small type="submit">
        {t('Work out')}
      </Button>
    </form>
  );
}

function Needs({ found }: { found: SlaPlanView }) {
  return (
    <div className="stack gap8">
      <p className="small second">
        {found.goal === null
          ? t('The agreement in force has no revenue goal for this quarter. Type one.')
          : found.goal_period
            ? t('{{goal}} is the goal of {{period}}.', {
                goal: money(found.goal),
                period: periodText(found.goal_period),
              })
            : t('For {{goal}}.', { goal: money(found.goal) })}{' '}
        {found.average
          ? t('A won lead brought {{average}} on average ({{sum}} by {{number}}).', {
              average: money(found.average),
              sum: money(found.revenue),
              number: count(found.winners),
            })
          : t('No lead has been won yet.')}
      </p>
      <div className="tablebox" role="region" aria-label={t('What a revenue goal needs')} tabIndex={0}>
        <table className="table plain flat">
          <thead>
            <tr>
              <th scope="col">{t('Stage')}</th>
              <th scope="col" className="number">
                {t('Needed')}
              </th>
              <th scope="col" className="number">
                {t('95 % interval')}
              </th>
              <th scope="col" className="number">
                {t('Go on')}
              </th>
            </tr>
          </thead>
          <tbody>
            {found.needs.map((need) => (
              <NeedRow key={need.stage} need={need} />
            ))}
          </tbody>
        </table>
      </div>
      <p className="small third">
        {t(
          'Rates of {{number}} leads old enough to have been won; the interval joins the errors of all steps.',
          {
            number: count(found.leads_read),
          },
        )}
      </p>
    </div>
  );
}

function NeedRow({ need }: { need: PlanNeedView }) {
  const onward = sureShare(need.onward);
  const won = need.stage === 'won';
  return (
    <tr>
      <td className="medium">{won ? t('Won') : need.stage}</td>
      <td className="number">
        {need.needed === null ? (
          <span className="third">{t('not known')}</span>
        ) : need.enough ? (
          <b className="medium">{count(need.needed)}</b>
        ) : (
          <span className="third">
            {t('{{needed}}, too few: {{number}}', {
              needed: count(need.needed),
              number: count(need.onward.n),
            })}
          </span>
        )}
      </td>
      <td className="number third">
        {need.low !== null && need.high !== null ? `${count(need.low)}–${count(need.high)}` : ''}
      </td>
      <td className="number">
        {won ? '' : onward.text} <span className="third">{won ? '' : onward.range}</span>
      </td>
    </tr>
  );
}

function Attempts({ found }: { found: SlaPlanView }) {
  if (found.attempts.length === 0)
    return <p className="small third">{t('Nobody has been tried and closed yet.')}</p>;
  return (
    <div className="stack gap8">
      <p className="small second">
        {found.worthwhile === null
          ? t('Too few handoffs to tell how often it pays.')
          : t('Up to attempt {{number}}, each reached at least {{percent}} % of those still silent.', {
              number: found.worthwhile,
              percent: found.least_percent,
            })}{' '}
        {found.attempts_agreed !== null && t('Agreed: {{number}}.', { number: found.attempts_agreed })}
      </p>
      <ol className="stack gap4">
        {found.attempts.slice(0, 10).map((attempt) => (
          <AttemptRow key={attempt.attempt} attempt={attempt} />
        ))}
      </ol>
      <p className="small third">
        {t(
          'Of handoffs that are over: reached means met, or a deal opened, after that attempt and before the next.',
        )}
      </p>
    </div>
  );
}

function AttemptRow({ attempt }: { attempt: AttemptView }) {
  const { text, range } = sureShare(attempt.reached);
  return (
    <li className="row body13">
      <span className="grow">{t('Attempt {{number}}', { number: attempt.attempt })}</span>
      <span className="medium">{text}</span>
      <span className="third small">{range}</span>
      <span className="third small nowrap">
        {t('{{part}} of {{whole}}', { part: count(attempt.reached.k), whole: count(attempt.reached.n) })}
      </span>
    </li>
  );
}
