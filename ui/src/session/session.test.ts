import { expect, test } from 'vitest';
import { messageOf } from '../demo/model';
import { matching, moved } from '../shell/paletteModel';
import { missingIn, zones } from './model';

const wish = {
  company: 'Acme',
  currency: 'EUR',
  time_zone: 'UTC',
  agreement: 'k',
  name: 'Ada',
  email: 'ada@acme.test',
  password: 'correct horse battery',
};

test('a complete set-up misses nothing, an empty one says all at once', () => {
  expect(missingIn(wish)).toEqual({});
  expect(
    Object.keys(missingIn({ ...wish, company: ' ', name: '', email: 'ada', password: 'short' })),
  ).toEqual(['company', 'name', 'email', 'password']);
  expect(missingIn({ ...wish, password: '12345678901' })).toHaveProperty('password');
});

test('UTC is always among the zones', () => {
  expect(zones()).toContain('UTC');
});

test('the palette finds by word start and wraps around', () => {
  expect(matching('Create a contact', 'con')).toBe(true);
  expect(matching('Deals', 'hand')).toBe(false);
  expect(moved(0, 'ArrowUp', 3)).toBe(2);
  expect(moved(2, 'ArrowDown', 3)).toBe(0);
  expect(moved(0, 'ArrowDown', 0)).toBe(0);
});

test('a buyer’s message is new each time and belongs to one visitor', () => {
  const now = new Date('2026-03-17T11:00:00Z');
  const [a, b] = [messageOf({ type: 'page' }, 'v', now), messageOf({ type: 'page' }, 'v', now)];
  expect(a).toMatchObject({ type: 'page', anonymousId: 'v', timestamp: '2026-03-17T11:00:00.000Z' });
  expect(a['messageId']).not.toBe(b['messageId']);
});
