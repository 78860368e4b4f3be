// Volume against quality: points with intervals, the best of them joined. Pointer and keys look at one at
// a time; Enter or a click picks it. Drawn anew for every width.
import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, type PointerEvent, useId, useState } from 'react';
import { nearest, reachOf, type ScatterPoint, type ScatterSpec, scaleOf, stopsOf } from './scatter';

const height = 300;
const edge = { left: 46, right: 18, top: 14, bottom: 40 };
const reachPx = 28;

interface ScatterProps {
  spec: ScatterSpec;
  label: string;
  chosen?: string | undefined;
  onPick: (key: string) => void;
}

export function Scatter({ spec, label, chosen, onPick }: ScatterProps) {
  const { ref, width } = useElementSize();
  const [looked, look] = useState<string | null>(null);
  const id = useId();
  const x = scaleOf(
    spec.points.map((point) => point.x),
    edge.left,
    Math.max(edge.left + 60, width - edge.right),
  );
  const y = scaleOf(reachOf(spec.points), height - edge.bottom, edge.top);
  const places = spec.points.map((point) => ({ ...point, left: x.at(point.x), top: y.at(point.y) }));
  const stops = stopsOf(spec.points);
  const active = places.find((point) => point.key === looked);
  const step = (by: number) => {
    const at = stops.findIndex((point) => point.key === looked);
    const next = stops[Math.min(stops.length - 1, Math.max(0, at + by))];
    if (next) look(next.key);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowUp: 1, ArrowDown: -1 };
    const by = moves[event.key];
    if (by !== undefined) step(by);
    else if ((event.key === 'Enter' || event.key === ' ') && looked !== null) onPick(looked);
    else return;
    event.preventDefault();
  };
  const under = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    return nearest(places, event.clientX - box.left, event.clientY - box.top, reachPx);
  };
  return (
    <div
      ref={ref}
      className="scatter"
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={looked !== null ? `${id}${looked}` : undefined}
      onKeyDown={onKeyDown}
      onFocus={() => looked === null && step(stops.findIndex((point) => point.key === chosen) + 1)}
      onBlur={() => look(null)}
      onPointerMove={(event) => look(under(event))}
      onPointerLeave={() => look(null)}
      onPointerUp={(event) => {
        const key = under(event);
        if (key !== null) onPick(key);
      }}
    >
      <svg width={width} height={height} role="presentation">
        <Axes x={x} y={y} spec={spec} width={width} />
        <Front points={places} />
        {places.map((point) => (
          <Mark
            key={point.key}
            id={`${id}${point.key}`}
            point={point}
            x={x.at}
            y={y.at}
            option={stops.some((stop) => stop.key === point.key)}
            looked={point.key === looked}
            chosen={point.key === chosen}
          />
        ))}
      </svg>
      {active && (
        <div
          className={`charttip looked ${active.left > width / 2 ? 'before' : ''}`}
          style={{ left: active.left, top: active.top }}
          aria-hidden="true"
        >
          {[active.name, ...active.said].map((line) => (
            <div key={line}>{line}</div>
          ))}
        </div>
      )}
    </div>
  );
}

function Axes({
  x,
  y,
  spec,
  width,
}: {
  x: ReturnType<typeof scaleOf>;
  y: ReturnType<typeof scaleOf>;
  spec: ScatterSpec;
  width: number;
}) {
  return (
    <g className="axes" aria-hidden="true">
      {y.ticks.map((tick) => (
        <g key={tick}>
          <line x1={edge.left} x2={width - edge.right} y1={y.at(tick)} y2={y.at(tick)} />
          <text x={edge.left - 8} y={y.at(tick) + 4} textAnchor="end">
            {spec.yText(tick)}
          </text>
        </g>
      ))}
      {x.ticks.map((tick) => (
        <text key={tick} x={x.at(tick)} y={height - edge.bottom + 18} textAnchor="middle">
          {spec.xText(tick)}
        </text>
      ))}
      <text x={width - edge.right} y={height - 6} textAnchor="end">
        {spec.xName}
      </text>
    </g>
  );
}

interface Placed extends ScatterPoint {
  left: number;
  top: number;
}

function Front({ points }: { points: Placed[] }) {
  const line = points.filter((point) => point.onLine).sort((one, other) => one.x - other.x);
  return (
    <polyline
      className="front"
      aria-hidden="true"
      points={line.map(({ left, top }) => `${left},${top}`).join(' ')}
    />
  );
}

interface MarkProps {
  id: string;
  point: Placed;
  x: (value: number) => number;
  y: (value: number) => number;
  option: boolean;
  looked: boolean;
  chosen: boolean;
}

function Mark({ id, point, y, option, looked, chosen }: MarkProps) {
  const { left, top, low, high, large, onLine, token } = point;
  const says = option
    ? ({
        id,
        role: 'option',
        'aria-selected': chosen,
        'aria-label': [point.name, ...point.said].join(', '),
      } as const)
    : ({ 'aria-hidden': true } as const);
  return (
    <g
      {...says}
      className={['mark', large && 'large', onLine && 'online', looked && 'looked', chosen && 'chosen']
        .filter(Boolean)
        .join(' ')}
      style={{ '--mine': `var(${token})` } as React.CSSProperties}
    >
      {(large || looked) && low !== null && high !== null && (
        <line className="interval" x1={left} x2={left} y1={y(low)} y2={y(high)} />
      )}
      <circle cx={left} cy={top} r={large ? 6 : onLine ? 4.5 : 3} />
      {large && (
        <text x={left + 10} y={top - 8}>
          {point.name}
        </text>
      )}
    </g>
  );
}
