// A colleague is called in a note about a deal, sees it in the bell, and once it was seen it is old.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, launch, open, until, visit } from './browser.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const get = async (page, path) => (await page.context().request.get(`/api/v1${path}`)).json();

test('a note calls a colleague by keys, who finds it in the bell', async () => {
  const page = await visit(browser, { role: 'manager' });
  const rep = await visit(browser, { role: 'rep' });
  const me = (await get(rep, '/session')).user;
  const deal = (await get(page, '/deals?status=open&limit=1')).rows[0];
  await open(page, `/deals/${deal.id}`);
  const note = page.getByRole('textbox', { name: 'Note' });
  const said = `has she seen the offer ${Date.now()}`;
  await note.pressSequentially(`@${me.name.slice(0, 3).toLowerCase()}`);
  await page.getByRole('option', { name: me.name }).waitFor();
  assert.deepEqual(await axe(page), []);
  await note.press('Enter');
  await note.pressSequentially(said);
  assert.equal(await note.inputValue(), `@${me.name} ${said}`);
  await note.press('Control+Enter');
  await page.getByText('The note was kept').waitFor();
  await page.locator('.timeline').getByText(said).first().waitFor();

  await open(rep, '/measures');
  await rep.getByRole('button', { name: 'What waits for you' }).click();
  const drawer = rep.getByRole('dialog', { name: 'What waits for you' });
  await drawer.getByText(said).waitFor();
  assert.deepEqual(await axe(rep), []);
  await until(async () => (await get(rep, '/mentions')).rows.every((row) => row.seen));
  await drawer.getByRole('link', { name: new RegExp(said) }).click();
  await rep.waitForURL(new RegExp(`/deals/${deal.id}`));

  await page.getByRole('button', { name: /^Undo/ }).last().click();
  await until(async () => (await get(rep, '/mentions')).rows.every((row) => !row.text.includes(said)));
  assert.deepEqual([...page.troubles, ...rep.troubles], []);
  await page.context().close();
  await rep.context().close();
});
