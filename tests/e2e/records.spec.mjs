// Records change hands: an owner, many owners at once, a stage by hand; each change can be taken back.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { base, launch, open, phone, until, visit } from './browser.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const get = async (page, path) => (await page.context().request.get(`${base}/api/v1${path}`)).json();
const ownerOf = async (page, id) => (await get(page, `/contacts/${id}`)).owner?.name ?? null;

test('a contact is given to somebody else, and back by Undo', async () => {
  const page = await visit(browser, { role: 'manager' });
  const { rows } = await get(page, '/contacts?sort=created_at&limit=20');
  const { id } = rows[0];
  const before = await ownerOf(page, id);
  await open(page, `/contacts/${id}`);
  await page.getByRole('button', { name: /^Owner: / }).click();
  const to = page.getByRole('menuitem').first();
  const name = (await to.textContent()).trim();
  await to.click();
  await page.getByText(`${name} is the owner now`).waitFor();
  assert.equal(await ownerOf(page, id), name);
  await page.getByRole('button', { name: /^Undo/ }).last().click();
  await until(async () => (await ownerOf(page, id)) === before);
  await page.context().close();
});

test('contacts are selected by keys, given away together, and taken back together', async () => {
  const page = await visit(browser, { role: 'manager' });
  await open(page, '/contacts?sort=created_at');
  await page.getByRole('table').waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('Shift+J');
  await page.keyboard.press('Shift+J');
  const bar = page.getByRole('region', { name: 'Selected contacts' });
  await bar.getByText('3 selected').waitFor();
  const { rows } = await get(page, '/contacts?sort=created_at&limit=3');
  const before = await Promise.all(rows.map((row) => ownerOf(page, row.id)));
  await bar.getByRole('button', { name: 'Change owner' }).click();
  const to = page.getByRole('menuitem').first();
  const name = (await to.textContent()).trim();
  await to.click();
  await page.getByText(`3 contacts now belong to ${name}`).waitFor();
  for (const row of rows) assert.equal(await ownerOf(page, row.id), name);
  await page.getByRole('button', { name: /^Undo/ }).last().click();
  for (const [at, row] of rows.entries())
    await until(async () => (await ownerOf(page, row.id)) === before[at]);
  await page.context().close();
});

test('a stage by hand asks why, and the reason stands in the timeline', async () => {
  const page = await visit(browser);
  const { rows } = await get(page, '/contacts?stage=lead&sort=created_at&limit=5');
  await open(page, `/contacts/${rows[0].id}`);
  await page.keyboard.press('s');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'SQL' }).check();
  const place = dialog.getByRole('button', { name: /^Place in/ });
  assert.equal(await place.isDisabled(), true);
  const why = `met at the fair ${Date.now()}`;
  await dialog.getByLabel('Why').fill(why);
  await place.click();
  await page.getByText(/ was placed in SQL$/).waitFor();
  await page.locator('.timeline').getByText(why).first().waitFor();
  await page.getByRole('button', { name: /^Undo/ }).last().click();
  await until(async () => {
    const stages = (await get(page, `/contacts/${rows[0].id}`)).journey?.stages ?? [];
    return stages.every((stage) => stage.how !== 'placed');
  });
  await page.context().close();
});

test('who was slower sees both values and chooses', async () => {
  const page = await visit(browser, { role: 'manager' });
  const { rows } = await get(page, '/contacts?sort=created_at&limit=9');
  const { id } = rows[8];
  await open(page, `/contacts/${id}`);
  // Somebody else is faster, just before the page's own change leaves.
  let faster = false;
  await page.route(`**/api/v1/contacts/${id}`, async (route) => {
    if (!faster && route.request().method() === 'PATCH') {
      faster = true;
      await page.context().request.patch(`${base}/api/v1/contacts/${id}`, {
        data: { properties: { job_title: 'Theirs' } },
        headers: { Origin: base },
      });
    }
    await route.continue();
  });
  await page.getByRole('button', { name: /^Job title: / }).click();
  await page.getByRole('textbox', { name: 'Job title' }).fill('Mine');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Theirs').waitFor();
  await dialog.getByRole('button', { name: 'Keep mine' }).click();
  await until(async () => (await get(page, `/contacts/${id}`)).job_title === 'Mine');
  await page.context().close();
});

test('what is selected stays in the address, over a reload and back, on a phone too', async () => {
  const page = await visit(browser, { role: 'manager', size: phone });
  await open(page, '/companies');
  const boxes = page.getByRole('checkbox');
  await boxes.nth(1).check();
  await boxes.nth(2).check();
  const bar = page.getByRole('region', { name: 'Selected companies' });
  await bar.getByText('2 selected').waitFor();
  assert.equal(new URL(page.url()).searchParams.get('selected').split(',').length, 2);
  await page.reload();
  await bar.getByText('2 selected').waitFor();
  await page.getByRole('row').nth(4).getByRole('link').first().click();
  await page.waitForURL(/\/companies\/\d+/);
  await page.goBack();
  await bar.getByText('2 selected').waitFor();
  await bar.getByRole('button', { name: 'Change owner' }).click();
  const to = page.getByRole('menuitem').first();
  const name = (await to.textContent()).trim();
  await to.click();
  await page.getByText(`2 companies now belong to ${name}`).waitFor();
  await page.getByRole('button', { name: /^Undo/ }).last().click();
  await page.context().close();
});

// Somebody else is faster, just before the page's own change leaves.
async function beforehand(page, path, data) {
  let faster = false;
  await page.route(`**/api/v1${path}`, async (route) => {
    if (!faster && route.request().method() === 'PATCH') {
      faster = true;
      await page.context().request.patch(`${base}/api/v1${path}`, { data, headers: { Origin: base } });
    }
    await route.continue();
  });
}

test('who was slower sees both values of a company and of a deal too', async () => {
  const page = await visit(browser, { role: 'manager' });
  const dialog = page.getByRole('dialog');
  const company = (await get(page, '/companies?limit=3')).rows[2];
  await beforehand(page, `/companies/${company.id}`, { properties: { country: 'Theirs' } });
  await open(page, `/companies/${company.id}`);
  await page.getByRole('button', { name: /^Country: / }).click();
  await page.getByRole('textbox', { name: 'Country' }).fill('Mine');
  await page.keyboard.press('Enter');
  await dialog.getByText('Theirs').waitFor();
  await dialog.getByRole('button', { name: 'Keep what stands there' }).click();
  await page.getByRole('button', { name: /^Country: Theirs/ }).waitFor();

  const deal = (await get(page, '/deals?status=open&limit=3')).rows[2];
  await beforehand(page, `/deals/${deal.id}`, { amount: { minor: 123400, currency: deal.amount.currency } });
  await open(page, `/deals/${deal.id}`);
  await page.getByRole('button', { name: /^Amount: / }).click();
  await page.getByRole('textbox', { name: 'Amount' }).fill('7,500');
  await page.keyboard.press('Enter');
  await dialog.getByText('€1,234.00').waitFor();
  await dialog.getByRole('button', { name: 'Keep mine' }).click();
  await until(async () => (await get(page, `/deals/${deal.id}`)).amount.minor === 750000);
  await page.context().close();
});

test('the bell shows what waits for me', async () => {
  const page = await visit(browser);
  await open(page, '/measures');
  await page.getByRole('button', { name: 'What waits for you' }).click();
  const drawer = page.getByRole('dialog', { name: 'What waits for you' });
  const { rows } = await get(page, '/handoffs?state=offered&mine=1');
  await drawer.getByText(rows[0].contact.name).waitFor();
  await drawer.getByRole('link', { name: rows[0].contact.name }).click();
  await page.waitForURL(new RegExp(`/handoffs/${rows[0].contact.id}`));
  assert.equal(await page.getByRole('dialog').count(), 0);
  await page.context().close();
});
