// One chart: drawn lazily on a canvas, coloured by the tokens, with a sentence for those who do not see it.
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { echarts } from './echarts';
import { type ChartSpec, optionsOf, tokenColours } from './options';

export function Chart({
  spec,
  label,
  onPick,
}: {
  spec: ChartSpec;
  label: string;
  onPick?: (key: string) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('light');
  useEffect(() => {
    if (!box.current) return;
    const chart = echarts.init(box.current, undefined, { renderer: 'canvas' });
    const style = getComputedStyle(document.documentElement);
    chart.setOption(
      optionsOf(
        spec,
        tokenColours((name) => style.getPropertyValue(name).trim()),
        box.current.clientWidth,
      ),
    );
    if (onPick) chart.on('click', (event: { name: string }) => onPick(event.name));
    const watcher = new ResizeObserver(() => chart.resize());
    watcher.observe(box.current);
    return () => {
      watcher.disconnect();
      chart.dispose();
    };
  }, [spec, scheme, onPick]);
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
