// How likely a deal is, what it counts for, what comes next and against whom.
import { Select } from '@mantine/core';
import { write } from '../api/client';
import type { DealRecord, Forecast } from '../api/types';
import { t } from '../i18n';
import { useAct } from '../kit/act';
import { dateText, decimal, longDay, money } from '../kit/format';
import { InlineText } from '../kit/InlineText';
import { Card, Facts } from '../kit/parts';
import { Trouble } from '../kit/states';
import { forecastText, openForecasts } from './forecast';

function useTerm(deal: DealRecord) {
  return useAct({
    send: ({ name, value }: { name: string; value: unknown; label: string }) =>
      write<{ undo?: string }>('PATCH', `/deals/${deal.id}`, {
        properties: { [name]: value },
        version: deal.version,
      }),
    done: ({ label }) => t('{{label}} was changed', { label }),
    stale: () => [['deal', deal.id], ['deals'], ['board'], ['home']],
  });
}

export function DealForecast({ deal }: { deal: DealRecord }) {
  const term = useTerm(deal);
  const open = deal.status === 'open';
  const inline = (
    name: string,
    label: string,
    text: string,
    value: string,
    read: (typed: string) => unknown,
    type = 'text',
  ) => (
    <InlineText
      key={name}
      label={label}
      text={text}
      value={value}
      readOnly={!open && name !== 'competitors'}
      type={type}
      onSave={(typed) => term.mutateAsync({ name, label, value: typed.trim() === '' ? null : read(typed) })}
    />
  );
  const probability = t('{{number}} %', { number: decimal(deal.probability) });
  return (
    <Card title={t('Forecast')}>
      {term.error && <Trouble error={term.error} />}
      <Facts
        rows={[
          [
            t('Probability'),
            inline(
              'probability',
              t('Probability'),
              deal.own_probability || !open
                ? probability
                : t('{{percent}}, from the stage', { percent: probability }),
              deal.own_probability ? String(deal.probability) : '',
              Number,
              'number',
            ),
          ],
          [
            t('Category'),
            open ? (
              <CategoryPick
                key="category"
                deal={deal}
                onPick={(value) => term.mutate({ name: 'forecast_category', label: t('Category'), value })}
              />
            ) : (
              forecastText(deal.forecast)
            ),
          ],
          ...(deal.weighted
            ? [[t('Weighted'), <Weighted key="weighted" deal={deal} />] as [string, React.ReactNode]]
            : []),
          [
            t('Next step'),
            inline(
              'next_step',
              t('Next step'),
              deal.stated_step?.text ?? '',
              deal.stated_step?.text ?? '',
              (typed) => typed,
            ),
          ],
          ...(deal.stated_step
            ? [
                [
                  t('On'),
                  inline(
                    'next_step_on',
                    t('On'),
                    dateText(deal.stated_step.on),
                    deal.stated_step.on ?? '',
                    (typed) => typed,
                    'date',
                  ),
                ] as [string, React.ReactNode],
              ]
            : []),
          [
            t('Competitors'),
            inline(
              'competitors',
              t('Competitors'),
              deal.competitors.join(', '),
              deal.competitors.join(', '),
              (typed) => typed.split(','),
            ),
          ],
        ]}
      />
    </Card>
  );
}

function Weighted({ deal }: { deal: DealRecord }) {
  return (
    <>
      <span className="figures">{money(deal.weighted)}</span>
      {deal.priced_at && (
        <div className="small third">
          {t('of {{worth}}, at the rate of {{day}}', {
            worth: money(deal.worth),
            day: longDay(deal.priced_at),
          })}
        </div>
      )}
    </>
  );
}

function CategoryPick({ deal, onPick }: { deal: DealRecord; onPick: (value: Forecast | null) => void }) {
  const derived = t('{{category}}, from the stage', { category: forecastText(deal.forecast) });
  return (
    <Select
      aria-label={t('Forecast category')}
      size="xs"
      data={[
        { value: '', label: deal.own_forecast ? t('Follow the stage') : derived },
        ...openForecasts.map((value) => ({ value, label: forecastText(value) })),
      ]}
      value={deal.own_forecast ? deal.forecast : ''}
      allowDeselect={false}
      onChange={(value) => onPick(value ? (value as Forecast) : null)}
    />
  );
}
