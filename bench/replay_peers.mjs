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

// Five kinds in order, all less than 90 days after the first: each touch is joined with the latest
// of the step before it. (With a window function for each step it takes five times as long.)
const duckSteps = [[1, 0], [2, 2], [3, 5], [4, 8], [5, 9]];
const duckAsof = `
with ${duckSteps.map(([step, kind]) =>
    `e${step} as (select contact_id, ts from touches where kind = ${kind})`).join(', ')},
a1 as (select contact_id, ts, ts st from e1),
${[2, 3, 4, 5].map((step) => `a${step} as materialized (select e.contact_id, e.ts, p.st
  from e${step} e asof join a${step - 1} p on e.contact_id = p.contact_id and e.ts >= p.ts
  where p.st + 7776000 > e.ts)`).join(',\n')}
select l, count(*) n from (select contact_id, max(l) l from (
  ${[1, 2, 3, 4, 5].map((step) => `select distinct contact_id, ${step} l from a${step}`)
    .join(' union all ')}) group by contact_id) group by l order by l`;

// The window includes its end.
const houseFunnel = (settings) => `
select l, count() n from (select contact_id,
    windowFunnel(7775999)(ts, kind = 0, kind = 2, kind = 5, kind = 8, kind = 9) l
  from b.touches where kind in (0, 2, 5, 8, 9) group by contact_id) group by l order by l
settings max_threads = 2${settings}`;

// Scores of whole local days, in millionths: weights by day are a table for both.
const points = [2, 1, 4, 2, 8, 16, 12, 20, 30, 40, 6, 10];
const today = Math.floor((begin + 63072000 + 86400) / 86400);
const weights = Array.from({ length: 640 }, (_, day) => Math.floor(1e6 * 2 ** (-day / 30) + 0.5));
const weight = weights.map((each, day) => (day < 630 ? each : 0));
const duckScore = `
select contact_id, sum(([${points.map((each) => `${each}::BIGINT`).join(',')}])[kind + 1]
    * coalesce(([${weight.map((each) => `${each}::BIGINT`).join(',')}])[${today} - ts // 86400 + 1], 0)) s
from touches group by contact_id order by s desc, contact_id limit 100`;
const duckScoreJoined = `
select contact_id, sum(p * w) s from touches
join (values ${points.map((each, kind) => `(${kind}::UTINYINT, ${each}::BIGINT)`).join(',')}) k(kind, p)
  using (kind)
join (values ${weight.map((each, day) => `(${today - day}::UINTEGER, ${each}::BIGINT)`).join(',')}) d(day, w)
  on d.day = ts // 86400
group by contact_id order by s desc, contact_id limit 100`;
const houseScore = (settings) => `
select contact_id, sum([${points.join(',')}][kind + 1]
    * toInt64(floor(1e6 * exp2((intDiv(ts, 86400) - ${today}) / 30) + 0.5))) s
from b.touches group by contact_id order by s desc, contact_id limit 100
settings max_threads = 2${settings}`;
const houseScoreTable = (settings) => `
select contact_id, sum([${points.join(',')}][kind + 1]
    * [${weight.join(',')}][${today} - intDiv(ts, 86400) + 1]) s
from b.touches group by contact_id order by s desc, contact_id limit 100
settings max_threads = 2${settings}`;

// First, last, linear, time-decay (half-life seven days) and W-shaped credit by campaign, 90 days
// back: anchors are the first touch, the first form or demo, and the first call or meeting.
const credit = (base, number) => `
with x as (select d.contact_id contact_id, d.amount * 1.0 a, t.ts ts, t.campaign campaign,
    t.kind kind, exp((${number('t.ts')} - ${number('d.ts')}) * ${Math.LN2 / 604800}) e
  from ${base}touches t inner join (select * from ${base}deals where won = 1) d
    on d.contact_id = t.contact_id
  where t.ts <= d.ts and ${number('t.ts')} + 7776000 > ${number('d.ts')}),
y as (select *, row_number() over (partition by contact_id order by ts) rn,
    count(*) over (partition by contact_id) many, sum(e) over (partition by contact_id) se,
    min(case when kind in (5, 8) then ts end) over (partition by contact_id) lt,
    min(case when kind in (7, 9) then ts end) over (partition by contact_id) ot from x),
z as (select *, case when rn = 1 then 30 else 0 end + case when ts = lt then 30 else 0 end
    + case when ts = ot then 30 else 0 end q from y),
zz as (select *, count(case when q = 0 then 1 end) over (partition by contact_id) oth from z)
select campaign, count(*) n, sum(case when rn = 1 then a else 0 end) m0,
  sum(case when rn = many then a else 0 end) m1, sum(a / many) m2, sum(a * e / se) m3,
  sum(a * (case when q = 0 then 10.0 / oth else q end)
    / (30 + case when lt is not null then 30 else 0 end
      + case when ot is not null then 30 else 0 end + case when oth > 0 then 10 else 0 end)) m4
from zz group by campaign order by campaign`;

// Steps between channels, last channels and sets of channels of every path, 90 days back: what a
// Markov chain and Shapley values are then computed from.
const duckPaths = `
with ends as (select t.contact_id, coalesce(min(d.ts), max(t.ts) + 1) z,
    case when min(d.ts) is null then 0 else 1 end conv
  from (select contact_id, max(ts) ts from touches group by contact_id) t
  left join (select * from deals where won = 1) d on d.contact_id = t.contact_id
  group by t.contact_id),
p as materialized (select t.contact_id, t.channel, e.conv,
    lag(t.channel) over (partition by t.contact_id order by t.ts) prev,
    lead(t.channel) over (partition by t.contact_id order by t.ts) nx
  from touches t join ends e on e.contact_id = t.contact_id
    and t.ts <= e.z and t.ts::BIGINT + 7776000 > e.z)
select 0 k, coalesce(prev, 12) a, channel b, count(*) n from p group by 1, 2, 3
union all select 1, channel, conv, count(*) from p where nx is null group by 1, 2, 3
union all select 2, m, conv, count(*) from (select contact_id, conv,
    bit_or(1::INTEGER << channel::INTEGER) m from p group by contact_id, conv) g group by 1, 2, 3`;

const housePaths = `
with p as (select contact_id, max(d.ts) > 0 conv, if(conv, max(d.ts), max(t.ts) + 1) z,
    arraySort(groupArray((t.ts, t.channel))) A0,
    arrayMap(x -> x.2, arrayFilter(x -> x.1 <= z and toInt64(x.1) + 7776000 > z, A0)) A
  from b.touches t left join (select * from b.deals where won = 1) d using (contact_id)
  group by contact_id having notEmpty(A))
select k, a, b, count() n from (select arrayJoin(arrayConcat(
    arrayMap((x, y) -> (0, toUInt16(x), toUInt16(y)), arrayPushFront(arrayPopBack(A), 12), A),
    [(1, toUInt16(A[-1]), toUInt16(conv)),
     (2, toUInt16(arrayReduce('groupBitOr',
        arrayMap(c -> bitShiftLeft(toUInt16(1), c), A))), toUInt16(conv))])) r,
  r.1 k, r.2 a, r.3 b from p) group by k, a, b`;

function creditChecksum(rows) {
  const sums = [0, 0, 0, 0, 0];
  let touches = 0;
  for (const row of rows) {
    const [campaign, n, ...credits] = row.map(Number);
    touches += n;
    credits.forEach((each, model) => {
      sums[model] += each * (campaign + 1);
    });
  }
  const [first, last, linear, decay, shaped] = sums;
  return `touches ${touches} first ${first.toFixed(0)} last ${last.toFixed(0)}` +
    ` linear ${(linear / 1e7).toFixed(0)} time_decay ${(decay / 1e7).toFixed(0)}` +
    ` w_shaped ${(shaped / 1e7).toFixed(0)}`;
}

function funnelChecksum(rows) {
  const levels = [0, 0, 0, 0, 0, 0];
  for (const [level, n] of rows) levels[Number(level)] = Number(n);
  return `levels ${levels.slice(1).join(' ')}`;
}

function scoreChecksum(rows) {
  const ids = rows.reduce((sum, [contact]) => sum + Number(contact), 0);
  return `ids ${ids} best ${rows[0].map(String).join(' ')} last ${rows[rows.length - 1][1]}`;
}

function pathsChecksum(rows) {
  let [touches, paths, converting] = [0, 0, 0];
  for (const row of rows) {
    const [kind, , to, n] = row.map(Number);
    if (kind === 0) touches += n;
    if (kind === 2) paths += n;
    if (kind === 2 && to === 1) converting += n;
  }
  return `paths ${paths} conv ${converting} touches ${touches}`;
}

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

async function measure(engine, work, run, sumOf = checksum) {
  const times = [];
  let sum = '';
  for (let round = 0; round <= rounds; round += 1) {
    const start = performance.now();
    const rows = await run();
    if (round > 0) times.push(performance.now() - start); // the first warms
    sum = sumOf(rows);
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
  await measure('duckdb', 'W2', () => rows(duckAsof), funnelChecksum);
  await measure('duckdb', 'W5', () => rows(duckScore), scoreChecksum);
  await measure('duckdb', 'W5 joined', () => rows(duckScoreJoined), scoreChecksum);
  const signed = (column) => `${column}::BIGINT`;
  await measure('duckdb', 'W3', () => rows(credit('', signed)), creditChecksum);
  await measure('duckdb', 'W4', () => rows(duckPaths), pathsChecksum);
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
  const whole = (text) => JSON.parse(run(text)).data;
  for (const [way, settings] of [['', ''], [' in order', ', optimize_aggregation_in_order = 1']]) {
    await measure('clickhouse', `W2${way}`, () => whole(houseFunnel(settings)), funnelChecksum);
    await measure('clickhouse', `W5${way}`, () => whole(houseScore(settings)), scoreChecksum);
    await measure('clickhouse', `W5 table${way}`, () => whole(houseScoreTable(settings)), scoreChecksum);
  }
  const plain = (text) => JSON.parse(run(`${text} settings max_threads = 2`)).data;
  const signed = (column) => `toInt64(${column})`;
  await measure('clickhouse', 'W3', () => plain(credit('b.', signed)), creditChecksum);
  await measure('clickhouse', 'W4', () => plain(housePaths), pathsChecksum);
  session.cleanup();
}

await duck();
await house();
