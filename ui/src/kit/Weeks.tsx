// A share for each week as columns: what is the matter stands out, what is missing leaves a gap.
interface WeeksProps {
  label: string;
  shares: (number | undefined)[];
  from: number; // the first week that is marked; beyond the last: none
}

const height = 56;
const step = 9;

export function Weeks({ label, shares, from }: WeeksProps) {
  const top = Math.max(0.05, ...shares.map((share) => share ?? 0));
  return (
    <svg
      className="weeks"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${Math.max(1, shares.length) * step} ${height}`}
      preserveAspectRatio="xMaxYMax meet"
    >
      {shares.map((share, week) => {
        const tall = share === undefined ? 0 : Math.max(2, (share / top) * (height - 2));
        return (
          <rect
            key={week}
            className={week >= from ? 'marked' : undefined}
            x={week * step}
            y={height - tall}
            width={step - 3}
            height={tall}
            rx={1.5}
          />
        );
      })}
    </svg>
  );
}
