// Lists as people arrange them: saved views, groups with sums, cells edited where they stand.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { base, launch, open, until, visit } from './browser.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const get = async (page, path) => (await page.context().request.get(`${base}/api/v1${path}`)).json();
const dropAll = async (page) => {
  for (const view of (await get(page, '/views')).rows)
    await page.context().request.delete(`${base}/api/v1/views/${view.id}`, { headers: { Origin: base } });
};

test('a view is saved under a name, shared, and opened by somebody else', async () => {
  const page = await visit(browser, { role: 'lead' });
  await dropAll(page);
  await open(page, '/contacts?stage=MQL&sort=name');
  await page.getByRole('table').waitFor();
  await page.keyboard.press('v');
  await page.getByRole('menuitem', { name: 'Save as a new view' }).click();
  await page.getByLabel('Name', { exact: true }).fill('MQLs by name');
  await page.getByLabel('Share it with both teams').check();
  await page.getByRole('button', { name: 'Save view' }).click();
  await page.getByRole('button', { name: 'MQLs by name' }).waitFor();
  const rep = await visit(browser, { role: 'rep' });
  await open(rep, '/contacts');
  await rep.getByRole('table').waitFor();
  await rep.keyboard.press('v');
  await rep.getByRole('menuitem', { name: /^MQLs by name/ }).click();
  await until(() => new URL(rep.url()).searchParams.get('stage') === 'MQL');
  assert.equal(new URL(rep.url()).searchParams.get('sort'), 'name');
  await rep.keyboard.press('v');
  assert.equal(await rep.getByRole('menuitem', { name: 'Delete view' }).count(), 0);
  await rep.context().close();
  await dropAll(page);
  await page.context().close();
});

test('deals by stage show their number and sum, and the rows of the open group', async () => {
  const page = await visit(browser, { role: 'lead' });
  await open(page, '/deals?group=stage');
  const { rows } = await get(page, '/deals/groups?by=stage');
  const line = page.getByRole('button', { name: `${rows[0].label} ${rows[0].count}` });
  await line.click();
  await page.getByRole('checkbox').first().waitFor();
  assert.equal(await line.getAttribute('aria-expanded'), 'true');
  const shown = await page.locator('tr[aria-rowindex]').count();
  assert.ok(shown > 0 && shown <= rows[0].count);
  const all = await get(page, '/deals?limit=1');
  assert.equal(
    rows.reduce((sum, row) => sum + row.count, 0),
    all.total,
  );
  await page.context().close();
});

test('a cell is written with the keys, and taken back', async () => {
  const page = await visit(browser, { role: 'lead' });
  const { rows } = await get(page, '/contacts?sort=created_at&limit=1');
  const { id, job_title } = rows[0];
  const titleNow = async () => (await get(page, `/contacts/${id}`)).job_title;
  await open(page, '/contacts?sort=created_at');
  await page.getByRole('table').waitFor();
  for (const key of ['j', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
  await page.getByRole('textbox', { name: 'Job title' }).fill('Chief of pallets');
  await page.keyboard.press('Escape');
  assert.equal(await titleNow(), job_title);
  await page.keyboard.press('e');
  await page.getByRole('textbox', { name: 'Job title' }).fill('Chief of pallets');
  await page.keyboard.press('Enter');
  await page.getByText('Job title was changed').waitFor();
  assert.equal(await titleNow(), 'Chief of pallets');
  await page.keyboard.press('z');
  await until(async () => (await titleNow()) === job_title);
  await page.context().close();
});

test('when somebody was faster, a cell shows both values', async () => {
  const page = await visit(browser, { role: 'lead' });
  const { rows } = await get(page, '/contacts?sort=created_at&limit=2');
  const { id, job_title } = rows[1];
  const change = (title) =>
    page.context().request.patch(`${base}/api/v1/contacts/${id}`, {
      headers: { Origin: base },
      data: { properties: { job_title: title } },
    });
  await open(page, '/contacts?sort=created_at');
  await page.getByRole('table').waitFor();
  for (const key of ['j', 'j', 'e']) await page.keyboard.press(key);
  const field = page.getByRole('textbox', { name: 'Job title' });
  await field.waitFor();
  await field.fill('Mine');
  // The change arrives on the page while the cell is being written.
  const arrived = page.waitForResponse((answer) => answer.url().includes('/api/v1/contacts?') && answer.ok());
  await change('Theirs');
  await arrived;
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Theirs').waitFor();
  await dialog.getByRole('button', { name: 'Keep mine' }).click();
  await until(async () => (await get(page, `/contacts/${id}`)).job_title === 'Mine');
  await change(job_title);
  await page.context().close();
});
