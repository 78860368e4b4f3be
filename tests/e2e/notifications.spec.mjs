// Somebody is told, live; looks at it with the keys; says how they want to be told; a digest is read.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, launch, open, until, visit } from './browser.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const get = async (page, path) => (await page.context().request.get(`/api/v1${path}`)).json();

test('a digest says what a week brought, and walks through the weeks', async () => {
  const page = await visit(browser, { role: 'lead' });
  await open(page, '/digest');
  await page.getByRole('heading', { name: 'Digest', level: 1 }).waitFor();
  await page.getByText('Promised times that passed').waitFor();
  assert.deepEqual(await axe(page), []);
  await page.getByRole('button', { name: 'The week before' }).click();
  await page.waitForURL(/week=\d{4}-W\d{2}/);
  await page.getByText('Promised times that passed').waitFor();
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});

test('who is called in a note is told live, and seen is seen', async () => {
  const page = await visit(browser, { role: 'manager' });
  const rep = await visit(browser, { role: 'rep' });
  const me = (await get(rep, '/session')).user;
  await open(rep, '/notifications');
  await rep.getByRole('heading', { name: 'Notifications', level: 1 }).waitFor();
  const deal = (await get(page, '/deals?status=open&limit=1')).rows[0];
  await open(page, `/deals/${deal.id}`);
  const said = `a word about the offer ${Date.now()}`;
  const note = page.getByRole('textbox', { name: 'Note' });
  await note.fill(`@${me.name} ${said}`);
  await note.press('Control+Enter');
  await page.getByText('The note was kept').waitFor();

  const line = rep.locator('.notice').filter({ hasText: said });
  await line.waitFor();
  await line.getByRole('img', { name: 'not seen yet' }).waitFor();
  assert.deepEqual(await axe(rep), []);
  await rep.keyboard.press('j');
  await rep.locator('.notice[aria-current="true"]').filter({ hasText: said }).waitFor();
  await rep.keyboard.press('e');
  await line.getByRole('img', { name: 'not seen yet' }).waitFor({ state: 'detached' });
  await rep.keyboard.press('e');
  await line.getByRole('img', { name: 'not seen yet' }).waitFor();
  await rep.getByRole('button', { name: 'Mark all as seen' }).click();
  await rep.getByText('Nothing new').waitFor();
  await rep.getByRole('button', { name: /^Undo/ }).last().click();
  await line.getByRole('img', { name: 'not seen yet' }).waitFor();
  await rep.keyboard.press('Enter');
  await rep.waitForURL(new RegExp(`/deals/${deal.id}`));
  await until(async () =>
    (await get(rep, '/notifications')).rows.some((row) => row.text?.includes(said) && row.seen_at),
  );
  assert.deepEqual([...page.troubles, ...rep.troubles], []);
  await page.context().close();
  await rep.context().close();
});

test('how one is told is said in the settings, and stays', async () => {
  const page = await visit(browser, { role: 'rep' });
  await open(page, '/settings/notifications');
  await page.getByText('Mail is not set up yet').waitFor();
  assert.deepEqual(await axe(page), []);
  await page.getByLabel('By mail: A note calls you').selectOption('digest');
  await page.getByLabel('Even in quiet hours: One of yours is late').check();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('You will be told so').waitFor();
  const { wishes } = await get(page, '/me/notifications');
  assert.equal(wishes.kinds.find((one) => one.kind === 'mentioned').mail, 'digest');
  assert.equal(wishes.kinds.find((one) => one.kind === 'breached').urgent, true);
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});

test('an administrator sets mail up, and no answer tells the password', async () => {
  const page = await visit(browser, { role: 'admin' });
  await open(page, '/settings/mail');
  const form = page.getByRole('form', { name: 'Mail server' });
  await form.getByLabel('Server').fill('smtp.example.com');
  await form.getByLabel('Letters come from').fill('crm@example.com');
  await form.getByLabel('User name').fill('crm');
  await form.getByLabel('Password', { exact: true }).fill('hunter-2-hunter');
  assert.deepEqual(await axe(page), []);
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByText('No mail goes out').waitFor();
  const text = JSON.stringify(await get(page, '/mail'));
  assert.ok(text.includes('smtp.example.com') && !text.includes('hunter'));
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});
