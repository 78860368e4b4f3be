// Properties as people speak of them, and what the form sends.
import type { PropertyRow } from '../api/types';
import { message, type Message } from '../i18n';

export type PropertyType = PropertyRow['type'];
export type RecordSort = 'contact' | 'company' | 'deal';

export const sortWord: Record<RecordSort, Message> = {
  contact: message('Contacts'),
  company: message('Companies'),
  deal: message('Deals'),
};

// In the order in which they are offered.
export const typeWord: Record<PropertyType, Message> = {
  text: message('Text'),
  number: message('Number'),
  money: message('Money'),
  date: message('Date'),
  boolean: message('Yes or no'),
  choice: message('One of several options'),
  multi_choice: message('Some of several options'),
  user: message('Colleague'),
  formula: message('Formula'),
  instant: message('Date and time'),
};

const resultWord: Record<string, Message> = {
  text: message('a text'),
  number: message('a number'),
  money: message('an amount of money'),
  date: message('a date'),
  boolean: message('yes or no'),
  instant: message('a time'),
  multi: message('a list'),
};
export const wordOfResult = (type: string): Message => resultWord[type] ?? message('a text');

export interface OptionDraft {
  value: string; // empty: a new one, which takes its label
  label: string;
  archived: boolean;
}

export interface Draft {
  label: string;
  name: string;
  type: PropertyType;
  description: string;
  options: OptionDraft[];
  formula: string;
}

// "Net ARR (€)" is net_arr: small letters, digits and _, a letter first.
export const nameOf = (label: string): string =>
  label
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 100);

export const hasOptions = (type: PropertyType): boolean => type === 'choice' || type === 'multi_choice';

export const draftOf = (row?: PropertyRow): Draft => ({
  label: row?.label ?? '',
  name: row?.name ?? '',
  type: row?.type ?? 'text',
  description: row?.description ?? '',
  options: row?.options.length ? row.options : [{ value: '', label: '', archived: false }],
  formula: row?.formula ?? '',
});

const optionsOf = (draft: Draft): object[] =>
  draft.options
    .filter((option) => option.label.trim() !== '')
    .map(({ value, label, archived }) => ({ label, value: value || label, archived }));

// A new one tells all of it; a change leaves out what its type does not have.
export function bodyOf(draft: Draft, record: RecordSort, row?: PropertyRow): object {
  const parts = {
    label: draft.label,
    description: draft.description,
    ...(hasOptions(draft.type) ? { options: optionsOf(draft) } : {}),
    ...(draft.type === 'formula' ? { formula: draft.formula } : {}),
    ...(row?.type === draft.type ? {} : { type: draft.type }),
  };
  return row ? parts : { record, name: draft.name || nameOf(draft.label), ...parts };
}
