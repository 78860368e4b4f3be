import { expect, test } from 'vitest';
import { keysOf } from './topics';

test('a contact makes its own answers and the lists it stands in stale', () => {
  expect(keysOf('contact:123')).toEqual([
    ['contact', '123'],
    ['contacts'],
    ['home'],
    ['why', '123'],
    ['timeline', '123'],
    ['engagement', '123'],
  ]);
});

test('handoffs touch the inbox, the cards, the home page and the count in the sidebar', () => {
  const kinds = keysOf('handoffs').map(([kind]) => kind);
  expect(kinds).toEqual(
    expect.arrayContaining(['handoffs', 'handoff', 'home', 'session', 'rejections', 'feedback']),
  );
  expect(kinds).not.toContain('deals');
});

test('one import leaves the other imports alone', () => {
  expect(keysOf('imports:7')).toContainEqual(['import', '7']);
  expect(keysOf('imports:7')).not.toContainEqual(['import']);
});

test('an unknown topic still names itself', () => {
  expect(keysOf('weather')).toEqual([['weather']]);
});

test('settings reach the forms that show them', () => {
  expect(keysOf('workspaces').map(([kind]) => kind)).toEqual(
    expect.arrayContaining(['workspace', 'session']),
  );
  expect(keysOf('users').map(([kind]) => kind)).toContain('me');
});
