// In the bell's drawer: what is new, a few lines of it, and the way to all of it.
import { flat, useNotifications } from '../../api/hooks';
import { t } from '../../i18n';
import { count } from '../../kit/format';
import { Anchor } from '../../kit/nav';
import { NoticeLine } from './NoticeLine';
import { useSee } from './seeing';

const lines = 6;

export function Latest() {
  const inbox = useNotifications(true);
  const see = useSee();
  // Notes that call somebody stand above, with their text.
  const rows = flat(inbox.data).filter((row) => row.kind !== 'mentioned');
  const unseen = inbox.data?.pages[0]?.unseen ?? 0;
  return (
    <section className="stack gap6">
      <h2 className="body13">{t('Notifications')}</h2>
      {rows.length > 0 && (
        <div className="flush drawer">
          {rows.slice(0, lines).map((row) => (
            <NoticeLine key={row.id} notice={row} onOpen={() => see.mutate(row.id)} />
          ))}
        </div>
      )}
      <Anchor to="/notifications" className="link body13">
        {unseen > 0
          ? t('All notifications, {{number}} new', { number: count(unseen) })
          : t('All notifications')}
      </Anchor>
    </section>
  );
}
