import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowsExchange,
  IconAt,
  IconCheckbox,
  IconClockExclamation,
  IconHourglass,
  IconMessageQuestion,
  IconMessages,
  IconStairsUp,
  IconThumbUp,
  IconUserShare,
} from '@tabler/icons-react';
import type { Notice } from '../../api/types';
import { t } from '../../i18n';
import { full, moment } from '../../kit/format';
import { Anchor } from '../../kit/nav';
import { Glyph, type Icon } from '../../kit/parts';
import { lineOf, placeOf, wordsOf } from './words';

const icons: Record<Notice['kind'], Icon> = {
  offered: IconArrowsExchange,
  due_soon: IconHourglass,
  breached: IconClockExclamation,
  escalated: IconStairsUp,
  reassigned: IconUserShare,
  taken: IconUserShare,
  rejected: IconArrowBackUp,
  disputed: IconMessageQuestion,
  answered: IconMessages,
  praised: IconThumbUp,
  mentioned: IconAt,
  sign_opened: IconAlertTriangle,
  task_due: IconCheckbox,
};

interface NoticeLineProps {
  notice: Notice;
  current?: boolean;
  onOpen: () => void;
}

export function NoticeLine({ notice, current = false, onOpen }: NoticeLineProps) {
  const words = wordsOf(notice);
  return (
    <div className="item notice" aria-current={current} data-notice={notice.id}>
      <Glyph of={icons[notice.kind]} />
      <div className="grow">
        <div className="row between">
          <Anchor
            to={placeOf(notice)}
            className={notice.seen_at ? 'cut cover body13' : 'strong cut cover body13'}
            onClick={onOpen}
          >
            {lineOf(notice)}
          </Anchor>
          <span className="small third nowrap" title={full(notice.at)}>
            {moment(notice.at)}
          </span>
        </div>
        {words && <div className="small second clamp2">{words}</div>}
      </div>
      {!notice.seen_at && (
        <i className="unseen" role="img" aria-label={t('not seen yet')} title={t('not seen yet')} />
      )}
    </div>
  );
}
