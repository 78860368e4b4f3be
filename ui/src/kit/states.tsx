// What a page shows when there is nothing, not yet, or something went wrong.
import { IconAlertCircle, IconLock, IconMapOff, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Problem } from '../api/client';
import { t } from '../i18n';
import { Anchor } from './nav';
import { Button, Glyph, type Icon } from './parts';

export function Empty({
  icon,
  title,
  children,
  action,
}: {
  icon: Icon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="empty stack">
      <Glyph of={icon} large />
      <h2>{title}</h2>
      {children && <p className="second">{children}</p>}
      {action && (
        <div className="row wrap" style={{ justifyContent: 'center' }}>
          {action}
        </div>
      )}
    </div>
  );
}

export function saidBy(error: unknown): string {
  if (error instanceof Problem) {
    if (error.status === 0) return t('Baton cannot be reached. Nothing you typed is lost.');
    return error.detail ?? error.title;
  }
  return error instanceof Error ? error.message : String(error);
}

// The same for one field: what is wrong with it, where the server says so.
export function saidAt(error: unknown): string {
  const place = error instanceof Problem ? error.places[0] : undefined;
  return place?.message ?? saidBy(error);
}

export function Trouble({ error, what, onRetry }: { error: unknown; what?: string; onRetry?: () => void }) {
  const places = error instanceof Problem ? error.places : [];
  return (
    <div className="trouble" role="alert">
      <Glyph of={IconAlertCircle} />
      <div className="grow stack gap4">
        <span>{what ? `${what} ${saidBy(error)}` : saidBy(error)}</span>
        {places.map((place) => (
          <span key={place.pointer ?? place.parameter ?? place.message}>{place.message}</span>
        ))}
      </div>
      {onRetry && (
        <Button small icon={IconRefresh} onClick={onRetry}>
          {t('Try again')}
        </Button>
      )}
    </div>
  );
}

// What is not there, or not for whoever asks: trying again would not help, going elsewhere does.
function Closed({ error }: { error: Problem }) {
  const gone = error.status === 404;
  return (
    <Empty
      icon={gone ? IconMapOff : IconLock}
      title={error.detail ?? error.title}
      action={
        <>
          <Button onClick={() => history.back()}>{t('Go back')}</Button>
          <Anchor to="/" className="button filled">
            {t('Go home')}
          </Anchor>
        </>
      }
    >
      {gone
        ? t('It may have been deleted or merged, or the link was cut short.')
        : t('Your role does not include this. An alignment lead or administrator can change that.')}
    </Empty>
  );
}

const isClosed = (error: unknown): error is Problem =>
  error instanceof Problem && (error.status === 404 || error.status === 403);

export function Waiting({ lines = 4 }: { lines?: number }) {
  const widths = ['62%', '88%', '74%', '55%', '81%'];
  return (
    <div className="pad stack gap12" aria-busy="true" aria-label={t('Loading')} role="status">
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className="skeleton" style={{ width: widths[line % widths.length] }} />
      ))}
    </div>
  );
}

interface Asked<T> {
  data: T | undefined;
  error: unknown;
  isPending: boolean;
  refetch: () => unknown;
}

// Draws an answer, its skeleton or its trouble in place. Old answers stay while new ones load.
export function Answer<T>({
  of,
  lines,
  children,
}: {
  of: Asked<T>;
  lines?: number;
  children: (data: T) => ReactNode;
}) {
  if (of.data !== undefined) return children(of.data);
  if (isClosed(of.error)) return <Closed error={of.error} />;
  if (of.error)
    return (
      <div className="pad">
        <Trouble error={of.error} onRetry={() => void of.refetch()} />
      </div>
    );
  return <Waiting lines={lines} />;
}
