// Both teams' promises on one page, what a rejection is answered with, and the clause it leads to.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, base, launch, open, until, visit } from './browser.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const get = async (page, path) => (await page.context().request.get(`${base}/api/v1${path}`)).json();

test('the two-way SLA shows what the server counts, and works out a goal', async () => {
  const page = await visit(browser, { role: 'lead' });
  await open(page, '/sla');
  await page.getByRole('heading', { name: 'Marketing promised sales' }).waitFor();
  const sla = await get(page, '/sla');
  assert.equal(sla.without_owner, 0);
  assert.deepEqual(
    sla.sales.promises.map(({ metric }) => metric),
    ['response_within_sla', 'handoff_feedback'],
  );
  await page.getByRole('link', { name: '0 without an owner', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Quarter', exact: true }).click();
  await page.waitForURL(/period=\d{4}-Q\d/);
  await page.getByRole('textbox', { name: 'Goal' }).fill('1000000');
  await page.getByRole('button', { name: 'Work out' }).click();
  await page.waitForURL(/revenue=1000000/);
  const plan = await get(page, '/sla/plan?revenue=1000000');
  assert.ok(plan.needs.at(-1).needed > plan.needs[0].needed);
  await page.getByText('For €1,000,000.00.').waitFor();
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});

test('what produces rejects leads to its handoffs and to the lab', async () => {
  const page = await visit(browser, { role: 'marketer' });
  await open(page, '/feedback?by=clause');
  const table = page.getByRole('region', { name: 'What produces rejects' });
  const figures = await get(page, '/feedback?by=clause');
  const first = figures.rows[0];
  await table.getByRole('button', { name: first.label, exact: true }).click();
  await page.getByText(`Handoffs: ${first.label}`).waitFor();
  assert.deepEqual(await axe(page), []);
  await table.getByRole('link', { name: 'Try in the lab' }).first().click();
  await page.waitForURL(/\/lab\?a=in-force&try=/);
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});

test('a rejection is disputed by marketing and taken back by sales', async () => {
  const rep = await visit(browser, { role: 'rep' });
  const { rows } = await get(rep, '/handoffs?state=offered&limit=1');
  const [{ contact }] = rows;
  await open(rep, `/handoffs/${contact.id}`);
  await rep.getByRole('button', { name: /^Great lead/ }).waitFor();
  await rep.keyboard.press('p');
  const praise = rep.getByRole('dialog');
  await praise.waitFor();
  await praise.getByLabel('real need').check();
  await praise.getByRole('button', { name: 'Tell marketing' }).click();
  await rep.getByText('Great lead: real need').waitFor();
  const headers = { Origin: base };
  const reject = { reason: 'bad fit', note: 'they only looked' };
  const said = await rep
    .context()
    .request.post(`${base}/api/v1/handoffs/${contact.id}/reject`, { data: reject, headers });
  assert.ok(said.ok(), await said.text());

  const marketer = await visit(browser, { role: 'marketer' });
  await open(marketer, '/feedback');
  await marketer.getByRole('link', { name: contact.name }).first().click();
  await marketer.getByLabel(/^Say why/).fill('They asked for a demo twice.');
  await marketer.getByRole('button', { name: 'Dispute', exact: true }).click();
  await marketer.getByText('Disputed by marketing').waitFor();
  assert.deepEqual(await axe(marketer), []);
  assert.deepEqual(marketer.troubles, []);
  await marketer.context().close();

  await open(rep, `/handoffs/${contact.id}`);
  await rep.getByText('They asked for a demo twice.').waitFor();
  await rep.getByRole('button', { name: 'Take it back' }).click();
  await until(async () => (await get(rep, `/handoffs/${contact.id}`)).state === 'offered');
  assert.deepEqual(rep.troubles, []);
  await rep.context().close();
});
