// Several things over the same time, each named at the end of its line.
import { useCallback } from 'react';
import { type LinesSpec, linesOf } from './lines';
import { type Draw, useChart } from './useChart';

export function Lines({ spec, label }: { spec: LinesSpec; label: string }) {
  const draw = useCallback<Draw>((read, width) => linesOf(spec, read, width), [spec]);
  const box = useChart(draw);
  return <div ref={box} className="chart" role="img" aria-label={label} />;
}
