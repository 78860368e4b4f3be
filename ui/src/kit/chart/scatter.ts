// Where points lie between two scales: each with its interval, some of them joined by a line.
export interface ScatterPoint {
  key: string;
  name: string;
  x: number;
  y: number;
  low: number | null;
  high: number | null;
  token: string;
  large: boolean; // named, its interval always drawn
  onLine: boolean;
  said: string[]; // what a look at it tells, line by line
}
export interface ScatterSpec {
  points: ScatterPoint[];
  xName: string;
  xText: (value: number) => string;
  yText: (value: number) => string;
}

export interface Scale {
  ticks: number[];
  at: (value: number) => number;
}

const steps = 5;

// Ticks of 1, 2 or 5 of a power of ten that cover all values, and where a value lies in [from, to].
export function scaleOf(values: number[], from: number, to: number): Scale {
  const low = values.length > 0 ? Math.min(...values) : 0;
  const high = values.length > 0 ? Math.max(...values) : 1;
  const span = high > low ? high - low : Math.max(Math.abs(high), 1) / 2;
  const power = 10 ** Math.floor(Math.log10(span / steps));
  const step = power * ([1, 2, 5, 10].find((one) => one * power * steps >= span) ?? 10);
  const first = Math.max(low >= 0 ? 0 : -Infinity, Math.floor(low / step - 0.25)) * step;
  const count = Math.max(1, Math.ceil((high - first) / step + 0.25));
  const ticks = Array.from({ length: count + 1 }, (_, at) => Number((first + at * step).toPrecision(12)));
  const last = ticks[ticks.length - 1] ?? first + step;
  return { ticks, at: (value) => from + ((value - first) / (last - first)) * (to - from) };
}

// All that a point reaches over: small ones show their interval only when looked at.
export const reachOf = (points: ScatterPoint[]): number[] =>
  points.flatMap(({ large, y, low, high }) => (large ? [y, low ?? y, high ?? y] : [y]));

// The stops of the keys, from few to many: points with a name or on the line.
export const stopsOf = (points: ScatterPoint[]): ScatterPoint[] =>
  points.filter(({ large, onLine }) => large || onLine).sort((one, other) => one.x - other.x);

export function nearest(
  points: { key: string; left: number; top: number }[],
  left: number,
  top: number,
  reach: number,
): string | null {
  const far = (point: { left: number; top: number }) => Math.hypot(point.left - left, point.top - top);
  const best = points.reduce<{ key: string; left: number; top: number } | null>(
    (found, point) => (found === null || far(point) < far(found) ? point : found),
    null,
  );
  return best !== null && far(best) <= reach ? best.key : null;
}
