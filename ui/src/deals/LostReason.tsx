import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useLostReasons } from '../api/hooks';
import { t } from '../i18n';
import { Button } from '../kit/parts';
import type { Move } from './parts/move';

// Asked in place when a deal is dropped on a lost stage; without a reason nothing moves.
export function LostReason({
  move,
  onSend,
  onCancel,
}: {
  move: Move;
  onSend: (reason: string) => void;
  onCancel: () => void;
}) {
  const reasons = useLostReasons();
  const [reason, setReason] = useState('');
  return (
    <Modal
      opened
      onClose={onCancel}
      title={t('Why was {{name}} lost?', { name: move.deal.name })}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      <form
        className="stack gap12"
        onSubmit={(event) => {
          event.preventDefault();
          if (reason) onSend(reason);
        }}
      >
        <fieldset className="stack gap4" style={{ border: 0, margin: 0, padding: 0 }}>
          <legend className="hidden">{t('Lost reason')}</legend>
          {(reasons.data?.rows ?? []).map((text) => (
            <label key={text} className="row" style={{ minHeight: 28 }}>
              <input
                type="radio"
                name="lost"
                value={text}
                checked={reason === text}
                onChange={() => setReason(text)}
              />
              {text}
            </label>
          ))}
        </fieldset>
        <div className="row">
          <Button type="submit" kind="filled" disabled={reason === ''}>
            {t('Move to {{stage}}', { stage: move.stage })}
          </Button>
          <Button onClick={onCancel}>{t('Keep it open')}</Button>
        </div>
      </form>
    </Modal>
  );
}
