// How long one page of the contact list takes at 200,000 contacts: each order and filter, from the first page
// on and after, read as a rep's page reads it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Workspace, quantile } from './workspace.mjs';

const contacts = 200_000;
const rounds = 40;
const asks = [
  '',
  'sort=name',
  'sort=-last_touch_at',
  'stage=lead',
  'owner=kim@bench.example',
  'q=last77',
  'q=person1234',
];

const workspace = new Workspace();
const lines = ['id,email,first_name,last_name,job_title,country,owner'];
for (let i = 1; i <= contacts; i++) {
  const owner = i % 2 ? 'kim@bench.example' : 'lee@bench.example';
  lines.push(
    `c${i},person${i}@company${i % 9000}.example,First${i % 700},Last${i % 5000},Title ${i % 40},DE,${owner}`,
  );
}
const file = join(workspace.folder, 'contacts.csv');
writeFileSync(file, lines.join('\n'));
workspace.run('import', file);
await workspace.start();
const cookie = await workspace.signIn();
const all = [];
for (const ask of asks) {
  const times = [];
  let after = '';
  for (let round = 0; round < rounds; round++) {
    const begin = process.hrtime.bigint();
    const answer = await workspace.send(
      'GET',
      `/api/v1/contacts?${ask}${after && `&after=${after}`}`,
      undefined,
      { cookie },
    );
    times.push(Number(process.hrtime.bigint() - begin) / 1e6);
    if (answer.status !== 200) throw new Error(answer.text);
    after = encodeURIComponent(JSON.parse(answer.text).next ?? '');
  }
  all.push(...times);
  console.log(
    `${ask || 'newest'}: median ${quantile(times, 0.5).toFixed(2)} ms, slowest ${Math.max(...times).toFixed(2)} ms`,
  );
}
console.log(`all ${all.length} pages: p99 ${quantile(all, 0.99).toFixed(2)} ms`);
await workspace.stop();
workspace.remove();
