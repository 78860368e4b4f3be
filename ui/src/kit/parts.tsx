// The small parts every page is made of.
import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { t } from '../i18n';
import { Anchor, type Search } from './nav';

export type Icon = ComponentType<{ className?: string; 'aria-hidden'?: boolean | 'true' }>;
export type Tone =
  | 'offered'
  | 'accepted'
  | 'rejected'
  | 'recycled'
  | 'breached'
  | 'soon'
  | 'marketing'
  | 'sales'
  | 'outline'
  | 'plain';

export function Glyph({ of: Of, large }: { of: Icon; large?: boolean }) {
  return <Of className={large ? 'icon large' : 'icon'} aria-hidden="true" />;
}

interface ButtonProps {
  children?: ReactNode;
  kind?: 'filled' | 'plain' | 'ghost';
  small?: boolean;
  icon?: Icon;
  hint?: string;
  label?: string;
  title?: string;
  disabled?: boolean;
  type?: 'button' | 'submit';
  pressed?: boolean;
  expanded?: boolean;
  className?: string;
  onClick?: (() => void) | undefined;
  ref?: React.Ref<HTMLButtonElement>;
}

export function Button({
  children,
  kind = 'plain',
  small,
  icon,
  hint,
  label,
  pressed,
  expanded,
  className,
  type = 'button',
  ...rest
}: ButtonProps) {
  const shape = [
    'button',
    kind !== 'plain' && kind,
    small && 'small',
    children === undefined && 'only',
    className,
  ];
  return (
    <button
      {...rest}
      type={type}
      className={shape.filter(Boolean).join(' ')}
      aria-label={label}
      aria-pressed={pressed}
      aria-expanded={expanded}
    >
      {icon && <Glyph of={icon} />}
      {children}
      {hint && (
        <kbd aria-hidden="true" className="desk">
          {hint}
        </kbd>
      )}
    </button>
  );
}

interface LinkButtonProps {
  to: string;
  search?: Search;
  children: ReactNode;
  kind?: 'filled' | 'plain' | 'ghost';
  small?: boolean;
  icon?: Icon;
}

export function LinkButton({ to, search, children, kind = 'plain', small, icon }: LinkButtonProps) {
  return (
    <Anchor to={to} search={search} className={`button ${kind} ${small ? 'small' : ''}`}>
      {icon && <Glyph of={icon} />}
      {children}
    </Anchor>
  );
}

export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const picked = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return picked
    .map((word) => word?.[0] ?? '')
    .join('')
    .toUpperCase();
}

export function Avatar({
  name,
  team,
  size,
  square,
}: {
  name: string;
  team?: string | null;
  size?: 'small' | 'large';
  square?: boolean;
}) {
  return (
    <span className={['avatar', team, size, square && 'square'].filter(Boolean).join(' ')} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

export function Chip({
  tone = 'plain',
  icon,
  title,
  children,
}: {
  tone?: Tone;
  icon?: Icon;
  title?: string;
  children: ReactNode;
}) {
  return (
    <span className={`chip ${tone}`} title={title}>
      {icon && <Glyph of={icon} />}
      {children}
    </span>
  );
}

interface CardProps {
  title?: ReactNode;
  icon?: Icon;
  aside?: ReactNode;
  children: ReactNode;
  marked?: boolean;
  id?: string;
}

export function Card({ title, icon, aside, children, marked, id }: CardProps) {
  return (
    <section className={marked ? 'card marked' : 'card'} id={id}>
      {title !== undefined && (
        <header>
          {icon && <Glyph of={icon} />}
          <h2 className="body13">{title}</h2>
          <span className="grow" />
          {aside}
        </header>
      )}
      <div className="in">{children}</div>
    </section>
  );
}

// A bar with an optional tick for the pace or promise; values are fractions of one.
export function Bar({
  part,
  tick,
  tone = '',
  label,
}: {
  part: number;
  tick?: number | undefined;
  tone?: string;
  label: string;
}) {
  const width = Math.min(1, Math.max(0, part));
  return (
    <div className={`bar ${tone}`} role="img" aria-label={label}>
      <i style={{ width: `${width * 100}%` }} />
      {tick !== undefined && <b style={{ left: `${Math.min(1, tick) * 100}%` }} />}
    </div>
  );
}

export const NotKnown = () => <span className="third">{t('not known')}</span>;

export function Facts({ rows }: { rows: [string, ReactNode][] }) {
  return (
    <dl className="facts">
      {rows.map(([term, fact]) => (
        <div key={term} style={{ display: 'contents' }}>
          <dt>{term}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Segments<T extends string>({
  label,
  value,
  options,
  onPick,
}: {
  label: string;
  value: T;
  options: [T, string][];
  onPick: (value: T) => void;
}) {
  return (
    <div className="segments" role="group" aria-label={label}>
      {options.map(([key, text]) => (
        <button key={key} type="button" aria-pressed={key === value} onClick={() => onPick(key)}>
          {text}
        </button>
      ))}
    </div>
  );
}

// The time, ticking locally; the instants it is held against come from the server.
export function useNow(everyMs = 15_000): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
