// Collects the messages named in the source into src/i18n/en.json; --check fails when the file is stale.
// Plural forms (`…_one`, `…_other`) are written by hand and kept.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';

const root = new URL('../src/', import.meta.url);
const catalogue = new URL('i18n/en.json', root);

const files = readdirSync(root, { recursive: true }).filter(
  (name) => /\.tsx?$/.test(name) && !/\.test\./.test(name),
);
const found = new Set();
for (const file of files) {
  const source = readFileSync(new URL(file, root), 'utf8');
  for (const [, text] of source.matchAll(/\b(?:t|message)\(\s*'((?:[^'\\]|\\.)+)'/g))
    found.add(text.replace(/\\(.)/g, '$1'));
  for (const [, text] of source.matchAll(/\b(?:t|message)\(\s*"((?:[^"\\]|\\.)+)"/g))
    found.add(text.replace(/\\(.)/g, '$1'));
}
const known = JSON.parse(readFileSync(catalogue, 'utf8'));
const words = {};
for (const key of [...found].sort()) {
  const plurals = [`${key}_one`, `${key}_other`].filter((form) => form in known);
  if (plurals.length > 0) for (const form of plurals) words[form] = known[form];
  else words[key] = known[key] ?? key;
}
const fresh = `${JSON.stringify(words, null, 2)}\n`;
if (process.argv.includes('--check')) {
  if (fresh !== readFileSync(catalogue, 'utf8')) {
    console.error('src/i18n/en.json is stale: run npm run messages');
    process.exit(1);
  }
} else {
  writeFileSync(catalogue, fresh);
}
console.log(`${Object.keys(words).length} messages`);
