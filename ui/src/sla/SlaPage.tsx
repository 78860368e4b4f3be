// What marketing and sales promised each other, side by side, on one clock.
import { useQuery, keepPreviousData } from '@tanstack/react-query';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { get } from '../api/client';
import type { SlaPromise, SlaView } from '../api/schema';
import { t } from '../i18n';
import { dateText, periodText } from '../kit/format';
import { useAddress } from '../kit/nav';
import { PageHead } from '../kit/Page';
import { Bar, Button, Chip, Segments } from '../kit/parts';
import { Answer, Waiting } from '../kit/states';
import { kindOf, periodOf } from './model';
import { promiseText, titleOf } from './parts/promises';
import { MarketingPart } from './MarketingPart';
import { NothingDropped } from './NothingDropped';
import { SalesPart } from './SalesPart';

const Plan = lazy(() => import('./Plan').then((part) => ({ default: part.Plan })));

export function SlaPage() {
  const [search, change] = useAddress();
  const { period, as_of } = search;
  const sla = useQuery({
    queryKey: ['sla', period, as_of],
    queryFn: () => get<SlaView>('/sla', { period, as_of }),
    placeholderData: keepPreviousData,
  });
  const view = sla.data;
  return (
    <>
      <PageHead title={t('Two-way SLA')} sub={view && subOf(view)}>
        {view && (
          <>
            <Button
              small
              kind="ghost"
              icon={IconChevronLeft}
              label={t('The period before')}
              onClick={() => change({ period: view.period.previous })}
            />
            <Segments
              label={t('Period')}
              value={kindOf(view.period.name)}
              options={[
                ['month', t('Month')],
                ['quarter', t('Quarter')],
              ]}
              onPick={(kind) => kind !== 'year' && change({ period: periodOf(view.period.from, kind) })}
            />
            <Button
              small
              kind="ghost"
              icon={IconChevronRight}
              label={t('The period after')}
              onClick={() => change({ period: view.period.next })}
            />
          </>
        )}
        <label className="row small second desk">
          {t('As of')}
          <input
            type="date"
            className="input"
            value={as_of ?? ''}
            onChange={(event) => change({ as_of: event.currentTarget.value || undefined })}
          />
        </label>
      </PageHead>
      <div className="scroll">
        <Answer of={sla} lines={10}>
          {(found) => (
            <>
              <div className="halves">
                <Half title={t('Marketing promised sales')} team="marketing" view={found}>
                  <MarketingPart view={found} />
                </Half>
                <Half title={t('Sales promised marketing')} team="sales" view={found}>
                  <SalesPart view={found} />
                </Half>
              </div>
              <NothingDropped view={found} />
              <Suspense fallback={<Waiting lines={4} />}>
                <Plan />
              </Suspense>
            </>
          )}
        </Answer>
      </div>
    </>
  );
}

const subOf = (view: SlaView): string =>
  t('{{period}}, {{passed}} of {{days}} working days, as of {{day}}', {
    period: periodText(view.period.name),
    passed: view.period.working_days_passed,
    days: view.period.working_days,
    day: dateText(view.period.as_of.slice(0, 10)),
  });

function Half({
  title,
  team,
  view,
  children,
}: {
  title: string;
  team: 'marketing' | 'sales';
  view: SlaView;
  children: React.ReactNode;
}) {
  const { promises } = view[team];
  return (
    <section className="half stack gap16" aria-label={title}>
      <header className="row">
        <i className={`capsule ${team}`} />
        <h2>{title}</h2>
        <span className="grow" />
        {view.agreement && (
          <span className="small second">{t('agreement v{{version}}', { version: view.agreement })}</span>
        )}
      </header>
      {promises.length === 0 && (
        <p className="small third">
          {t('The agreement in force names no promise of this team. Add one under “promises”.')}
        </p>
      )}
      <div className="promises">
        {promises.map((promise) => (
          <PromiseCard key={`${promise.metric}-${promise.period}`} promise={promise} team={team} />
        ))}
      </div>
      {children}
    </section>
  );
}

function PromiseCard({ promise, team }: { promise: SlaPromise; team: 'marketing' | 'sales' }) {
  const text = promiseText(promise);
  const title = titleOf(promise.metric);
  return (
    <div className="stack gap6" title={promise.definition}>
      <div className="row">
        <span className="body13 second grow">{title}</span>
        {text && <Chip tone={text.tone}>{text.word}</Chip>}
      </div>
      {text ? (
        <>
          <p>
            <span className="figure">{text.figure}</span> <span className="small second">{text.beside}</span>
          </p>
          <Bar
            part={text.part}
            tick={text.tick}
            tone={team}
            label={`${title}: ${text.figure} ${text.beside}, ${text.word}`}
          />
        </>
      ) : (
        <p className="small third">{t('Nothing of this name is measured.')}</p>
      )}
    </div>
  );
}
