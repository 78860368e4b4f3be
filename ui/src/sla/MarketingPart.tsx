import { lazy, Suspense, useMemo } from 'react';
import type { SlaView, SourceWorth } from '../api/schema';
import { t } from '../i18n';
import type { LinesSpec } from '../kit/chart/lines';
import { count, dateText, decimal, money, shortMoney, sureShare } from '../kit/format';
import { Waiting } from '../kit/states';
import { bunchText, worthText } from './model';

const Lines = lazy(() => import('../kit/chart/Lines').then((part) => ({ default: part.Lines })));

// What came against the even pace, and what a lead of each source is worth.
export function MarketingPart({ view }: { view: SlaView }) {
  return (
    <>
      <Pacing view={view} />
      <Worth view={view} />
    </>
  );
}

function specOf(view: SlaView): LinesSpec {
  const { line } = view.marketing;
  const priced = line.some((point) => point.value !== null);
  const even = line.map((point) => point.even?.minor ?? null);
  const reached = line.map((point) => (priced ? (point.value?.minor ?? null) : point.leads));
  const money = line.map((point) => point.value ?? point.even).find((sum) => sum);
  const currency = money?.currency ?? 'EUR';
  return {
    labels: line.map((point) => dateText(point.day)),
    series: [
      { name: priced ? t('so far') : t('leads'), token: '--marketing', values: reached, strong: true },
      ...(priced && even.some((value) => value !== null)
        ? [{ name: t('promise'), token: '--text3', values: even, dashed: true }]
        : []),
    ],
    text: (value) => (priced ? shortMoney({ minor: value, currency }) : count(value)),
  };
}

function Pacing({ view }: { view: SlaView }) {
  const spec = useMemo(() => specOf(view), [view]);
  const { thirds } = view.marketing;
  const bunched = bunchText(view);
  return (
    <div className="stack gap4">
      <div className="row wrap">
        <h3>{t('Lead value against the promise')}</h3>
        <span className="grow" />
        <span className="small second">{t('dashed: even pace over working days')}</span>
      </div>
      <Suspense fallback={<Waiting lines={5} />}>
        <Lines spec={spec} label={labelOf(view)} />
      </Suspense>
      <p className="small third">
        {t('Leads by third of the working days: {{first}}, {{second}}, {{last}}.', {
          first: count(thirds.first),
          second: count(thirds.second),
          last: count(thirds.last),
        })}{' '}
        {bunched && <b className="medium">{bunched}.</b>}
      </p>
    </div>
  );
}

function labelOf(view: SlaView): string {
  const last = view.marketing.line.findLast((point) => point.leads !== null);
  return t('{{leads}} leads came so far, worth {{value}}', {
    leads: count(last?.leads ?? 0),
    value: last?.value ? money(last.value) : t('not known'),
  });
}

function Worth({ view }: { view: SlaView }) {
  const { sources, mature_after_days: days } = view.marketing;
  return (
    <div className="stack gap4">
      <h3>{t('What a lead is worth, by source')}</h3>
      <p className="small third">
        {days === null
          ? t('No deal has ended yet, so nobody knows how long a lead takes.')
          : t(
              'Revenue of leads older than {{days}} days (80 % of sales cycles are shorter), divided by their number; range: 95 % interval of the close rate.',
              { days: decimal(days) },
            )}
      </p>
      <div className="tablebox" role="region" aria-label={t('What a lead is worth, by source')} tabIndex={0}>
        <table className="table plain flat">
          <thead>
            <tr>
              <th scope="col">{t('Source')}</th>
              <th scope="col" className="number">
                {t('Leads')}
              </th>
              <th scope="col" className="number">
                {t('Accepted')}
              </th>
              <th scope="col" className="number">
                {t('Won')}
              </th>
              <th scope="col" className="number">
                {t('Value a lead')}
              </th>
            </tr>
          </thead>
          <tbody>
            {sources.map((row) => (
              <WorthRow key={row.all ? ' all' : row.source} row={row} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function WorthRow({ row }: { row: SourceWorth }) {
  const won = sureShare(row.won);
  const worth = worthText(row);
  const exact = t('{{sum}} by {{number}} leads', { sum: money(row.won_sum), number: count(row.won.n) });
  return (
    <tr className={row.all ? 'medium' : undefined}>
      <td className="medium">{row.all ? t('All') : row.source || t('not known')}</td>
      <td className="number">{count(row.leads)}</td>
      <td className="number">{sureShare(row.accepted).text}</td>
      <td className="number" title={t('{{part}} of {{whole}}', { part: row.won.k, whole: row.won.n })}>
        {won.text} <span className="third">{won.range}</span>
      </td>
      <td className="number" title={exact}>
        <b className="medium">{worth.text}</b> <span className="third nowrap">{worth.range}</span>
      </td>
    </tr>
  );
}
