// One chart: drawn lazily on a canvas, coloured by the tokens, with a sentence for those who do not see it.
import { useCallback } from 'react';
import { type ChartSpec, optionsOf, tokenColours } from './options';
import { type Draw, useChart } from './useChart';

export function Chart({
  spec,
  label,
  onPick,
}: {
  spec: ChartSpec;
  label: string;
  onPick?: (key: string) => void;
}) {
  const draw = useCallback<Draw>((read, width) => optionsOf(spec, tokenColours(read), width), [spec]);
  const box = useChart(draw, onPick);
  return (
    <div
      ref={box}
      className="chart"
      role="img"
      aria-label={label}
      style={{ height: spec.kind === 'bars' ? 60 + spec.points.length * 44 : 280 }}
    />
  );
}
