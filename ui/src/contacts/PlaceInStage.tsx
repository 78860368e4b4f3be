// Placing a contact in a stage by hand: which one, and why; the reason stands in the timeline.
import { Modal, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { post } from '../api/client';
import type { Contact } from '../api/types';
import { t } from '../i18n';
import { useAct } from '../kit/act';
import { Button } from '../kit/parts';
import { Trouble } from '../kit/states';

export function PlaceInStage({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const [stage, setStage] = useState('');
  const [why, setWhy] = useState('');
  const stages = contact.journey?.stages ?? [];
  const now = stages.filter((one) => one.at !== null).at(-1)?.name;
  const first = stages.find((one) => one.name !== now);
  const place = useAct({
    send: () => post<{ undo?: string }>(`/contacts/${contact.id}/placement`, { stage, why: why.trim() }),
    done: () => t('{{name}} was placed in {{stage}}', { name: contact.name, stage }),
    stale: () => [
      ['contact', contact.id],
      ['timeline', contact.id],
      ['why', contact.id],
      ['contacts'],
      ['home'],
    ],
    after: onClose,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    place.mutate(undefined);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('Place {{name}} in a stage', { name: contact.name })}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      <form className="form" onSubmit={submit}>
        <p className="small second">
          {t('The agreement decides stages. Place somebody by hand only when it cannot know what you know.')}
        </p>
        {place.error && <Trouble error={place.error} />}
        <fieldset className="choicecards one">
          <legend className="hidden">{t('Stage')}</legend>
          {stages.map((one) => (
            <label key={one.name} className="row body13">
              <input
                type="radio"
                name="stage"
                value={one.name}
                checked={stage === one.name}
                disabled={one.name === now}
                data-autofocus={one === first || undefined}
                onChange={() => setStage(one.name)}
              />
              <span className={`dot ${one.team}`} />
              {one.name}
              {one.name === now && <span className="small third">{t('stands here now')}</span>}
            </label>
          ))}
        </fieldset>
        <Textarea
          label={t('Why')}
          description={t('Both teams read this in the timeline')}
          required
          withAsterisk={false}
          autosize
          minRows={2}
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
        <div className="row">
          <Button type="submit" kind="filled" disabled={place.isPending || stage === '' || why.trim() === ''}>
            {stage === '' ? t('Place contact') : t('Place in {{stage}}', { stage })}
          </Button>
          <Button onClick={onClose}>{t('Cancel')}</Button>
        </div>
      </form>
    </Modal>
  );
}
