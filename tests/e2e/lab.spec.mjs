// The lab: numbers of a draft are written over, the figures answer, the draft goes on to be signed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, base, desktop, launch, open, phone, sidewaysScroll, visit } from './browser.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const get = async (page, path) => (await page.context().request.get(`${base}/api/v1${path}`)).json();
const answered = (page) =>
  page.waitForFunction(() => !document.querySelector('.answers[aria-busy="true"], .stale'));
const rowOf = (page, name) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
const enteredOf = async (page, name) =>
  Number((await rowOf(page, name).getByRole('cell').first().textContent()).replaceAll(',', ''));

test('a number written over answers, stays in the address, and goes on to be signed', async () => {
  const page = await visit(browser, { role: 'manager' });
  await open(page, '/lab?a=in-force');
  await rowOf(page, 'Draft A').waitFor();
  await answered(page);
  assert.equal(await enteredOf(page, 'Draft A'), await enteredOf(page, 'In force'));
  assert.equal(await page.getByRole('button', { name: 'Propose draft A' }).isDisabled(), true);

  const least = page.getByRole('spinbutton', { name: /employees.*, at least$/ });
  const before = Number(await least.inputValue());
  await least.fill(String(before * 20));
  await page.waitForURL(/a=in-force%7E\d+%3A/);
  await answered(page);
  const fewer = await enteredOf(page, 'Draft A');
  assert.ok(fewer < (await enteredOf(page, 'In force')), 'larger companies are fewer');
  await page.getByText(`in force ${before}`).waitFor();

  await page.getByRole('button', { name: 'Add a draft' }).click();
  await page.getByRole('button', { name: 'Reset' }).click();
  await rowOf(page, 'Draft B').waitFor();
  await answered(page);
  assert.equal(await enteredOf(page, 'Draft B'), await enteredOf(page, 'In force'));

  await page.reload();
  await rowOf(page, 'Draft B').waitFor();
  await answered(page);
  assert.equal(await enteredOf(page, 'Draft A'), fewer);

  await rowOf(page, 'Draft A').getByRole('button').click();
  await page.getByRole('button', { name: /\d leave$/ }).click();
  const leaves = page.locator('.movers li').first();
  await leaves.getByRole('button', { name: 'Why' }).click();
  await leaves
    .getByText(`needs at least ${before * 20}`)
    .first()
    .waitFor();

  await page.getByRole('button', { name: 'Propose draft A' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Your password again').waitFor();
  await dialog
    .getByText(String(before * 20))
    .first()
    .waitFor();
  const version = new URL(page.url()).searchParams.get('sign');
  const { text } = await get(page, `/agreements/${version}`);
  assert.match(text, new RegExp(`>= ${before * 20}`));
  await page.context().request.delete(`${base}/api/v1/agreements/${version}`, { headers: { Origin: base } });
  await page.context().close();
});

test('a slider is moved with the keys', async () => {
  const page = await visit(browser, { role: 'lead' });
  await open(page, '/lab?a=in-force');
  const slider = page.getByRole('slider', { name: /employees.*, at least$/ });
  const before = Number(await slider.getAttribute('aria-valuenow'));
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(
    ([was]) =>
      [...document.querySelectorAll('[role="slider"]')].some((one) => Number(one.ariaValueNow) > was),
    [before],
  );
  await page.waitForURL(/a=in-force%7E/);
  await page.context().close();
});

for (const [where, size] of Object.entries({ desktop, phone })) {
  for (const scheme of ['light', 'dark']) {
    test(`the lab is accessible, ${where}, ${scheme}`, async () => {
      const page = await visit(browser, { role: 'lead', size, scheme });
      await open(page, '/lab?a=in-force~0:300&b=draft-1');
      await rowOf(page, 'Draft B').waitFor();
      await answered(page);
      assert.deepEqual(await axe(page), []);
      assert.equal(await sidewaysScroll(page), 0);
      assert.deepEqual(page.troubles, []);
      await page.context().close();
    });
  }
}
