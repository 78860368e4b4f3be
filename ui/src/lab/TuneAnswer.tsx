// What every combination came to: as points, or as a table of the best of them.
import { useMemo, useState } from 'react';
import { t } from '../i18n';
import { Scatter } from '../kit/chart/Scatter';
import { Button, Segments } from '../kit/parts';
import { type Draft, nameOf, tokenOf } from './drafts';
import type { TuneReport, TuneVariant } from './shapes';
import {
  figuresText,
  type Half,
  keyOf,
  linesOf,
  splitText,
  tuneSpec,
  tuneSummary,
  type TuneLine,
  unlisted,
} from './tuneModel';

interface TuneAnswerProps {
  report: TuneReport;
  draft: Draft;
  names: (variant: TuneVariant) => string;
  takeText: string;
  onTake: (variant: TuneVariant) => void;
}

export function TuneAnswer({ report, draft, names, takeText, onTake }: TuneAnswerProps) {
  const [shape, setShape] = useState<'chart' | 'table'>('chart');
  const [half, setHalf] = useState<Half>('early');
  const [picked, pick] = useState<string>();
  const draftName = t('Draft {{letter}}', { letter: nameOf(draft.letter) });
  const spec = useMemo(
    () => tuneSpec(report, half, names, { name: draftName, token: tokenOf(draft.letter) }),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- names change with the report alone
    [report, half, draftName, draft.letter],
  );
  const variant = report.variants.find((_, at) => keyOf(at) === picked);
  return (
    <>
      <div className="row wrap">
        {shape === 'chart' && (
          <Segments
            label={t('Which part')}
            value={half}
            options={[
              ['early', t('Earlier part')],
              ['late', t('Later part')],
            ]}
            onPick={setHalf}
          />
        )}
        <span className="grow" />
        <Segments
          label={t('Shape of the combinations')}
          value={shape}
          options={[
            ['chart', t('Chart')],
            ['table', t('Table')],
          ]}
          onPick={setShape}
        />
      </div>
      {shape === 'table' && <Lines report={report} names={names} takeText={takeText} onTake={onTake} />}
      {shape === 'chart' && spec.points.length === 0 && (
        <p className="small third">{t('Nobody in this part was won or lost: there is no win rate.')}</p>
      )}
      {shape === 'chart' && spec.points.length > 0 && (
        <Scatter spec={spec} label={tuneSummary(report)} chosen={picked} onPick={pick} />
      )}
      <p className="small third">{splitText(report)}</p>
      {shape === 'chart' && variant && (
        <Picked variant={variant} name={names(variant)}>
          <Button small onClick={() => onTake(variant)}>
            {takeText}
          </Button>
        </Picked>
      )}
    </>
  );
}

function Picked({
  variant,
  name,
  children,
}: {
  variant: TuneVariant;
  name: string;
  children: React.ReactNode;
}) {
  const early = figuresText(variant.early);
  const late = figuresText(variant.late);
  return (
    <div className="row wrap picked" role="status">
      <span className="stack gap4 grow">
        <b className="body13 medium">{name}</b>
        <span className="small second">
          {t('earlier {{entered}} entered, won {{won}}', early)}
          {' · '}
          {t('later {{entered}} entered, won {{won}}', late)}
        </span>
      </span>
      {children}
    </div>
  );
}

function Lines({ report, names, takeText, onTake }: Omit<TuneAnswerProps, 'draft'>) {
  const [everything, show] = useState(false);
  const lines = linesOf(report, names, everything);
  const heads = [t('Earlier, entered'), t('won'), t('Later, entered'), t('won')];
  return (
    <>
      <div className="tablebox" role="region" aria-label={t('Combinations')} tabIndex={0}>
        <table className="table plain flat tunelines">
          <thead>
            <tr>
              <th scope="col">{t('Values')}</th>
              {heads.map((head, at) => (
                <th key={at} scope="col" className="number">
                  {head}
                </th>
              ))}
              <th scope="col">{t('Draft')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Line key={line.key} line={line} report={report} takeText={takeText} onTake={onTake} />
            ))}
          </tbody>
        </table>
      </div>
      {unlisted(report, lines) > 0 && (
        <div>
          <Button small kind="ghost" onClick={() => show(true)}>
            {t('Show all combinations')}
          </Button>
        </div>
      )}
    </>
  );
}

function Line({
  line,
  report,
  takeText,
  onTake,
}: {
  line: TuneLine;
  report: TuneReport;
  takeText: string;
  onTake: (variant: TuneVariant) => void;
}) {
  const variant = report.variants.find((_, at) => keyOf(at) === line.key);
  return (
    <tr>
      <td className={line.onFront ? 'medium' : ''}>
        {line.onFront ? t('{{values}}, on the line', { values: line.name }) : line.name}
      </td>
      {(['early', 'late'] as const).flatMap((half) => {
        const { entered, won } = figuresText(line.halves[half]);
        return [
          <td key={half} className="number">
            {entered}
          </td>,
          <td key={`${half}won`} className="number nowrap">
            {won}
          </td>,
        ];
      })}
      <td>
        {variant && !variant.as_written && (
          <Button small kind="ghost" onClick={() => onTake(variant)} title={takeText}>
            {t('Take over')}
          </Button>
        )}
      </td>
    </tr>
  );
}
