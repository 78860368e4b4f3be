import { expect, test } from 'vitest';
import { keyName, keyTable, presses } from './keys';

const press = (key: string, held: Partial<KeyboardEvent> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
});

test('a press has one name', () => {
  expect(keyName(press('J'), '')).toBe('j');
  expect(keyName(press('h'), 'g')).toBe('g h');
  expect(keyName(press('k', { ctrlKey: true }), 'g')).toBe('mod+k');
  expect(keyName(press('k', { metaKey: true }), '')).toBe('mod+k');
  expect(keyName(press('a', { altKey: true }), '')).toBe('');
  expect(keyName(press('Escape'), '')).toBe('Escape');
  expect(keyName({ ...press('J'), shiftKey: true }, '')).toBe('shift+j');
  expect(keyName({ ...press('?'), shiftKey: true }, '')).toBe('?');
});

test('no key means two things in one place', () => {
  const seen = keyTable.map(
    (row) => `${row.group === 'go' || row.group === 'everywhere' ? 'all' : row.group} ${row.keys}`,
  );
  expect(new Set(seen).size).toBe(seen.length);
});

test('space and Enter are left to the button or link that has the focus, and to nothing else', () => {
  const button = document.createElement('button');
  const inside = button.appendChild(document.createElement('span'));
  const cell = document.createElement('td');
  expect(presses({ key: 'Enter', target: button })).toBe(true);
  expect(presses({ key: ' ', target: inside })).toBe(true);
  expect(presses({ key: 'j', target: button })).toBe(false);
  expect(presses({ key: 'Enter', target: cell })).toBe(false);
});
