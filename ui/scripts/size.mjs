// Sums in brotli bytes what the first visit to the home page loads: entry, app, home and all they import.
import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';

const bytes_max = 250_000;
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));
const first = new Set(['index.html', 'scheme.js']);
const seen = new Set();

function follow(key) {
  if (seen.has(key)) return;
  seen.add(key);
  const chunk = manifest[key];
  first.add(chunk.file);
  for (const style of chunk.css ?? []) first.add(style);
  for (const next of chunk.imports ?? []) follow(next);
}
for (const key of ['index.html', 'src/App.tsx', 'src/home/HomePage.tsx']) follow(key);

const sizes = [...first].map((file) => [file, brotliCompressSync(readFileSync(new URL(file, dist))).length]);
sizes.sort((a, b) => b[1] - a[1]);
const total = sizes.reduce((sum, [, bytes]) => sum + bytes, 0);
for (const [file, bytes] of sizes) console.log(`${String(bytes).padStart(8)}  ${file}`);
console.log(`${String(total).padStart(8)}  first load, brotli (limit ${bytes_max})`);
if (total > bytes_max) process.exit(1);
