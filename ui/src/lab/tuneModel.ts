// From what every variant came to, to points of volume against win rate.
import { t } from '../i18n';
import type { ScatterPoint, ScatterSpec } from '../kit/chart/scatter';
import { count, day, percent } from '../kit/format';
import { type Side, shareText } from './model';
import type { Parameter, StageFigures, TuneFigures, TuneHalves, TuneReport, TuneVariant } from './shapes';
import type { Alternative } from './tries';

export type Half = 'early' | 'late';

const asPercent = (value: number): string => percent(100 * value);

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

// The clause with another number, when it is clear which number is meant.
function rephrased(clause: string, place: Parameter, value: string): string | undefined {
  const parts = clause.split(new RegExp(`(?<![\\w.])${escaped(place.text)}(?![\\w.])`));
  return parts.length === 2 ? parts.join(value) : undefined;
}

// What the variant says where it differs from others: "the company’s employees is at least 400".
export function valuesText(values: string[], alternatives: Alternative[], parameters: Parameter[]): string {
  const clauses = new Map<string, string>();
  const others: string[] = [];
  alternatives.forEach(({ index }, at) => {
    const place = parameters[index];
    const value = values[at];
    if (!place || value === undefined) return;
    const said = rephrased(clauses.get(place.clause) ?? place.clause, place, value);
    if (said) clauses.set(place.clause, said);
    else others.push([place.label, value, place.unit].filter(Boolean).join(' '));
  });
  return [...clauses.values(), ...others].join(', ');
}

function pointOf(figures: TuneFigures): Pick<ScatterPoint, 'x' | 'y' | 'low' | 'high' | 'said'> | null {
  const { entered, win_rate, win_certainty } = figures;
  if (win_rate === null) return null;
  return {
    x: entered,
    y: win_rate,
    low: win_certainty.low,
    high: win_certainty.high,
    said: [
      t('{{count}} entered', { count: count(entered) }),
      t('won {{share}}', { share: shareText(win_rate, win_certainty) }),
    ],
  };
}

export const inForceKey = 'in-force';
export const keyOf = (variant: number): string => String(variant);

// The line is that of the earlier part in both: whether it holds later is the question.
export function tuneSpec(
  report: TuneReport,
  half: Half,
  names: (variant: TuneVariant) => string,
  draft: { name: string; token: string },
): ScatterSpec {
  const points = report.variants.flatMap((variant, at): ScatterPoint[] => {
    const place = pointOf(variant[half]);
    if (!place) return [];
    const named = variant.as_written;
    return [
      {
        ...place,
        key: keyOf(at),
        name: named ? draft.name : names(variant),
        said: named ? [names(variant), ...place.said] : place.said,
        token: named ? draft.token : variant.on_front ? '--text' : '--text3',
        large: named,
        onLine: variant.on_front,
      },
    ];
  });
  const inForce = report.in_force ? pointOf(report.in_force[half]) : null;
  if (inForce) {
    const name = t('In force');
    points.push({ ...inForce, key: inForceKey, name, token: '--text2', large: true, onLine: false });
  }
  return { points, xName: t('Entered'), xText: count, yText: asPercent };
}

export function tuneSummary(report: TuneReport): string {
  const front = report.variants.filter((variant) => variant.on_front).length;
  return t('{{all}} variants by how many entered and how many of them were won; nobody surpasses {{front}}', {
    all: count(report.variants.length),
    front: count(front),
  });
}

// "Chosen on 3 Jan 2025 to 5 May, judged on 5 May to 1 Sep."
export function splitText(report: TuneReport): string {
  const split = day(report.split);
  const from = report.from ? day(report.from) : t('the beginning');
  return t('The line is chosen on {{from}} to {{split}} alone, and judged on {{split}} to {{to}}.', {
    from,
    split,
    to: day(report.to),
  });
}

export interface TuneLine {
  key: string;
  name: string;
  onFront: boolean;
  halves: TuneHalves;
}

// The front first, the most entries first; then the draft and what is in force; then, when asked for, the rest.
export function linesOf(
  report: TuneReport,
  names: (variant: TuneVariant) => string,
  everything: boolean,
): TuneLine[] {
  const lines = report.variants.map((variant, at): TuneLine => {
    const name = variant.as_written
      ? t('{{values}} (the draft now)', { values: names(variant) })
      : names(variant);
    return { key: keyOf(at), name, onFront: variant.on_front, halves: variant };
  });
  const front = lines
    .filter((line) => line.onFront)
    .sort((one, other) => other.halves.early.entered - one.halves.early.entered);
  const rest = lines.filter((line, at) => !line.onFront && (everything || report.variants[at]?.as_written));
  const inForce: TuneLine[] = report.in_force
    ? [{ key: inForceKey, name: t('In force'), onFront: false, halves: report.in_force }]
    : [];
  return [...front, ...inForce, ...rest];
}

// How many variants have no line: in force has one too and is none of them.
export const unlisted = (report: TuneReport, lines: TuneLine[]): number =>
  report.variants.length - lines.filter((line) => line.key !== inForceKey).length;

export function figuresText(figures: TuneFigures): { entered: string; won: string } {
  return {
    entered: count(figures.entered),
    won: figures.win_rate === null ? t('none yet') : shareText(figures.win_rate, figures.win_certainty),
  };
}

function sidePoint(side: Side, stage: StageFigures): ScatterPoint | null {
  if (stage.win_rate === null) return null;
  return {
    key: side.letter ?? inForceKey,
    name: side.name,
    x: stage.entered,
    y: stage.win_rate,
    low: stage.win_certainty.low,
    high: stage.win_certainty.high,
    token: side.token,
    large: true,
    onLine: false,
    said: [
      t('{{count}} entered', { count: count(stage.entered) }),
      t('won {{share}}', { share: shareText(stage.win_rate, stage.win_certainty) }),
    ],
  };
}

// The drafts and what is in force, over the whole range.
export function sidesSpec(sides: Side[]): ScatterSpec {
  const points = sides.flatMap((side) => {
    const point = side.stage ? sidePoint(side, side.stage) : null;
    return point ? [point] : [];
  });
  return { points, xName: t('Entered'), xText: count, yText: asPercent };
}
