// Are we aligned: the demo company's built-in troubles are found, with their rows; a goal that differs opens a sign.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, base, launch, open, phone, until, visit } from './browser.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const get = async (page, path) => (await page.context().request.get(`${base}/api/v1${path}`)).json();

test('the page shows the signs that the server counts, and a sign leads to its rows', async () => {
  const page = await visit(browser, { role: 'lead' });
  await open(page, '/alignment');
  const alignment = await get(page, '/alignment');
  const rejected = alignment.signs.find((sign) => sign.key === 'rejected_leads');
  assert.equal(rejected.state, 'open');
  assert.ok(rejected.findings.some((finding) => /list/i.test(finding.subject)));
  const late = alignment.signs.find((sign) => sign.key === 'slow_responses');
  assert.equal(late.state, 'open');
  assert.ok(late.findings.some((finding) => finding.subject === 'Friday'));
  const card = page.getByRole('article', { name: 'Sales rejects what one source brings' });
  await card.waitFor();
  await page.getByText('Does sales know what marketing shared with this lead?').waitFor();
  assert.deepEqual(await axe(page), []);
  await card.getByRole('link', { name: /^See / }).click();
  await page.waitForURL(/\/alignment\/rejected_leads$/);
  await page.getByText('What speaks for it').waitFor();
  const rows = await get(page, '/alignment/rejected_leads?limit=2');
  assert.equal(rows.total, rejected.evidence);
  assert.ok(rows.rows.length > 0);
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});

test('on a phone the signs are below one another', async () => {
  const page = await visit(browser, { role: 'lead', size: phone, scheme: 'dark' });
  await open(page, '/alignment');
  await page.getByRole('article', { name: 'Sales rejects what one source brings' }).waitFor();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  assert.equal(wide, false);
  assert.deepEqual(await axe(page), []);
  await page.context().close();
});

test('a lead adds a goal, which is checked and listed, and removes it', async () => {
  const page = await visit(browser, { role: 'lead' });
  await open(page, '/alignment');
  await page.getByRole('combobox', { name: 'Measured on' }).click();
  await page.getByRole('option', { name: 'MQLs', exact: true }).click();
  await page.getByLabel('Period').fill('soon');
  await page.getByRole('button', { name: 'Add a goal' }).click();
  await page.getByText('a year, quarter or month, such as 2026-Q4').waitFor();
  await page.getByLabel('Period').fill('2026-Q4');
  await page.getByRole('button', { name: 'Add a goal' }).click();
  await page.getByRole('button', { name: 'Remove MQLs' }).click();
  await until(async () => (await get(page, '/goals')).goals.every((goal) => goal.measure !== 'mql_count'));
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});
