// Open response clocks that all run out: how late each breach was recorded, and that each was exactly once, though
// the server is killed in the middle. CLOCKS=100000 node bench/clocks.mjs
import { Workspace, quantile } from './workspace.mjs';

const clocks = Number(process.env.CLOCKS ?? 100_000);
const minutes = Number(process.env.MINUTES ?? 5);
const perBatch = 500;
const late = 2_000_000; // micros

const workspace = new Workspace({ respondWithin: `${minutes} minutes` });
await workspace.start();
const began = Date.now();
const batches = Array.from({ length: Math.ceil(clocks / perBatch) }, (_, at) => at);
const sender = async () => {
  for (let at = batches.shift(); at !== undefined; at = batches.shift()) {
    const batch = [];
    for (let i = at * perBatch; i < Math.min(clocks, (at + 1) * perBatch); i++) {
      batch.push(
        { type: 'page', userId: `u${i}`, messageId: `p-${i}`, properties: { path: '/pricing' } },
        { type: 'track', userId: `u${i}`, messageId: `t-${i}`, event: 'Demo Requested' },
      );
    }
    await workspace.batch(JSON.stringify({ batch }));
  }
};
await Promise.all([sender(), sender(), sender(), sender()]);
const offered = Date.now();
console.log(`${clocks} handoffs offered in ${((offered - began) / 1000).toFixed(1)} s`);

// Half of them have run out: killed, and started again.
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
await sleep(began + minutes * 60_000 + (offered - began) / 2 - Date.now());
await workspace.kill();
const killed = Date.now();
await workspace.start();
const back = Date.now();
await sleep(Math.max(0, offered + minutes * 60_000 + 5_000 - Date.now()));
await workspace.stop();

const breaches = new Map();
for (const line of workspace.run('export', '--kind', 'ledger', '--format', 'jsonl').split('\n')) {
  const event = line.includes('"breach"') ? JSON.parse(line) : {};
  if (event.record !== 'breach' || event.property !== 'due_at') continue;
  breaches.set(event.id, [...(breaches.get(event.id) ?? []), event]);
}
workspace.remove();
const micros = (text) => Date.parse(text) * 1000;
const contacts = new Set([...breaches.keys()].map((key) => key.split('/')[0]));
const repeated = [...breaches.values()].filter((events) => events.length !== 1).length;
const lateness = [...breaches.values()].map(([event]) => {
  const due = micros(event.at);
  const wasDown = due > killed * 1000 - late && due < back * 1000;
  return (micros(event.received) - (wasDown ? back * 1000 : due)) / 1000;
});
console.log(
  `${breaches.size} breaches of ${contacts.size} contacts, ${repeated} recorded twice; down for ${back - killed} ms; ` +
    `recorded after due: median ${quantile(lateness, 0.5)} ms, p99 ${quantile(lateness, 0.99)} ms, ` +
    `slowest ${quantile(lateness, 1)} ms`,
);
if (breaches.size !== clocks || contacts.size !== clocks || repeated > 0) process.exit(1);
