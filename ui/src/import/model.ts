import type { Import, ImportColumn, ImportState } from '../api/types';
import { type Message, message } from '../i18n';
import type { Tone } from '../kit/parts';

export const stateOf = (job: Import): ImportState => (isChecked(job) ? job.state : 'uploaded');

export const stateWord: Record<ImportState, { word: Message; tone: Tone }> = {
  uploaded: { word: message('Uploaded'), tone: 'offered' },
  checking: { word: message('Checking'), tone: 'soon' },
  ready: { word: message('Checked'), tone: 'sales' },
  running: { word: message('Running'), tone: 'soon' },
  done: { word: message('Done'), tone: 'accepted' },
  undone: { word: message('Undone'), tone: 'recycled' },
  failed: { word: message('Failed'), tone: 'breached' },
  cancelled: { word: message('Cancelled'), tone: 'offered' },
};

export const kinds: { value: string; word: Message }[] = [
  { value: 'contacts', word: message('Contacts') },
  { value: 'companies', word: message('Companies') },
  { value: 'deals', word: message('Deals') },
];

export const writesWords: Record<string, Message> = {
  all: message('all rows'),
  creates: message('only what is not here yet'),
  updates: message('only what is here already'),
};

export const keyWords: Record<string, Message> = {
  id_then_email: message('by id, else by e-mail'),
  id: message('by id alone'),
  email: message('by e-mail alone'),
};

const delimiters: Record<string, Message> = {
  ',': message('comma'),
  ';': message('semicolon'),
  '\t': message('tab'),
  '|': message('bar'),
};
export const delimiterWord = (sign: string): Message | undefined => delimiters[sign];

export const dateFormats = ['YYYY-MM-DD', 'DD/MM/YYYY', 'MM/DD/YYYY', 'DD.MM.YYYY', 'D MMM YYYY'];

export type Ways = Import['ways'];

export interface Mapping {
  kind: string;
  sheet: string | null;
  ways: Ways;
  columns: { index: number; target: string | null; date_format: string | null }[];
}

export const mappingOf = (job: Import): Mapping => ({
  kind: job.kind,
  sheet: job.sheet,
  ways: job.ways,
  columns: job.columns.map(({ index, target, date_format }) => ({ index, target, date_format })),
});

export function withColumn(
  mapping: Mapping,
  index: number,
  change: Partial<Pick<ImportColumn, 'target' | 'date_format'>>,
): Mapping {
  return {
    ...mapping,
    columns: mapping.columns.map((column) => (column.index === index ? { ...column, ...change } : column)),
  };
}

export interface MappingTrouble {
  missing: string[];
  twice: string[];
}

// Dates that tell what happened: several columns may tell the same.
const isHappening = (target: string): boolean => target.startsWith('stage: ') || target.startsWith('touch: ');

// What the server would refuse anyway, said before the round trip.
export function troubleIn(mapping: Mapping, job: Import): MappingTrouble {
  const used = mapping.columns.map((column) => column.target).filter((target) => target !== null);
  const label = (name: string) => job.targets.find((target) => target.name === name)?.label ?? name;
  return {
    missing: job.targets
      .filter((target) => target.required && !used.includes(target.name))
      .map((target) => target.label),
    twice: [...new Set(used.filter((name, at) => used.indexOf(name) !== at && !isHappening(name)))].map(
      label,
    ),
  };
}

export const isBusy = (job: Import): boolean => job.state === 'checking' || job.state === 'running';

// The dry run has been over the rows: only then are there figures and verdicts to show.
export const isChecked = (job: Import): boolean => job.state !== 'ready' || job.rows > 0;
