// Events a second through /v1/batch: durable, deduplicated, evaluated live, with the load beside the
// server on the same machine. BATON names the program; EVENTS how many; STORED how many to store first.
import { spawn, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import http from 'node:http';

const program = process.env.BATON ?? 'build/release/baton';
const events = Number(process.env.EVENTS ?? 300_000);
const contacts = 20_000;
const perBatch = 500;
const inFlight = 8;

const folder = mkdtempSync(join(tmpdir(), 'baton-ingest-'));
const data = join(folder, 'data');
const key = execFileSync(program, ['key', 'add', '--kind', 'write', '--data', data]).toString().trim();
const server = spawn(program, ['serve', '--listen', '127.0.0.1:0', '--data', data], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const url = await new Promise((found) => {
  let text = '';
  server.stdout.on('data', (part) => {
    text += part;
    const match = /listening on (\S+)/.exec(text);
    if (match) found(new URL(match[1]));
  });
});
const agent = new http.Agent({ keepAlive: true, maxSockets: inFlight });
const authorization = `Basic ${Buffer.from(`${key}:`).toString('base64')}`;

function batchOf(first) {
  const batch = [];
  for (let i = first; i < first + perBatch; i++) {
    batch.push({
      type: 'page',
      userId: `u${(i * 7919) % contacts}`,
      messageId: `m-${i}`,
      timestamp: new Date().toISOString(),
      properties: { path: i % 5 ? `/blog/${i % 300}` : '/pricing' },
      context: { campaign: { name: `c${i % 40}`, source: 'linkedin', medium: 'social' } },
    });
  }
  return JSON.stringify({ batch, sentAt: new Date().toISOString() });
}

function post(body) {
  return new Promise((done, failed) => {
    const request = http.request(
      { agent, host: url.hostname, port: url.port, path: '/v1/batch', method: 'POST',
        headers: { authorization, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } },
      (response) => {
        let text = '';
        response.on('data', (part) => (text += part));
        response.on('end', () =>
          response.statusCode === 200 ? done(JSON.parse(text)) : failed(new Error(`${response.statusCode} ${text}`)));
      },
    );
    request.on('error', failed);
    request.end(body);
  });
}

const bodies = [];
for (let first = 0; first < events; first += perBatch) bodies.push(batchOf(first));
let next = 0;
let accepted = 0;
const begin = process.hrtime.bigint();
await Promise.all(
  Array.from({ length: inFlight }, async () => {
    while (next < bodies.length) {
      const answer = await post(bodies[next++]);
      accepted += answer.accepted;
    }
  }),
);
const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
console.log(`${accepted} accepted, ${Math.round(accepted / seconds)} events/s`);
const again = await post(bodies[0]);
console.log(`sent again: ${again.accepted} accepted, ${again.duplicate} duplicate`);
agent.destroy();
server.kill();
await new Promise((ended) => server.on('exit', ended));
const size = execFileSync('du', ['-sb', join(data, 'baton.sqlite')]).toString().split('\t')[0];
console.log(`${Math.round(Number(size) / accepted)} bytes an event on disk`);
rmSync(folder, { recursive: true });
