// One table of keys feeds the palette, the "?" sheet and the hints on buttons.
import { useEffect, useLayoutEffect, useRef } from 'react';
import { type Message, message } from '../i18n';

export interface KeyRow {
  keys: string;
  does: Message;
  group: 'go' | 'everywhere' | 'lists' | 'handoff' | 'record' | 'board';
}

export const keyTable: KeyRow[] = [
  { keys: 'mod+k', does: message('Find or do anything'), group: 'everywhere' },
  { keys: '/', does: message('Search here'), group: 'everywhere' },
  { keys: '?', does: message('Show these keys'), group: 'everywhere' },
  { keys: 'c', does: message('Create'), group: 'everywhere' },
  { keys: 'z', does: message('Undo the last change'), group: 'everywhere' },
  { keys: 'g h', does: message('Home'), group: 'go' },
  { keys: 'g i', does: message('Handoffs'), group: 'go' },
  { keys: 'g c', does: message('Contacts'), group: 'go' },
  { keys: 'g o', does: message('Companies'), group: 'go' },
  { keys: 'g d', does: message('Deals'), group: 'go' },
  { keys: 'g a', does: message('Agreement'), group: 'go' },
  { keys: 'g b', does: message('Backtest lab'), group: 'go' },
  { keys: 'g u', does: message('Measures'), group: 'go' },
  { keys: 'g x', does: message('Attribution'), group: 'go' },
  { keys: 'g n', does: message('Notifications'), group: 'go' },
  { keys: 'g ,', does: message('Settings'), group: 'go' },
  { keys: 'j / k', does: message('Next and previous'), group: 'lists' },
  { keys: 'o', does: message('Open'), group: 'lists' },
  { keys: 'x / space', does: message('Select'), group: 'lists' },
  { keys: 'shift j / k', does: message('Select more'), group: 'lists' },
  { keys: 'f', does: message('Filter'), group: 'lists' },
  { keys: 'v', does: message('Views'), group: 'lists' },
  { keys: 'e', does: message('Edit the row, or mark what you were told as seen'), group: 'lists' },
  { keys: '← →', does: message('Choose the cell to edit'), group: 'lists' },
  { keys: 'a', does: message('Accept handoff'), group: 'handoff' },
  { keys: 'r', does: message('Reject, with a reason'), group: 'handoff' },
  { keys: 'y', does: message('Recycle'), group: 'handoff' },
  { keys: '1 – 9', does: message('Choose the reason'), group: 'handoff' },
  { keys: 'l', does: message('Log a call'), group: 'record' },
  { keys: 'n', does: message('Write a note'), group: 'record' },
  { keys: 't', does: message('Add a task'), group: 'record' },
  { keys: 's', does: message('Place in a stage'), group: 'record' },
  { keys: 'space', does: message('Lift and drop a card'), group: 'board' },
  { keys: '←→', does: message('Move a lifted card'), group: 'board' },
];

export type KeyMap = Record<string, () => void>;

const layers: { current: KeyMap }[] = [];
let held = false;
let prefix = '';
let prefixAt = 0;

export const singleKeysOn = (): boolean => localStorage.getItem('baton-keys') !== 'off';
export const setSingleKeys = (on: boolean): void => localStorage.setItem('baton-keys', on ? 'on' : 'off');

// The name of a key press: "mod+k", "g h", "j". An empty name means it is not ours to handle.
export function keyName(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'> & { shiftKey?: boolean },
  before: string,
): string {
  if (event.altKey) return '';
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.ctrlKey || event.metaKey) return `mod+${key}`;
  const walks = event.shiftKey && (key === 'j' || key === 'k' || key.startsWith('Arrow'));
  const name = walks ? `shift+${key}` : key;
  return before === '' ? name : `${before} ${name}`;
}

function inField(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null;
  return (
    element?.closest?.(
      'input, textarea, select, [contenteditable], [role="dialog"], [role="listbox"], [role="menu"]',
    ) != null
  );
}

// Space and Enter press what has the focus before they mean anything else.
export function presses(event: Pick<KeyboardEvent, 'key' | 'target'>): boolean {
  const element = event.target as HTMLElement | null;
  const pressed = element?.closest?.('button, a, summary, [role="button"], [role="tab"]') != null;
  return pressed && (event.key === ' ' || event.key === 'Enter');
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || presses(event)) return;
  const name = keyName(event, Date.now() - prefixAt < 1200 ? prefix : '');
  prefix = '';
  if (name === '') return;
  if (!name.startsWith('mod+') && (held || inField(event.target) || !singleKeysOn())) return;
  if (name === 'g') {
    prefix = 'g';
    prefixAt = Date.now();
    return;
  }
  for (const layer of [...layers].reverse()) {
    const action = layer.current[name];
    if (!action) continue;
    event.preventDefault();
    action();
    return;
  }
}

// The keys of the mounted component; the last mounted wins, the shell's own stand beneath all others.
export function useKeys(map: KeyMap, beneath = false): void {
  const latest = useRef(map);
  useEffect(() => {
    latest.current = map;
  });
  useEffect(() => {
    if (layers.length === 0) window.addEventListener('keydown', onKeyDown);
    if (beneath) layers.unshift(latest);
    else layers.push(latest);
    return () => {
      layers.splice(layers.indexOf(latest), 1);
      if (layers.length === 0) window.removeEventListener('keydown', onKeyDown);
    };
  }, [beneath]);
}

// While a dialog is on its way its typist must not act on the page beneath it.
export function useKeysHeld(whether: boolean): void {
  useLayoutEffect(() => {
    held = whether;
    return () => {
      held = false;
    };
  }, [whether]);
}
