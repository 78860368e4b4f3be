// The page works without a pointer: going, walking lists, answering handoffs, the palette, undo.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { base, launch, open, until, visit } from './browser.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const offered = async (page) => {
  const answer = await page.context().request.get(`${base}/api/v1/handoffs?state=offered`);
  return (await answer.json()).rows.map((row) => row.contact.id);
};

test('g and a letter go to a room, the title and the focus follow', async () => {
  const page = await visit(browser);
  await open(page, '/');
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await page.waitForURL('**/contacts');
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
  await page.waitForFunction(() => document.title.includes('Contacts'));
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  await page.waitForURL((url) => url.pathname === '/');
  await page.context().close();
});

test('keys do nothing inside a field', async () => {
  const page = await visit(browser);
  await open(page, '/contacts');
  await page.keyboard.press('/');
  await page.keyboard.type('gc?');
  assert.equal(await page.getByRole('searchbox').inputValue(), 'gc?');
  assert.equal(await page.getByRole('dialog').count(), 0);
  await page.context().close();
});

test('j and k walk the list, o opens the row', async () => {
  const page = await visit(browser);
  await open(page, '/contacts');
  await page.locator('tbody tr[aria-rowindex="1"]').waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  assert.equal(await page.locator('tr[data-focused="true"]').getAttribute('aria-rowindex'), '1');
  await page.keyboard.press('o');
  await page.waitForURL(/\/contacts\/\d+/);
  await page.context().close();
});

test('a accepts, the next handoff is shown, z takes it back', async () => {
  const page = await visit(browser);
  const before = await offered(page);
  await open(page, `/handoffs/${before[0]}`);
  await page.getByRole('button', { name: /^Accept handoff/ }).waitFor();
  await page.keyboard.press('a');
  await page.getByText(/^You accepted/).waitFor();
  assert.ok(!(await offered(page)).includes(before[0]));
  await page.keyboard.press('z');
  await until(async () => (await offered(page)).includes(before[0]));
  await page.context().close();
});

test('a rejection needs a reason; a digit chooses it, Ctrl Enter sends it', async () => {
  const page = await visit(browser);
  const [contact] = await offered(page);
  await open(page, `/handoffs/${contact}`);
  await page.getByRole('button', { name: /^Accept handoff/ }).waitFor();
  await page.keyboard.press('r');
  const send = page.getByRole('button', { name: /^Reject handoff/ });
  await send.waitFor();
  assert.equal(await send.isDisabled(), true);
  await page.getByRole('radio').first().focus();
  await page.keyboard.press('1');
  assert.equal(await send.isDisabled(), false);
  await page.keyboard.press('Control+Enter');
  await page.getByText(/^You rejected/).waitFor();
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await until(async () => (await offered(page)).includes(contact));
  await page.context().close();
});

test('y asks why before a handoff is recycled, Escape keeps it', async () => {
  const page = await visit(browser);
  const [contact] = await offered(page);
  await open(page, `/handoffs/${contact}`);
  await page.getByRole('button', { name: /^Accept handoff/ }).waitFor();
  await page.keyboard.press('y');
  await page.getByRole('button', { name: /^Recycle handoff/ }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Recycle handoff/ }).waitFor({ state: 'detached' });
  assert.ok((await offered(page)).includes(contact));
  await page.context().close();
});

test('Ctrl K finds a person and opens the record', async () => {
  const page = await visit(browser);
  await open(page, '/');
  const answer = await page.context().request.get(`${base}/api/v1/contacts?limit=1`);
  const [contact] = (await answer.json()).rows;
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill(contact.name);
  await page.getByRole('option', { name: contact.name }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/(contacts|companies|deals)\/\d+/);
  await page.context().close();
});

test('? shows the keys, Escape closes them', async () => {
  const page = await visit(browser);
  await open(page, '/');
  await page.keyboard.press('?');
  await page.getByRole('dialog').getByText('Accept handoff').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.context().close();
});
