// Two people changed the same thing: both values side by side, nothing lost, one choice.
import { Modal } from '@mantine/core';
import { t } from '../../i18n';
import { Button } from '../../kit/parts';

export interface Clash {
  name: string;
  label: string;
  value: string;
  was: string;
  theirs: string;
  by: string | null;
  version: number | undefined;
}

interface ConflictProps {
  clash: Clash;
  onMine: () => void;
  onTheirs: () => void;
}

export function Conflict({ clash, onMine, onTheirs }: ConflictProps) {
  const who = clash.by ?? t('Somebody');
  return (
    <Modal
      opened
      onClose={onTheirs}
      title={t('{{label}}: look at both', { label: clash.label })}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      <div className="stack gap16">
        <p className="second">
          {t('{{name}} changed this record while you wrote. Nothing is saved yet.', { name: who })}
        </p>
        <div className="difference">
          <div className="card">
            <div className="in stack gap4">
              <span className="small third">{t('Yours')}</span>
              <span>{clash.value || t('not known')}</span>
            </div>
          </div>
          <div className="card">
            <div className="in stack gap4">
              <span className="small third">{t('Stands there now')}</span>
              <span>{clash.theirs || t('not known')}</span>
            </div>
          </div>
        </div>
        <div className="row">
          <Button kind="filled" onClick={onMine}>
            {t('Keep mine')}
          </Button>
          <Button onClick={onTheirs}>{t('Keep what stands there')}</Button>
        </div>
      </div>
    </Modal>
  );
}
