import {
  IconArrowsExchange,
  IconCalendarEvent,
  IconClick,
  IconDownload,
  IconFileImport,
  IconForms,
  IconLayoutKanban,
  IconMail,
  IconNote,
  IconPhone,
  IconPoint,
  IconStairsUp,
  IconTag,
} from '@tabler/icons-react';
import type { TimelineIcon, TimelineRow } from '../../api/types';
import { t } from '../../i18n';
import { clock, full, moment } from '../../kit/format';
import { Anchor } from '../../kit/nav';
import { Button, Glyph, type Icon } from '../../kit/parts';

const marks: Record<TimelineIcon, Icon> = {
  page: IconClick,
  form: IconForms,
  mail: IconMail,
  call: IconPhone,
  meeting: IconCalendarEvent,
  note: IconNote,
  stage: IconStairsUp,
  handoff: IconArrowsExchange,
  deal: IconLayoutKanban,
  change: IconTag,
  import: IconFileImport,
  download: IconDownload,
  event: IconPoint,
};

interface TimelineProps {
  rows: TimelineRow[];
  timeOnly?: boolean;
  marked?: string | undefined;
  onUndo?: ((token: string) => void) | undefined;
}

// Dated facts in plain words, tinted by the team that made them.
export function Timeline({ rows, timeOnly, marked, onUndo }: TimelineProps) {
  return (
    <ol className="timeline">
      {rows.map((row) => (
        <li key={row.id} id={`touch-${row.id}`} className={row.id === marked ? 'fresh' : ''}>
          <span className={`mark ${row.team ?? ''}`}>
            <Glyph of={marks[row.icon] ?? IconPoint} />
          </span>
          <div className="grow">
            <div className="medium">
              {row.contact && (
                <>
                  <Anchor to={`/contacts/${row.contact.id}`}>{row.contact.name}</Anchor>{' '}
                </>
              )}
              <span className={row.contact ? 'second' : ''}>{row.title}</span>
            </div>
            <div className="small third">
              {[...new Set([row.detail, row.by])].filter(Boolean).join(' · ')}
            </div>
            {row.undo && onUndo && (
              <Button small kind="ghost" onClick={() => row.undo && onUndo(row.undo)}>
                {t('Undo')}
              </Button>
            )}
          </div>
          <time className="small third nowrap" dateTime={row.at} title={full(row.at)}>
            {timeOnly ? clock(row.at) : moment(row.at)}
          </time>
        </li>
      ))}
    </ol>
  );
}
