// People say when they are away, leads change colleagues and the workspace, and who left can come back.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, base, launch, open, phone, sidewaysScroll, until, visit } from './browser.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const get = async (page, path) => (await page.context().request.get(`${base}/api/v1${path}`)).json();

test('who is away says so, and what waits goes to a colleague', async () => {
  const page = await visit(browser);
  const me = (await get(page, '/session')).user;
  const mine = async () =>
    (await get(page, '/handoffs?state=offered')).rows.filter((row) => row.owner?.id === me.id).length;
  assert.ok((await mine()) > 0, 'the rep of the demo has offers');
  await open(page, '/settings');
  const today = new Date().toISOString().slice(0, 10);
  const times = page.getByRole('form', { name: 'When you are here' });
  await times.getByLabel('Away from').fill(today);
  await times.getByLabel('Last day away').fill('2020-01-01');
  await times.getByRole('button', { name: 'Save your times' }).click();
  await times.getByText('must not be before away_from').waitFor();
  const later = new Date(Date.now() + 6 * 86_400_000).toISOString().slice(0, 10);
  await times.getByLabel('Last day away').fill(later);
  await times.getByRole('button', { name: 'Save your times' }).click();
  await page.getByText('Your times were changed').first().waitFor();
  await until(async () => (await mine()) === 0);
  await open(page, '/settings/people');
  await page
    .getByRole('row', { name: new RegExp(me.name) })
    .getByText(/^away until/)
    .waitFor();
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});

test('a lead changes a colleague, lets them go and takes them back', async () => {
  const page = await visit(browser, { role: 'lead' });
  const rep = (await get(page, '/users')).rows.find((user) => user.role === 'rep');
  await open(page, '/settings/people');
  const change = page.getByRole('button', { name: `Change ${rep.name}`, exact: true });
  await change.click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Open handoffs this person may hold').fill('7');
  await dialog.getByLabel('Share of new handoffs').first().click();
  await page.getByRole('option', { name: '3', exact: true }).click();
  await dialog.getByLabel('Languages').fill('de, german');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('is no language').waitFor();
  await dialog.getByLabel('Languages').fill('de-AT, en');
  await dialog.getByLabel('Time zone').fill('Moon/Base');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('expected a name such as Europe/Berlin').waitFor();
  assert.deepEqual(await axe(page), []);
  await dialog.getByLabel('Time zone').fill('Europe/Lisbon');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'hidden' });
  const found = async () => (await get(page, '/users?departed=1')).rows.find((user) => user.id === rep.id);
  assert.equal((await found()).most_open, 7);
  assert.equal((await found()).time_zone, 'Europe/Lisbon');
  assert.equal((await found()).share, 3);
  assert.deepEqual((await found()).languages, ['de', 'en']);
  await change.click();
  await dialog.getByRole('button', { name: 'Left the company' }).click();
  await dialog.waitFor({ state: 'hidden' });
  assert.equal((await found()).active, false);
  assert.equal((await get(page, '/leaks')).sorts.find((sort) => sort.key === 'unowned').count, 0);
  await change.click();
  await dialog.getByRole('button', { name: 'Works here again' }).click();
  await dialog.waitFor({ state: 'hidden' });
  assert.equal((await found()).active, true);
  await page.context().close();
});

test('the workspace has an owner of last resort, on a phone too', async () => {
  const page = await visit(browser, { role: 'lead', size: phone });
  const manager = (await get(page, '/users')).rows.find((user) => user.role === 'manager');
  await open(page, '/settings/workspace');
  await page.getByRole('textbox', { name: 'Time zone' }).fill('Nowhere');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('expected a name such as Europe/Berlin').waitFor();
  await page.getByRole('textbox', { name: 'Time zone' }).fill('Europe/Berlin');
  await page.getByLabel('Owner of last resort').first().click();
  await page.getByRole('option', { name: manager.name }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The workspace was changed').first().waitFor();
  assert.equal((await get(page, '/workspace')).last_resort, manager.id);
  assert.ok((await sidewaysScroll(page)) <= 0);
  await page.context().close();
});
