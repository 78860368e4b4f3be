// A workspace's own properties: made in Settings, kept on records, worked out in lists.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, base, launch, open, until, visit } from './browser.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const api = (path) => `${base}/api/v1${path}`;
const send = async (page, method, path, data) =>
  (await page.context().request[method](api(path), { data, headers: { Origin: base } })).json();
const get = async (page, path) => (await page.context().request.get(api(path))).json();

// A property of an earlier run comes back instead of being made again.
const clear = async (page, names) => {
  for (const name of names)
    await page.context().request.patch(api(`/properties/deal/${name}`), {
      data: { archived: true },
      headers: { Origin: base },
    });
};

const fieldOf = async (page, id, name) =>
  (await get(page, `/deals/${id}`)).properties.find((property) => property.name === name)?.text;

test('a choice is made in Settings and chosen on a deal, with Undo', async () => {
  const page = await visit(browser, { role: 'lead' });
  await clear(page, ['fit']);
  await open(page, '/settings/properties?of=deal');
  await page.getByRole('button', { name: 'Create property' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Label', { exact: true }).fill('Fit');
  await form.getByRole('combobox', { name: 'Type' }).or(form.getByLabel('Type')).first().click();
  await page.getByRole('option', { name: 'One of several options' }).click();
  await form.getByLabel('Option 1').fill('Good');
  await form.getByRole('button', { name: 'Add option' }).click();
  await form.getByLabel('Option 2').fill('Poor');
  await form.getByRole('button', { name: 'Create property' }).click();
  await page.getByRole('row', { name: /^Fit fit/ }).waitFor();
  assert.deepEqual(await axe(page), []);
  const { rows } = await get(page, '/deals?limit=1');
  await open(page, `/deals/${rows[0].id}`);
  await page.getByRole('button', { name: /^Fit: / }).click();
  await page.getByRole('combobox', { name: 'Fit' }).selectOption({ label: 'Good' });
  await until(async () => (await fieldOf(page, rows[0].id, 'fit')) === 'Good');
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await until(async () => (await fieldOf(page, rows[0].id, 'fit')) !== 'Good');
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});

test('a formula is checked while it is typed, and shows and sorts in the list', async () => {
  const page = await visit(browser, { role: 'lead' });
  await clear(page, ['tenth']);
  await open(page, '/settings/properties?of=deal');
  await page.getByRole('button', { name: 'Create property' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Label', { exact: true }).fill('Tenth');
  await form.getByRole('combobox', { name: 'Type' }).or(form.getByLabel('Type')).first().click();
  await page.getByRole('option', { name: 'Formula', exact: true }).click();
  await form.getByLabel('Formula').fill('amont / 10');
  await form.getByText('1:1: a deal has no property "amont"; did you mean amount?').waitFor();
  await form.getByLabel('Formula').fill('amount / 10');
  await form.getByText('It comes to an amount of money.').waitFor();
  await form.getByRole('button', { name: 'Create property' }).click();
  await page.getByRole('row', { name: /^Tenth tenth/ }).waitFor();
  const { rows } = await get(page, '/deals?sort=-property:tenth&columns=tenth&limit=1');
  await open(page, '/deals?sort=-property:tenth&columns=tenth');
  await page.getByRole('columnheader', { name: 'Tenth' }).waitFor();
  const first = page.locator('tr[aria-rowindex="1"]');
  await first.getByText(rows[0].values[0].text, { exact: true }).waitFor();
  await send(page, 'patch', '/properties/deal/tenth', { archived: true });
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});
