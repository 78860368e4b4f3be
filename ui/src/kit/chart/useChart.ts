// A canvas that ECharts draws on: sized with its box, drawn anew when the colours change.
import { useComputedColorScheme } from '@mantine/core';
import { type RefObject, useEffect, useRef } from 'react';
import { echarts } from './echarts';

type Read = (token: string) => string;
export type Draw = (read: Read, width: number) => Record<string, unknown>;

export function useChart(draw: Draw, onPick?: (key: string) => void): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('light');
  useEffect(() => {
    if (!box.current) return;
    const chart = echarts.init(box.current, undefined, { renderer: 'canvas' });
    const style = getComputedStyle(document.documentElement);
    chart.setOption(draw((name) => style.getPropertyValue(name).trim(), box.current.clientWidth));
    if (onPick) chart.on('click', (event: { name: string }) => onPick(event.name));
    const watcher = new ResizeObserver(() => chart.resize());
    watcher.observe(box.current);
    return () => {
      watcher.disconnect();
      chart.dispose();
    };
  }, [draw, scheme, onPick]);
  return box;
}
