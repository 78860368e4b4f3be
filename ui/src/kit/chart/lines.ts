// Lines over the same periods: at most five, the chosen one strong, what is compared with dashed.
export interface LineSeries {
  name: string;
  token: string;
  values: (number | null)[];
  dashed?: boolean;
  strong?: boolean;
}
export interface LinesSpec {
  labels: string[];
  series: LineSeries[];
  text: (value: number) => string;
}

// A DOM node, not HTML text: the policy allows no style attributes.
function tip(lines: string[]): HTMLElement {
  const node = document.createElement('div');
  node.className = 'charttip';
  for (const line of lines) node.appendChild(document.createElement('div')).textContent = line;
  return node;
}

function seriesOf(series: LineSeries, read: (token: string) => string, named: boolean) {
  const colour = read(series.token);
  const last = series.values.length - 1;
  return {
    name: series.name,
    type: 'line',
    smooth: false,
    color: colour,
    symbol: 'circle',
    symbolSize: 6,
    showSymbol: last < 1,
    z: series.strong ? 5 : 3,
    lineStyle: { width: series.strong ? 2.5 : 1.5, type: series.dashed ? 'dashed' : 'solid' },
    data: series.values,
    endLabel: {
      show: named,
      formatter: series.name,
      color: read('--text'),
      fontSize: 12,
      fontWeight: series.strong ? 600 : 400,
    },
    labelLayout: { moveOverlap: 'shiftY' },
  };
}

function tooltipOf(spec: LinesSpec, read: (token: string) => string) {
  return {
    trigger: 'axis',
    backgroundColor: read('--surface'),
    borderColor: read('--grid'),
    padding: 8,
    renderMode: 'html',
    formatter: (at: { dataIndex: number }[]) => {
      const index = at[0]?.dataIndex ?? 0;
      const lines = spec.series.map((series) => `${series.name}: ${spec.text(series.values[index] ?? 0)}`);
      return tip([spec.labels[index] ?? '', ...lines]);
    },
  };
}

export function linesOf(spec: LinesSpec, read: (token: string) => string, width: number) {
  const named = width >= 340;
  const longest = Math.max(0, ...spec.series.map((series) => series.name.length));
  const grid = read('--grid');
  const axis = { fontSize: 11, color: read('--text2') };
  return {
    animation: false,
    aria: { enabled: false },
    textStyle: { fontFamily: read('--sans'), color: read('--text2'), fontSize: 12 },
    grid: { left: 8, right: named ? 20 + longest * 7 : 16, top: 16, bottom: 8, containLabel: true },
    tooltip: tooltipOf(spec, read),
    xAxis: {
      type: 'category',
      data: spec.labels,
      boundaryGap: spec.labels.length < 2,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: grid } },
      axisLabel: axis,
    },
    yAxis: {
      type: 'value',
      splitNumber: 4,
      min: 0,
      minInterval: 1,
      axisLabel: { ...axis, formatter: spec.text },
      splitLine: { lineStyle: { color: grid } },
    },
    series: spec.series.map((series) => seriesOf(series, read, named)),
  };
}
