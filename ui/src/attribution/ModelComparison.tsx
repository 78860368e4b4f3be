import { useState } from 'react';
import { t } from '../i18n';
import { DotRange } from '../kit/chart/DotRange';
import { money } from '../kit/format';
import { Card, Segments } from '../kit/parts';
import { computed, dotRows, hiddenRows, labelOf, modelName, summaryOf, ticksOf, titleOf } from './model';
import type { Comparison, ModelRow } from './shapes';

interface ModelComparisonProps {
  found: Comparison;
  chosen: ModelRow;
  onPick: (model: string) => void;
}

export function ModelComparison({ found, chosen, onPick }: ModelComparisonProps) {
  const [shape, setShape] = useState<'chart' | 'table'>('chart');
  const models = computed(found).map(({ model }) => model);
  const refused = found.models.filter((model) => model.refused !== null);
  return (
    <Card
      title={t('{{title}}, {{count}} models side by side', {
        title: titleOf(found.by),
        count: models.length,
      })}
      aside={
        <Segments
          label={t('Shape')}
          value={shape}
          options={[
            ['chart', t('Chart')],
            ['table', t('Table')],
          ]}
          onPick={setShape}
        />
      }
    >
      <div className="stack gap12">
        <Segments
          label={t('Model')}
          value={chosen.name}
          options={models.map((model): [string, string] => [model.name, modelName(model.name)])}
          onPick={onPick}
        />
        <p className="small second">{chosen.definition}</p>
        {shape === 'chart' ? <Dots found={found} chosen={chosen} /> : <CreditTable found={found} />}
        {refused.map((model) => (
          <p key={model.name} className="note">
            {modelName(model.name)}: {model.refused}
          </p>
        ))}
      </div>
    </Card>
  );
}

function Dots({ found, chosen }: { found: Comparison; chosen: ModelRow }) {
  const rows = dotRows(found, chosen.name);
  const most = Math.max(1, ...rows.flatMap((row) => [row.value, ...row.values.map((dot) => dot.value)]));
  const hidden = hiddenRows(found);
  return (
    <>
      <DotRange
        label={summaryOf(titleOf(found.by), modelName(chosen.name), rows)}
        head={[modelName(chosen.name), t('range')]}
        rows={rows}
        ticks={ticksOf(most, found.currency)}
      />
      <p className="small third">
        {t(
          'Filled dot: the chosen model. Rings: the others. The longer the bar, the more the answer depends on the model.',
        )}
        {hidden > 0 && ` ${t('{{count}} more in the table.', { count: hidden })}`}
      </p>
    </>
  );
}

function CreditTable({ found }: { found: Comparison }) {
  const models = computed(found);
  const exact = (minor: number) => money({ minor, currency: found.currency });
  return (
    <div className="tablebox" role="region" aria-label={titleOf(found.by)} tabIndex={0}>
      <table className="table plain flat">
        <thead>
          <tr>
            <th scope="col">{t('Credited')}</th>
            {models.map(({ model }) => (
              <th key={model.name} scope="col" className="number">
                {modelName(model.name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {found.rows.map((row) => (
            <tr key={row.key}>
              <td className="medium">{labelOf(row, found.by)}</td>
              {models.map(({ model, at }) => (
                <td key={model.name} className="number">
                  {exact(row.credit_minor[at] ?? 0)}
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <td>{t('No known touch')}</td>
            {models.map(({ model }) => (
              <td key={model.name} className="number">
                {exact(found.unattributed_minor)}
              </td>
            ))}
          </tr>
          <tr>
            <td className="medium">{t('All')}</td>
            {models.map(({ model }) => (
              <td key={model.name} className="number medium">
                {exact(found.total_minor)}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}
