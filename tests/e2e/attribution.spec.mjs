// Credit of all models side by side, and of one deal touch by touch: figures add up, the address remembers.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, base, launch, open, phone, sidewaysScroll, visit } from './browser.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

async function get(page, path) {
  const answer = await page.context().request.get(`${base}/api/v1${path}`);
  assert.ok(answer.ok(), `${path}: ${answer.status()}`);
  return answer.json();
}

test('models stand side by side, a choice is in the address, and the table adds up', async () => {
  const page = await visit(browser, { role: 'manager' });
  await open(page, '/attribution');
  const found = await get(page, '/attribution/models');
  assert.ok(found.deals > 0);
  for (const [at, model] of found.models.entries()) {
    const rows = found.rows.reduce((sum, row) => sum + row.credit_minor[at], 0);
    assert.equal(rows + found.unattributed_minor, found.total_minor, model.name);
  }
  await page.getByRole('button', { name: 'Markov', exact: true }).click();
  await page.waitForURL(/model=markov/);
  await page.getByRole('group', { name: 'By' }).getByRole('button', { name: 'Campaign' }).click();
  await page.waitForURL(/by=campaign/);
  await page.getByRole('img', { name: /^Credit by campaign, Markov/ }).waitFor();
  await page.reload();
  await page.getByRole('img', { name: /^Credit by campaign, Markov/ }).waitFor();
  await page.getByRole('group', { name: 'Shape' }).getByRole('button', { name: 'Table' }).click();
  const table = page.getByRole('region', { name: 'Credit by campaign' });
  const columns = await table.locator('thead th').count();
  assert.equal(columns, 1 + found.models.length);
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});

test('a deal shows its touches with credit that adds up to the cent', async () => {
  const page = await visit(browser, { role: 'marketer' });
  await open(page, '/attribution?model=w_shaped');
  const { largest } = await get(page, '/attribution/models?model=w_shaped');
  const touched = largest.find((deal) => deal.touches > 1);
  const credit = await get(page, `/attribution/deals/${touched.id}?model=w_shaped`);
  assert.equal(
    credit.touches.reduce((sum, touch) => sum + touch.credit_minor, 0),
    credit.amount_minor,
  );
  assert.equal(credit.marketing_minor + credit.sales_minor, credit.amount_minor);
  await open(page, `/attribution?model=w_shaped&deal=${touched.id}`);
  const story = page.locator('section', { hasText: 'How this deal was won' });
  await story.getByRole('link', { name: touched.name }).waitFor();
  assert.equal(await story.locator('li.creditline').count(), credit.touches.length);
  await story.getByRole('link', { name: touched.name }).click();
  await page.waitForURL(`**/deals/${touched.id}`);
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});

test('where nothing was won the page says what will appear, on a phone too', async () => {
  const page = await visit(browser, { role: 'manager', size: phone, scheme: 'dark' });
  await open(page, '/attribution?from=1999-01-01&to=1999-02-01');
  await page.getByRole('heading', { name: 'No deals won here yet' }).waitFor();
  assert.deepEqual(await axe(page), []);
  await page.getByRole('button', { name: 'All time' }).click();
  await page.getByRole('img', { name: /^Credit by channel, Linear/ }).waitFor();
  assert.equal(await sidewaysScroll(page), 0);
  await page.context().close();
});
