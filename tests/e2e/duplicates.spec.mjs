// Two records of one person: looked at side by side, merged, made two again, called different.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, base, launch, open, phone, sidewaysScroll, until, visit } from './browser.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const get = async (page, path) => (await page.context().request.get(`${base}/api/v1${path}`)).json();
const isOpen = async (page, pair) =>
  (await get(page, '/duplicates?limit=50')).rows.some((row) => row.id === pair.id);
const shown = (page) => page.getByRole('table', { name: 'The two contacts, side by side' });

async function firstPair(page) {
  await open(page, '/duplicates');
  await shown(page).waitFor();
  return (await get(page, '/duplicates?limit=50')).rows[0];
}

test('two contacts are merged by key, and two again by key', async () => {
  const page = await visit(browser, { role: 'lead' });
  const pair = await firstPair(page);
  const merged = async () => (await get(page, `/contacts/${pair.survivor}`)).merged.length;
  assert.equal(await merged(), 0);
  await page.keyboard.press('m');
  await page.getByText('The two are one contact now').first().waitFor();
  assert.equal(await merged(), 1);
  await page.keyboard.press('u');
  await until(async () => (await merged()) === 0);
  await page.context().close();
});

test('who is called different is not shown again, until Undo', async () => {
  const page = await visit(browser, { role: 'lead' });
  const pair = await firstPair(page);
  await page.keyboard.press('d');
  await page.getByText('They are different people').first().waitFor();
  assert.equal(await isOpen(page, pair), false);
  await page.getByRole('button', { name: /^Undo/ }).last().click();
  await until(() => isOpen(page, pair));
  await page.context().close();
});

for (const [where, size, scheme] of [
  ['desktop', undefined, 'light'],
  ['desktop', undefined, 'dark'],
  ['phone', phone, 'light'],
]) {
  test(`the pairs are accessible, ${where}, ${scheme}`, async () => {
    const page = await visit(browser, {
      role: 'lead',
      ...(size && { size }),
      scheme,
    });
    await open(page, '/duplicates');
    await shown(page).waitFor();
    assert.deepEqual(await axe(page), []);
    assert.equal(await sidewaysScroll(page), 0);
    assert.deepEqual(page.troubles, []);
    await page.context().close();
  });
}
