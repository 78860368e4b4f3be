// Whom a text is about to call: "@ki" before the caret, and the colleagues that may be meant.
export interface Calling {
  start: number; // of the "@"
  word: string;
}

export function callingAt(text: string, caret: number): Calling | undefined {
  const start = text.lastIndexOf('@', caret - 1);
  if (start < 0 || (start > 0 && /[\p{L}\p{N}_]/u.test(text.charAt(start - 1)))) return undefined;
  const word = text.slice(start + 1, caret);
  return word.length > 40 || /[\n@]/.test(word) || /\s\S*\s/.test(word) ? undefined : { start, word };
}

const plain = (text: string): string => text.toLocaleLowerCase();

// Whoever's name has a word that begins so, at most five.
export function meant<P extends { name: string; active?: boolean }>(people: P[], word: string): P[] {
  const sought = plain(word.trimEnd());
  const fits = (name: string) =>
    plain(name).startsWith(sought) ||
    plain(name)
      .split(/\s+/)
      .some((part) => part.startsWith(sought));
  return people.filter((person) => fits(person.name) && plain(person.name) !== sought).slice(0, 5);
}

// The text with the name in place of what was typed, and where the caret is then.
export function called(text: string, caret: number, calling: Calling, name: string): [string, number] {
  const before = `${text.slice(0, calling.start)}@${name} `;
  return [before + text.slice(caret).replace(/^ /, ''), before.length];
}
