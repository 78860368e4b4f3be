import type { AgreementRow, AgreementState, Team } from '../api/types';
import { type Message, message } from '../i18n';
import type { Tone } from '../kit/parts';

export type Tab = 'read' | 'text' | 'history';
export const tabOf = (text: string): Tab => (text === 'text' || text === 'history' ? text : 'read');

export const stateWord: Record<AgreementState, { word: Message; tone: Tone }> = {
  draft: { word: message('Draft'), tone: 'soon' },
  scheduled: { word: message('Scheduled'), tone: 'sales' },
  in_force: { word: message('In force'), tone: 'accepted' },
  superseded: { word: message('Superseded'), tone: 'offered' },
  withdrawn: { word: message('Withdrawn'), tone: 'offered' },
};

export const teamWord: Record<Team, Message> = { marketing: message('Marketing'), sales: message('Sales') };

export const teams: Team[] = ['marketing', 'sales'];

export const isOpen = (row: AgreementRow): boolean => row.state === 'draft';

// Which teams have still to sign.
export const unsigned = (row: AgreementRow): Team[] =>
  teams.filter((team) => !row.signatures.some((one) => one.for === team));

// The version a draft is held against: what is in force, else the newest before it.
export function baseOf(rows: AgreementRow[], version: string): string | undefined {
  const others = rows.filter((row) => row.version !== version);
  return (others.find((row) => row.state === 'in_force') ?? others[0])?.version;
}

export { shownVersion } from './parts/signing';

export interface Selection {
  start: number;
  end: number;
}

// Where a line and column (both from 1) stand in the text, for the editor's selection.
export function placeOf(text: string, line: number, column: number): Selection {
  const lines = text.split('\n');
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  const start = Math.min(text.length, before + Math.max(0, column - 1));
  const rest = (lines[line - 1] ?? '').slice(column - 1);
  return { start, end: start + Math.max(1, /^\S+/.exec(rest)?.[0].length ?? 1) };
}
