// Who decides about a deal: people are added with a key, get roles by a menu, and each change can be taken back.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, base, launch, open, until, visit } from './browser.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const get = async (page, path) => (await page.context().request.get(`${base}/api/v1${path}`)).json();

async function rolesOf(page, deal, name) {
  const { rows } = await get(page, `/associations/deals/${deal}`);
  return rows.find((row) => row.name === name)?.roles.map((role) => role.key);
}

test('a person joins a deal by keyboard, becomes its champion, and Undo takes each back', async () => {
  const page = await visit(browser, { role: 'rep' });
  const { rows: deals } = await get(page, '/deals?status=open&limit=1');
  const { rows: people } = await get(page, '/contacts?sort=name&limit=50');
  const deal = deals[0].id;
  const person = people.find((one) => one.name && !deals[0].contacts.some((in_it) => in_it.id === one.id));
  await open(page, `/deals/${deal}`);
  await page.keyboard.press('p');
  const box = page
    .getByRole('combobox', { name: 'Who belongs to this deal' })
    .or(page.getByRole('textbox', { name: 'Who belongs to this deal' }));
  await box.first().fill(person.name);
  await page
    .getByRole('option', { name: new RegExp(person.name) })
    .first()
    .waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await until(async () => (await rolesOf(page, deal, person.name)) !== undefined);
  const menu = page.getByRole('button', { name: new RegExp(`^Roles of ${person.name}:`) });
  await menu.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Champion' }).click();
  await until(async () => (await rolesOf(page, deal, person.name))?.includes('champion'));
  await page.getByRole('menuitem', { name: 'Champion is set' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('menuitem', { name: 'Champion is set' }).waitFor({ state: 'hidden' });
  assert.deepEqual(await axe(page), []);
  await page.getByRole('button', { name: /^Undo/ }).last().click();
  await until(async () => (await rolesOf(page, deal, person.name))?.length === 0);
  if (process.env.BATON_SHOTS) await page.screenshot({ path: `${process.env.BATON_SHOTS}/committee.png` });
  await menu.click();
  await page.getByRole('menuitem', { name: 'Remove from the deal' }).click();
  await until(async () => (await rolesOf(page, deal, person.name)) === undefined);
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});
