// Events a second through /v1/batch: durable, deduplicated, evaluated live under an agreement in force,
// with the load beside the server on the same machine; and the bytes that an event takes on disk.
// BATON names the program; STORED is how many touches are there before; EVENTS how many are timed; three runs.
import { Workspace, quantile } from './workspace.mjs';

const events = Number(process.env.EVENTS ?? 200_000);
const stored = Number(process.env.STORED ?? 0);
const contacts = Number(process.env.CONTACTS ?? 20_000);
const perBatch = 500;
const inFlight = 8;
const runs = 3;

function messageOf(i) {
  const timestamp = new Date().toISOString();
  const who = { userId: `u${(i * 7919) % contacts}`, messageId: `m-${i}`, timestamp };
  if (i % 997 === 0) return { type: 'track', event: 'Demo Requested', ...who };
  return {
    type: 'page',
    ...who,
    properties: { path: i % 5 ? `/blog/${i % 300}` : '/pricing' },
    context: { campaign: { name: `c${i % 40}`, source: 'linkedin', medium: 'social' } },
  };
}

function bodyOf(first) {
  const batch = Array.from({ length: perBatch }, (_, i) => messageOf(first + i));
  return JSON.stringify({ batch, sentAt: new Date().toISOString() });
}

const workspace = new Workspace();
await workspace.start();
let sent = 0;
let firstBody;

// Sends `count` events; bodies are made a thousand at a time, outside of the measured time.
async function load(count) {
  let accepted = 0;
  let nanoseconds = 0n;
  while (count > 0) {
    const bodies = [];
    for (; bodies.length < 400 && count > 0; count -= perBatch, sent += perBatch) bodies.push(bodyOf(sent));
    firstBody ??= bodies[0];
    let next = 0;
    const begin = process.hrtime.bigint();
    await Promise.all(
      Array.from({ length: inFlight }, async () => {
        while (next < bodies.length) {
          const answer = await workspace.batch(bodies[next++]);
          accepted += answer.accepted;
        }
      }),
    );
    nanoseconds += process.hrtime.bigint() - begin;
  }
  return Math.round((accepted * 1e9) / Number(nanoseconds));
}

if (stored > 0) console.log(`${stored} stored first, at ${await load(stored)} events/s`);
const rates = [];
for (let run = 0; run < runs; run++) rates.push(await load(events));
console.log(`events/s ${rates.join(' ')}, median ${quantile(rates, 0.5)}`);
const again = await workspace.batch(firstBody);
console.log(
  `sent again: ${again.accepted} accepted, ${again.duplicate} duplicate, ${again.rejected?.length ?? 0} kept aside`,
);
await workspace.stop();
console.log(`${Math.round(workspace.bytes() / sent)} bytes an event on disk, with ${contacts} contacts`);
workspace.remove();
