// The works of bench_replay on DuckDB and ClickHouse, each loaded in its best order, two threads,
// five runs, medians. Usage: node bench/replay_peers.mjs FOLDER [ROUNDS], FOLDER from
// `bench_replay CONTACTS --csv FOLDER`. Needs npm's @duckdb/node-api and chdb in PEERS (default: the
// current folder's node_modules), which the project itself does not install.
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const folder = resolve(process.argv[2] ?? '.');
const rounds = Number(process.argv[3] ?? 5);
const require = createRequire(join(process.env.PEERS ?? process.cwd(), 'package.json'));
const industries = '(0,2,3,5,8,11,13,17)';
const month = 2628000;
const begin = 1700000000;

// At least `views` views of pricing assets within `days`, and a form or demo ever before: the
// instant is the later of both, or that of the form when enough views still count then.
const duckW1 = (views, days) => `
with c as (select contact_id from contacts where employees >= 50 and industry in ${industries}),
pv as (select contact_id, ts, lag(ts, ${views - 1}) over (partition by contact_id order by ts) p1
  from touches where kind = 0 and asset % 50 = 7 and contact_id in (select contact_id from c)),
f as (select contact_id, min(ts) f from touches
  where kind in (5, 8) and contact_id in (select contact_id from c) group by contact_id),
q as (select * from (select pv.contact_id, min(case when pv.ts >= f then pv.ts
    when p1 + ${days * 86400} > f then f end) q
  from pv join f on f.contact_id = pv.contact_id
  where pv.ts - p1 < ${days * 86400} group by pv.contact_id) z where q is not null)
select (q - ${begin}) // ${month} m, count(*) n, count(case when d.ts > q then 1 end) w,
  count(case when h.ts > q then 1 end) a
from q left join (select * from deals where won = 1) d on d.contact_id = q.contact_id
left join (select * from handoffs where accepted = 1) h on h.contact_id = q.contact_id
group by 1 order by 1`;

const houseW1 = (views, days) => `
with q as (select contact_id, arrayMin(arrayFilter(x -> x > 0,
    arrayMap((p1, p2) -> if(p2 - p1 < ${days * 86400},
      if(p2 >= F, p2, if(p1 + ${days * 86400} > F, F, 0)), 0),
      arraySlice(P, 1, length(P) - ${views - 1}), arraySlice(P, ${views})))) q
  from (select contact_id, arraySort(groupArrayIf(ts, kind = 0 and asset % 50 = 7)) P,
      minIf(ts, kind in (5, 8)) F from b.touches
    where contact_id in (select contact_id from b.contacts
        where employees >= 50 and industry in ${industries})
      and (kind in (5, 8) or (kind = 0 and asset % 50 = 7))
    group by contact_id having length(P) >= ${views} and F > 0) where q > 0)
select intDiv(q - ${begin}, ${month}) m, count(*) n, count(case when d.ts > q then 1 end) w,
  count(case when h.ts > q then 1 end) a
from q left join (select * from b.deals where won = 1) d on d.contact_id = q.contact_id
left join (select * from b.handoffs where accepted = 1) h on h.contact_id = q.contact_id
group by 1 order by 1 settings join_use_nulls = 1`;

function checksum(rows) {
  let [q, won, accepted, months] = [0, 0, 0, 0];
  for (const row of rows) {
    const [m, n, w, a] = row.map(Number);
    q += n;
    won += w;
    accepted += a;
    months += n * (m + 1);
  }
  return `q ${q} won ${won} acc ${accepted} ck ${months}`;
}

async function measure(engine, work, run) {
  const times = [];
  let sum = '';
  for (let round = 0; round <= rounds; round += 1) {
    const start = performance.now();
    const rows = await run();
    if (round > 0) times.push(performance.now() - start); // the first warms
    sum = checksum(rows);
  }
  times.sort((left, right) => left - right);
  const ms = Number(times[Math.floor(times.length / 2)].toFixed(2));
  console.log(JSON.stringify({ engine, work, ms, checksum: sum }));
}

async function duck() {
  const { DuckDBInstance } = require('@duckdb/node-api');
  const base = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
  const load = (table, columns) =>
    base.run(`create table ${table} as select * from read_csv('${folder}/${table}.csv',
      header = false, columns = ${columns})`);
  await load('touches', `{contact_id: 'UINTEGER', ts: 'UINTEGER', kind: 'UTINYINT',
    channel: 'UTINYINT', campaign: 'USMALLINT', asset: 'USMALLINT'}`);
  await load('contacts', `{contact_id: 'UINTEGER', industry: 'UTINYINT', employees: 'UINTEGER',
    country: 'UTINYINT', role: 'UTINYINT'}`);
  await load('deals', `{contact_id: 'UINTEGER', ts: 'UINTEGER', amount: 'UBIGINT', won: 'UTINYINT'}`);
  await load('handoffs', `{contact_id: 'UINTEGER', ts: 'UINTEGER', accepted: 'UTINYINT'}`);
  const rows = async (text) => (await base.runAndReadAll(text)).getRows();
  await measure('duckdb', 'W1', () => rows(duckW1(2, 30)));
  await measure('duckdb', 'W1r', () => rows(duckW1(3, 45)));
}

async function house() {
  const { Session } = require('chdb');
  const session = new Session();
  const run = (text) => session.query(text, 'JSONCompact');
  run('create database b');
  const load = (table, columns, order) => {
    run(`create table b.${table} (${columns}) engine = MergeTree order by ${order}`);
    run(`insert into b.${table} select * from file('${folder}/${table}.csv', CSV, '${columns}')`);
    run(`optimize table b.${table} final`);
  };
  load('touches', 'contact_id UInt32, ts UInt32, kind UInt8, channel UInt8, campaign UInt16, asset UInt16', '(contact_id, ts)');
  load('contacts', 'contact_id UInt32, industry UInt8, employees UInt32, country UInt8, role UInt8', 'contact_id');
  load('deals', 'contact_id UInt32, ts UInt32, amount UInt64, won UInt8', 'contact_id');
  load('handoffs', 'contact_id UInt32, ts UInt32, accepted UInt8', 'contact_id');
  const rows = (text) => JSON.parse(run(`${text}, max_threads = 2`)).data;
  await measure('clickhouse', 'W1', () => rows(houseW1(2, 30)));
  await measure('clickhouse', 'W1r', () => rows(houseW1(3, 45)));
  session.cleanup();
}

await duck();
await house();
