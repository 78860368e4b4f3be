import { Modal } from '@mantine/core';
import { type Message, message, t } from '../i18n';
import { type KeyRow, keyTable } from '../kit/keys';

const groups: [KeyRow['group'], Message][] = [
  ['everywhere', message('Everywhere')],
  ['go', message('Go to')],
  ['lists', message('Lists')],
  ['handoff', message('On a handoff')],
  ['record', message('On a record')],
  ['board', message('On the board')],
];

export function KeySheet({ onClose }: { onClose: () => void }) {
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('Keys')}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      <div className="keysheet">
        {groups.map(([group, name]) => (
          <section key={group}>
            <h3>{t(name)}</h3>
            <ul>
              {keyTable
                .filter((row) => row.group === group)
                .map((row) => (
                  <li key={row.keys} className="row body13">
                    <span className="grow">{t(row.does)}</span>
                    <kbd>{row.keys.replace('mod+', 'Ctrl ')}</kbd>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
      <p className="small third">{t('Single keys act outside fields only; Settings switches them off.')}</p>
    </Modal>
  );
}
