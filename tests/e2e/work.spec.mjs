// The day's work in the browser: following a contact up, changing and signing the agreement, importing a file.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { anyOpenHandoff, base, launch, open, password, visit } from './browser.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

test('from the handoff to the contact, a call is logged and stands in the timeline', async () => {
  const page = await visit(browser);
  const handoff = await anyOpenHandoff(page);
  await open(page, `/handoffs/${handoff.contact.id}`);
  await page.getByRole('link', { name: 'Log a call' }).click();
  await page.waitForURL(/log=call/);
  const said = `asked for a demo ${Date.now()}`;
  await page.getByRole('textbox', { name: 'What was said' }).fill(said);
  const save = page.getByRole('button', { name: /^Save/ });
  assert.equal(await save.isDisabled(), true);
  await page.getByRole('button', { name: 'Reached' }).click();
  await save.click();
  await page.locator('.timeline').getByText(said).first().waitFor();
  await page.context().close();
});

test('as it stood on a day is a banner and nothing can be changed', async () => {
  const page = await visit(browser);
  const handoff = await anyOpenHandoff(page);
  await open(page, `/contacts/${handoff.contact.id}?as_of=${new Date(Date.now() - 1000).toISOString()}`);
  await page
    .getByText(/^As it stood on/)
    .first()
    .waitFor();
  assert.equal(await page.getByRole('form', { name: 'Log something' }).count(), 0);
  assert.equal(await page.getByRole('button', { name: /^Accept handoff/ }).count(), 0);
  await page.getByRole('button', { name: 'Back to now' }).click();
  await page.getByRole('form', { name: 'Log something' }).waitFor();
  await page.context().close();
});

test('a mistake in the agreement is shown with its place', async () => {
  const page = await visit(browser, { role: 'marketer' });
  await open(page, '/agreement');
  await page.getByRole('link', { name: 'Text', exact: true }).click();
  const editor = page.locator('#agreement-text');
  await editor.waitFor();
  const text = await editor.inputValue();
  await editor.fill(text.replace(/when: *(.)/, 'when: $1oops >= 2 and '));
  await page
    .getByRole('button', { name: /^Line \d+, column \d+/ })
    .first()
    .click();
  assert.notEqual(await editor.evaluate((area) => area.selectionEnd - area.selectionStart), 0);
  await page.getByRole('button', { name: 'Drop my changes' }).click();
  assert.equal(await editor.inputValue(), text);
  await page.context().close();
});

async function sign(email) {
  const page = await visit(browser, { email });
  await open(page, '/agreement');
  const review = page.getByRole('button', { name: 'Review and sign' }).last();
  await review.click();
  await page.getByRole('textbox', { name: 'Your password again' }).fill(password);
  await page.getByRole('button', { name: 'Sign agreement' }).click();
  await page.getByText(/^You signed/).waitFor();
  await page.context().close();
}

test('a change becomes a draft and is signed by one person of each team', async () => {
  const page = await visit(browser, { role: 'marketer' });
  const in_force = await page.context().request.get(`${base}/api/v1/agreements/in-force`);
  const { version } = await in_force.json();
  await open(page, `/agreement/${version}/text`);
  const editor = page.locator('#agreement-text');
  await editor.fill(`${(await editor.inputValue()).trimEnd()}\n# reviewed ${Date.now()}\n`);
  await page.getByRole('button', { name: 'Make it a draft' }).click();
  await page.getByText(/was saved$/).waitFor();
  await page.context().close();
  await sign('maya.lindqvist@lumenfreight.example');
  await sign('elena.rossi@lumenfreight.example');
});

test('a file is imported: mapped, dry-run, started, undone', async () => {
  const page = await visit(browser, { role: 'manager' });
  await open(page, '/import');
  const mark = Date.now();
  const buffer = Buffer.from(
    `E-mail;First name;Seen on\nana${mark}@trade.test;Ana;13/02/2026\nbea${mark}@trade.test;Bea;14/02/2026\nnot-an-address;Cy;14/02/2026\n`,
  );
  await page.locator('input[type=file]').setInputFiles({
    name: `trade fair ${mark}.csv`,
    mimeType: 'text/csv',
    buffer,
  });
  await page.waitForURL(/\/import\/\d+/);
  await page.getByText('semicolon').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Start import' }).count(), 0);
  await page.getByRole('button', { name: 'Dry run' }).click();
  await page.getByRole('button', { name: 'Start import' }).click();
  await page.getByRole('button', { name: 'Undo import' }).click();
  await page.getByText('Undone').first().waitFor();
  await page.context().close();
});

test('a lost deal asks why before it moves, and "Move to…" works without dragging', async () => {
  const page = await visit(browser);
  await open(page, '/deals/board');
  await page
    .getByRole('button', { name: /^Move .* to…$/ })
    .first()
    .click();
  await page.getByRole('menuitem').filter({ hasText: /lost/i }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio').first().waitFor();
  assert.equal(await dialog.getByRole('button', { name: /^Move to/ }).isDisabled(), true);
  await dialog.getByRole('radio').first().check();
  await dialog.getByRole('button', { name: /^Move to/ }).click();
  await page.getByText(/ moved to /).waitFor();
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await page.context().close();
});

test('a played buyer’s steps appear in the panel', async () => {
  const page = await visit(browser);
  await open(page, '/');
  await page.getByRole('button', { name: 'Play a buyer' }).first().click();
  await page
    .getByRole('button', { name: /^Do it: / })
    .first()
    .click();
  await page.getByRole('dialog').getByRole('heading', { name: 'What happened' }).waitFor();
  await page.getByRole('dialog').locator('section[aria-live] time').first().waitFor();
  await page.context().close();
});
