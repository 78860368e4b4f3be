// The head every page opens with: one h1 that takes the focus when the route changes, and the window's title.
import { type ReactNode, useEffect, useRef } from 'react';
import { Anchor, usePath } from './nav';

// The first page keeps the browser's own focus; every later one takes it.
let opened = false;

interface PageHeadProps {
  title: string;
  lead?: ReactNode;
  sub?: ReactNode;
  beside?: ReactNode;
  children?: ReactNode;
}

export function PageHead({ title, lead, sub, beside, children }: PageHeadProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const path = usePath();
  useEffect(() => {
    document.title = `${title} · Baton`;
  }, [title]);
  useEffect(() => {
    if (opened) heading.current?.focus({ preventScroll: true });
    opened = true;
  }, [path]);
  return (
    <header className="head">
      {lead}
      <div>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {sub && <p className="sub">{sub}</p>}
      </div>
      {beside}
      <span className="grow" />
      {children}
    </header>
  );
}

export function TabLinks({
  label,
  tabs,
}: {
  label: string;
  tabs: { to: string; text: ReactNode; current: boolean; key: string }[];
}) {
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <Anchor key={tab.key} to={tab.to} exact current={tab.current}>
          {tab.text}
        </Anchor>
      ))}
    </nav>
  );
}
