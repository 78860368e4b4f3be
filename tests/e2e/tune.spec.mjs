// The lab tries several values of a number: every combination is a point, one is taken over as a draft.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, desktop, launch, open, phone, sidewaysScroll, visit } from './browser.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const rowOf = (page, name) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
const tried = async (page) => {
  await page.getByRole('button', { name: /^Try them/ }).click();
  await page.getByRole('listbox', { name: /variants by how many entered/ }).waitFor();
};

test('several values are points of volume against win rate, one is taken over', async () => {
  const page = await visit(browser, { role: 'manager' });
  await open(page, '/lab?a=in-force');
  await rowOf(page, 'Draft A').waitFor();
  await page.getByRole('button', { name: /^Try several values of .*employees.*at least$/ }).click();
  await page.waitForURL(/try=/);
  const values = page.getByRole('textbox', { name: /^Other values of .*employees.*at least$/ });
  await values.fill('20, 400');
  await values.press('Enter');
  await page.getByText('3 combinations, all read in one pass over history.').waitFor();
  await tried(page);

  const chart = page.getByRole('listbox', { name: /^3 variants by how many entered/ });
  const options = chart.getByRole('option');
  const marked = await options.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
  assert.ok(
    marked.some((label) => label.startsWith('In force, ')),
    marked.join(' | '),
  );
  assert.ok(
    marked.some((label) => label.startsWith('Draft A, ')),
    marked.join(' | '),
  );
  for (const label of marked) assert.match(label, /entered, won /);

  await page
    .getByRole('group', { name: 'Shape of the combinations' })
    .getByRole('button', { name: 'Table' })
    .click();
  const show = page.getByRole('button', { name: 'Show all combinations' });
  if (await show.isVisible()) await show.click();
  const lines = page.getByRole('region', { name: 'Combinations' }).locator('tbody tr');
  assert.equal(await lines.count(), 4);
  const larger = lines.filter({ hasText: 'at least 400' });
  await larger.getByRole('button', { name: 'Take over' }).click();
  await page.waitForURL(/b=in-force%7E\d+%3A400/);
  await rowOf(page, 'Draft B').waitFor();
  await page.getByRole('listbox', { name: /^Volume against win rate/ }).waitFor();
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});

test('the chart is read and picked from with the keys', async () => {
  const page = await visit(browser, { role: 'lead' });
  await open(page, '/lab?a=in-force&try=0:100,400');
  await rowOf(page, 'Draft A').waitFor();
  await tried(page);
  const chart = page.getByRole('listbox', { name: /variants by how many entered/ });
  await chart.focus();
  await page.keyboard.press('ArrowRight');
  const looked = await chart.getAttribute('aria-activedescendant');
  assert.ok(looked);
  await page.locator('.charttip.looked').waitFor();
  // From the first point on, until one is a combination: what is in force is a point too, and none of them.
  const points = await chart.getByRole('option').count();
  for (let step = 0; step < points; step++) await chart.press('ArrowLeft');
  const take = page.getByRole('button', { name: 'Take over as draft B' });
  for (let step = 0; step < points && !(await take.isVisible()); step++) {
    await chart.press('Enter');
    await chart.press('ArrowRight');
  }
  await take.click();
  await page.waitForURL(/shown=b/);
  await page.context().close();
});

test('too many combinations are said before they are tried', async () => {
  const page = await visit(browser, { role: 'lead' });
  const list = Array.from({ length: 32 }, (_, at) => 1000 + at).join(',');
  await open(page, `/lab?a=in-force&try=0:${list}~1:${list}`);
  await page.getByText(/1,089 combinations, .*at most 1,024/).waitFor();
  assert.equal(await page.getByRole('button', { name: /^Try them/ }).count(), 0);
  await page.context().close();
});

test('who moves is called by name', async () => {
  const page = await visit(browser, { role: 'manager' });
  await open(page, '/lab?a=in-force~0:2000');
  await rowOf(page, 'Draft A').waitFor();
  await page.getByRole('button', { name: /\d leave$/ }).click();
  const leaves = page.locator('.movers li').first();
  const name = await leaves.getByRole('link').first().textContent();
  assert.match(name, /^\S+ \S+/, 'a first and a last name');
  await leaves.getByRole('link', { name: /^in force:/ }).click();
  await page.waitForURL(/\/contacts\/\d+\?as_of=/);
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await page.context().close();
});

for (const [where, size] of Object.entries({ desktop, phone })) {
  for (const scheme of ['light', 'dark']) {
    test(`several values are accessible, ${where}, ${scheme}`, async () => {
      const page = await visit(browser, { role: 'lead', size, scheme });
      await open(page, '/lab?a=in-force&b=in-force~0:300&try=0:100,400');
      await rowOf(page, 'Draft B').waitFor();
      await tried(page);
      assert.deepEqual(await axe(page), []);
      assert.equal(await sidewaysScroll(page), 0);
      await page
        .getByRole('group', { name: 'Shape of the combinations' })
        .getByRole('button', { name: 'Table' })
        .click();
      assert.deepEqual(await axe(page), []);
      assert.equal(await sidewaysScroll(page), 0);
      assert.deepEqual(page.troubles, []);
      await page.context().close();
    });
  }
}
