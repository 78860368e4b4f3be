import { Modal, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { post, Problem, write } from '../api/client';
import type { PropertyRow, Undoable } from '../api/types';
import { t } from '../i18n';
import { useAct } from '../kit/act';
import { Button } from '../kit/parts';
import { Trouble } from '../kit/states';
import { FormulaField } from './FormulaField';
import {
  bodyOf,
  type Draft,
  draftOf,
  hasOptions,
  nameOf,
  type PropertyType,
  typeWord,
} from './propertyModel';
import type { RecordSort } from './propertyModel';
import { OptionFields } from './OptionFields';

interface PropertyFormProps {
  record: RecordSort;
  row?: PropertyRow;
  onClose: () => void;
}

export function PropertyForm({ record, row, onClose }: PropertyFormProps) {
  const [draft, setDraft] = useState<Draft>(() => draftOf(row));
  const set = (part: Partial<Draft>) => setDraft((old) => ({ ...old, ...part }));
  const save = useAct({
    send: () =>
      row
        ? write<Undoable>('PATCH', `/properties/${record}/${row.name}`, bodyOf(draft, record, row))
        : post<Undoable>('/properties', bodyOf(draft, record)),
    done: () =>
      row
        ? t('{{label}} was changed', { label: draft.label })
        : t('{{label}} was created', { label: draft.label }),
    stale: () => [['properties'], ['contact'], ['company'], ['deal']],
    after: onClose,
  });
  const problem = save.error instanceof Problem ? save.error : null;
  const title = row ? t('Edit property') : t('Create property');
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('Close') }}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(undefined);
        }}
      >
        {save.error && <Trouble error={save.error} />}
        <TextInput
          label={t('Label')}
          required
          withAsterisk={false}
          data-autofocus
          value={draft.label}
          error={problem?.at('/label')}
          onChange={(event) => set({ label: event.currentTarget.value })}
        />
        {!row && (
          <TextInput
            label={t('Name for programs')}
            description={t('In files, the API and formulas. It stays as it is.')}
            placeholder={nameOf(draft.label)}
            value={draft.name}
            error={problem?.at('/name')}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
        )}
        <TypeSelect draft={draft} row={row} onPick={(type) => set({ type })} />
        {hasOptions(draft.type) && (
          <OptionFields options={draft.options} onChange={(options) => set({ options })} />
        )}
        {draft.type === 'formula' && (
          <FormulaField
            record={record}
            name={row?.name ?? (draft.name || nameOf(draft.label))}
            formula={draft.formula}
            onChange={(formula) => set({ formula })}
          />
        )}
        <TextInput
          label={t('Description, optional')}
          value={draft.description}
          onChange={(event) => set({ description: event.currentTarget.value })}
        />
        <div>
          <Button type="submit" kind="filled" disabled={save.isPending || draft.label.trim() === ''}>
            {row ? t('Save property') : t('Create property')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

interface TypeSelectProps {
  draft: Draft;
  row?: PropertyRow;
  onPick: (type: PropertyType) => void;
}

// A property that has values keeps their type.
function TypeSelect({ draft, row, onPick }: TypeSelectProps) {
  const fixed = row !== undefined && (row.has_values || row.type === 'formula');
  return (
    <Select
      label={t('Type')}
      allowDeselect={false}
      disabled={fixed}
      description={fixed && row.type !== 'formula' ? t('It has values, so its type stays.') : undefined}
      data={(Object.keys(typeWord) as PropertyType[]).map((one) => ({ value: one, label: t(typeWord[one]) }))}
      value={draft.type}
      onChange={(next) => next && onPick(next as PropertyType)}
    />
  );
}
