// The bell's drawer: what waits for the person who is signed in, each line with where to deal with it.
import { Drawer } from '@mantine/core';
import { useAgreements, useHandoffs, useHome, useMentions, flat } from '../api/hooks';
import { missingFor } from '../agreement/parts/signing';
import { HandoffLine } from '../handoffs/parts/HandoffLine';
import { t } from '../i18n';
import { moment } from '../kit/format';
import { Anchor } from '../kit/nav';
import { Waiting } from '../kit/states';
import { Latest } from '../notifications/parts/Latest';
import { Mentions } from './Mentions';
import { useViewer } from '../session/parts/viewer';

export function Waits({ onClose }: { onClose: () => void }) {
  const { user } = useViewer();
  const handoffs = useHandoffs({ state: 'offered', mine: 1 });
  const home = useHome();
  const agreements = useAgreements();
  const mine = flat(handoffs.data);
  const tasks = home.data?.tasks ?? [];
  const drafts = (agreements.data?.rows ?? []).filter((draft) => missingFor(draft, user.signs_for));
  const called = useMentions().data?.rows.length ?? 0;
  const loading = handoffs.isPending || home.isPending || agreements.isPending;
  const nothing = mine.length + tasks.length + drafts.length + called === 0;
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      title={t('What waits for you')}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      {loading && <Waiting lines={3} />}
      {!loading && nothing && (
        <p className="second">
          {t('Nothing waits for you. Handoffs, tasks, drafts to sign and notes that call you appear here.')}
        </p>
      )}
      <div className="stack gap16" onClick={(event) => (event.target as Element).closest('a') && onClose()}>
        <Mentions />
        <Latest />
        {mine.length > 0 && (
          <section>
            <h2 className="body13">{t('Handoffs')}</h2>
            <div className="flush drawer">
              {mine.map((row) => (
                <HandoffLine
                  key={row.contact.id}
                  handoff={row}
                  current={false}
                  to={`/handoffs/${row.contact.id}`}
                />
              ))}
            </div>
          </section>
        )}
        {drafts.length > 0 && (
          <section className="stack gap6">
            <h2 className="body13">{t('Drafts to sign')}</h2>
            {drafts.map((draft) => (
              <Anchor key={draft.version} to="/agreement" className="link body13">
                {t('{{name}} waits for your signature', { name: draft.name })}
              </Anchor>
            ))}
          </section>
        )}
        {tasks.length > 0 && (
          <section className="stack gap6">
            <h2 className="body13">{t('Tasks')}</h2>
            {tasks.map((task) => (
              <Anchor
                key={task.id}
                to={
                  task.contact ? `/contacts/${task.contact.id}` : task.deal ? `/deals/${task.deal.id}` : '/'
                }
                className="row between body13"
              >
                <span className="grow">{task.title}</span>
                <span className="small third nowrap">{moment(task.due_at)}</span>
              </Anchor>
            ))}
          </section>
        )}
      </div>
    </Drawer>
  );
}
