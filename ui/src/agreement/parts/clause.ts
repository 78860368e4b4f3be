// What a node of an explanation is called: a definition by its name, "and" and "or" by how many must hold.
import type { Clause } from '../../api/types';
import { type Message, message } from '../../i18n';
import { decimal } from '../../kit/format';

export const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

// The parts of a canonical criterion joined by its topmost "and" or "or", outside brackets and quotes.
export function partsOf(text: string, word: 'and' | 'or'): string[] {
  const parts: string[] = [];
  const joint = ` ${word} `;
  let from = 0;
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '"') quoted = !quoted;
    if (quoted) continue;
    if (char === '(') depth += 1;
    if (char === ')') depth -= 1;
    if (depth > 0 || !text.startsWith(joint, at)) continue;
    parts.push(text.slice(from, at));
    from = at + joint.length;
  }
  return [...parts, text.slice(from)];
}

// The definition a part stands for: its parent names it, the part itself is already spelled out.
export function nameOf(parent: Clause, index: number): string | undefined {
  if (parent.op !== 'and' && parent.op !== 'or') return undefined;
  const parts = partsOf(parent.text, parent.op);
  const part = parts[index];
  if (parts.length !== parent.of.length || part === undefined || part === parent.of[index]?.text)
    return undefined;
  return /^[a-z]\w*$/i.test(part) ? capital(part.replaceAll('_', ' ')) : undefined;
}

// A score is found to six places; people need one.
export const rounded = (text: string): string =>
  text.replace(/\d+\.\d{2,}/g, (number) => decimal(Number(number)));

const groupWord: Record<string, Message> = {
  and: message('All of these'),
  or: message('One of these is enough'),
};

export interface ClauseWords {
  heading: string | undefined;
  group: Message | undefined;
  said: string;
}

export function wordsOf(clause: Clause, name: string | undefined): ClauseWords {
  const group = clause.of.length > 0 ? groupWord[clause.op] : undefined;
  return { heading: name, group, said: group ? '' : capital(clause.plain) };
}
