// Who was told of this handoff, and when they looked at it.
import { useSeenBy } from '../../api/hooks';
import type { SeenReceipt } from '../../api/types';
import { type Message, message, t } from '../../i18n';
import { full, moment } from '../../kit/format';
import { Card } from '../../kit/parts';

const toldWord: Record<string, Message> = {
  offered: message('the offer'),
  reassigned: message('that it is theirs'),
  breached: message('that it is late'),
  escalated: message('that it waits'),
};

export function SeenBy({ contact }: { contact: string }) {
  const rows = useSeenBy(contact).data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <Card title={t('Who was told')}>
      <ul className="stack gap4">
        {rows.map((row) => (
          <li key={`${row.who.id}-${row.kind}-${row.told_at}`} className="row wrap small">
            <span>{saidOf(row)}</span>
            <span className="grow" />
            {row.seen_at ? (
              <span className="third" title={full(row.seen_at)}>
                {t('seen {{time}}', { time: moment(row.seen_at) })}
              </span>
            ) : (
              <span className="third">{t('not seen yet')}</span>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

const saidOf = ({ who, kind }: SeenReceipt): string => {
  const what = toldWord[kind];
  return what ? t('{{name}}: {{what}}', { name: who.name, what: t(what) }) : who.name;
};
