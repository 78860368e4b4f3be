// A row for each thing, a ring for each answer, and the chosen answer filled: how much they differ.
export interface Dot {
  name: string;
  value: number;
  text: string;
}
export interface DotRow {
  key: string;
  label: string;
  values: Dot[];
  value: number;
  text: string;
  range: string;
  fixed: boolean; // one bar: the same for every answer
}
export interface Tick {
  value: number;
  text: string;
}

interface DotRangeProps {
  label: string;
  head: [string, string];
  rows: DotRow[];
  ticks: Tick[];
}

export function DotRange({ label, head, rows, ticks }: DotRangeProps) {
  const most = ticks[ticks.length - 1]?.value ?? 1;
  const at = (value: number): string => `${(100 * Math.min(most, Math.max(0, value))) / most}%`;
  return (
    <div className="dotrange" role="img" aria-label={label}>
      <div className="dotrow names">
        <span />
        <span />
        <span>{head[0]}</span>
        <span>{head[1]}</span>
      </div>
      {rows.map((row) => (
        <div className="dotrow" key={row.key}>
          <span className="name" title={row.label}>
            {row.label}
          </span>
          <span className="track">
            {ticks.map((tick) => (
              <i key={tick.value} className="tick" style={{ left: at(tick.value) }} />
            ))}
            {row.fixed ? (
              <i className="fixed" style={{ width: at(row.value) }} />
            ) : (
              <Dots row={row} at={at} />
            )}
          </span>
          <b className="number">{row.text}</b>
          <span className="range">{row.range}</span>
        </div>
      ))}
      <div className="dotrow scale">
        <span />
        <span className="track">
          {ticks.map((tick) => (
            <span key={tick.value} style={{ left: at(tick.value) }}>
              {tick.text}
            </span>
          ))}
        </span>
        <span />
        <span />
      </div>
    </div>
  );
}

function Dots({ row, at }: { row: DotRow; at: (value: number) => string }) {
  const all = row.values.map((dot) => dot.value);
  const low = Math.min(...all);
  const high = Math.max(...all);
  return (
    <>
      <i className="span" style={{ left: at(low), right: `calc(100% - ${at(high)})` }} />
      {row.values.map((dot) => (
        <i
          key={dot.name}
          className="ring"
          title={`${dot.name}: ${dot.text}`}
          style={{ left: at(dot.value) }}
        />
      ))}
      <i className="chosen" style={{ left: at(row.value) }} />
    </>
  );
}
