import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import en from './en.json';
import { pseudo, pseudoCatalogue } from './pseudo';
import { wishedLanguage } from './index';

test('the catalogue holds every message the source names, and no other', () => {
  const said = execFileSync('node', ['scripts/messages.mjs', '--check'], { encoding: 'utf8' });
  expect(said).toContain(`${Object.keys(en).length} messages`);
});

test('no message begs, cheers or blames', () => {
  const unwanted = Object.values(en).filter((text) => /successfully|please|oops|!/i.test(text));
  expect(unwanted).toEqual([]);
});

test('the pseudo-locale changes every letter and keeps every value', () => {
  const text = pseudo('You accepted {{name}}');
  expect(text).toMatch(/^⟦.*⟧$/);
  expect(text).toContain('{{name}}');
  expect(text.replace('{{name}}', '')).not.toMatch(/[A-Za-z]/);
  expect(Object.keys(pseudoCatalogue(en))).toEqual(Object.keys(en));
});

test('the address wins over what was remembered', () => {
  expect(wishedLanguage('?lang=xx', 'en')).toBe('xx');
  expect(wishedLanguage('', 'xx')).toBe('xx');
  expect(wishedLanguage('', null)).toBe('en');
});
