// What runs out between the teams is listed with what to do about it, and a lead says when a team works.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, base, launch, open, until, visit } from './browser.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const get = async (page, path) => (await page.context().request.get(`${base}/api/v1${path}`)).json();

test('leaks are listed as the server counts them, and nobody is unowned', async () => {
  const page = await visit(browser, { role: 'lead' });
  await open(page, '/leaks');
  const leaks = await get(page, '/leaks');
  const countOf = (key) => leaks.sorts.find((sort) => sort.key === key).count;
  assert.equal(countOf('unowned'), 0);
  await page.getByText('Every qualified contact was offered, waits for a reason, or is closed.').waitFor();
  const silent = leaks.sorts.find((sort) => sort.key === 'no_next_step');
  if (silent.count > 0) {
    await page.getByRole('link', { name: silent.rows[0].what.name }).first().click();
    await page.waitForURL(/\/deals\//);
  }
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});

test('a lead gives a team its own hours, which are checked, and takes them back', async () => {
  const page = await visit(browser, { role: 'lead' });
  await open(page, '/settings/teams');
  await page
    .getByRole('button', { name: /^Change / })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Time zone').fill('Moon/Base');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('expected a name such as Europe/Berlin').waitFor();
  await dialog.getByLabel('Time zone').fill('Europe/Paris');
  await dialog.getByLabel('From', { exact: true }).fill('08:00');
  await dialog.getByLabel('To', { exact: true }).fill('16:00');
  assert.deepEqual(await axe(page), []);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'hidden' });
  const { rows } = await get(page, '/teams');
  const changed = rows.find((team) => team.time_zone === 'Europe/Paris');
  assert.equal(changed.work_to, '16:00');
  const back = await page.context().request.put(`${base}/api/v1/teams/${changed.name}`, {
    data: { time_zone: '', work_from: '', work_to: '' },
    headers: { Origin: base },
  });
  assert.ok(back.ok());
  await until(async () => (await get(page, '/teams')).rows.every((team) => team.time_zone === null));
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});
