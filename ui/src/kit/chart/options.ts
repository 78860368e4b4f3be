// From a question's answer to what ECharts draws: bars for steps and groups, a line for time.
export interface Point {
  key: string;
  label: string;
  value: number | null;
  text: string;
  hover?: string;
  colour?: 'marketing' | 'sales' | 'c1';
}
export interface ChartSpec {
  kind: 'bars' | 'line';
  points: Point[];
  axis?: (value: number) => string;
}
export interface Colours {
  text: string;
  text2: string;
  grid: string;
  surface: string;
  marketing: string;
  sales: string;
  c1: string;
  sans: string;
}

export function tokenColours(read: (name: string) => string): Colours {
  return {
    text: read('--text'),
    text2: read('--text2'),
    grid: read('--grid'),
    surface: read('--surface'),
    marketing: read('--marketing'),
    sales: read('--sales'),
    c1: read('--c1'),
    sans: read('--sans'),
  };
}

// A DOM node, not HTML text: the policy allows no style attributes.
function tip(text: string): HTMLElement {
  const node = document.createElement('div');
  node.className = 'charttip';
  node.textContent = text;
  return node;
}

export function optionsOf({ kind, points, axis }: ChartSpec, colours: Colours, width: number) {
  const base = {
    animation: false,
    aria: { enabled: false },
    textStyle: { fontFamily: colours.sans, color: colours.text2, fontSize: 12 },
    tooltip: {
      trigger: 'item',
      backgroundColor: colours.surface,
      borderColor: colours.grid,
      padding: 8,
      renderMode: 'html',
      formatter: (at: { dataIndex: number }) =>
        tip(
          `${points[at.dataIndex]?.label ?? ''}: ${points[at.dataIndex]?.hover ?? points[at.dataIndex]?.text ?? ''}`,
        ),
    },
  };
  return kind === 'bars'
    ? { ...base, ...bars(points, colours, width) }
    : { ...base, ...line(points, colours, axis) };
}

function bars(points: Point[], colours: Colours, width: number) {
  const longest = Math.max(0, ...points.map((point) => point.text.length));
  const right = Math.min(width * 0.45, Math.max(60, longest * 7 + 8));
  return {
    grid: { left: 8, right, top: 8, bottom: 8, containLabel: true },
    xAxis: {
      type: 'value',
      min: 0,
      splitNumber: 4,
      axisLabel: { show: false },
      splitLine: { lineStyle: { color: colours.grid } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: points.map((point) => point.label),
      axisTick: { show: false },
      axisLine: { show: false },
      axisLabel: { color: colours.text, fontSize: 12 },
    },
    series: [
      {
        type: 'bar',
        barMaxWidth: 24,
        data: points.map((point) => ({
          name: point.key,
          value: point.value,
          itemStyle: { color: colours[point.colour ?? 'c1'], borderRadius: 3 },
        })),
        label: {
          show: true,
          position: 'right',
          color: colours.text,
          fontWeight: 600,
          formatter: (at: { dataIndex: number }) => points[at.dataIndex]?.text ?? '',
        },
      },
    ],
  };
}

function line(points: Point[], colours: Colours, axis: ChartSpec['axis']) {
  const last = points.length - 1;
  const values = points.map((point) => point.value);
  // The newest period is not over, so its part of the line is dashed.
  const open = values.map((value, index) => (index >= last - 1 ? value : null));
  const closed = values.map((value, index) => (index < last ? value : null));
  const look = { type: 'line', symbolSize: 6, smooth: false, color: colours.c1, connectNulls: false };
  return {
    grid: { left: 8, right: 24, top: 16, bottom: 8, containLabel: true },
    xAxis: {
      type: 'category',
      data: points.map((point) => point.label),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colours.grid } },
      axisLabel: { fontSize: 11, color: colours.text2 },
    },
    yAxis: {
      type: 'value',
      splitNumber: 4,
      min: 0,
      axisLabel: { fontSize: 11, color: colours.text2, ...(axis && { formatter: axis }) },
      splitLine: { lineStyle: { color: colours.grid } },
    },
    series: [
      { ...look, data: closed },
      { ...look, data: open, lineStyle: { type: 'dashed' } },
    ],
  };
}
