// Funnels: the page teaches, counts what is written, and says where a step is wrong.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, base, desktop, launch, open, phone, sidewaysScroll, visit } from './browser.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

async function counted(page, wish) {
  const answer = await page
    .context()
    .request.post(`${base}/api/v1/funnels`, { data: wish, headers: { Origin: base } });
  assert.ok(answer.ok(), `${answer.status()}`);
  return answer.json();
}
const settled = (page) =>
  page.waitForFunction(() => !document.querySelector('.funnels[aria-busy="true"], .stale'));
const barsOf = (page, number) =>
  page.waitForFunction(
    (wanted) =>
      document.querySelectorAll('.funnelbars > li').length === wanted &&
      !document.querySelector('.funnels[aria-busy="true"], .stale'),
    number,
  );

test('an example is counted as the server counts it, a step is written and removed', async () => {
  const page = await visit(browser, { role: 'marketer' });
  await open(page, '/funnels');
  await page.getByRole('heading', { name: 'Build your first funnel' }).waitFor();
  assert.deepEqual(await axe(page), []);
  await page.getByRole('button', { name: 'From a visit to a meeting' }).click();
  await page.waitForURL(/s3=/);
  await settled(page);
  const { steps } = await counted(page, {
    steps: ['page_view', '"Form Submitted" or "Demo Requested"', '"Meeting Held"'],
  });
  assert.ok(steps[2].people > 0 && steps[2].people < steps[0].people);
  const bars = page.locator('.funnelbars li');
  assert.deepEqual(
    (await bars.locator('b').allTextContents()).map((text) => Number(text.replaceAll(',', ''))),
    steps.map((step) => step.people),
  );

  await page.getByRole('button', { name: 'Remove step 2' }).click();
  await barsOf(page, 2);
  await page.getByRole('button', { name: 'Add a step' }).click();
  await page.getByRole('textbox', { name: 'Step 3' }).fill('page_view where path starts with');
  await page.getByText(/^1:\d+: /).waitFor();
  assert.equal(await bars.count(), 2, 'the last answer stays');
  assert.equal(await page.getByRole('textbox', { name: 'Step 3' }).getAttribute('aria-invalid'), 'true');
  await page.getByRole('textbox', { name: 'Step 3' }).fill('page_view where path starts with "/pricing"');
  await barsOf(page, 3);
  await page.getByRole('button', { name: 'Move step 3 up' }).click();
  await page.waitForURL(/s2=page_view/);
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});

test('rows add up to the steps, and a typing error is said', async () => {
  const page = await visit(browser, { role: 'manager' });
  const words = new URLSearchParams({ s1: 'page_view', s2: '"Form Submited"', by: 'channel' });
  await open(page, `/funnels?${words}`);
  await page.getByText(/no touch of the kind "Form Submited" is known yet/).waitFor();
  const told = await counted(page, { steps: ['page_view', '"Form Submitted"'], by: 'channel' });
  for (const [at, step] of told.steps.entries())
    assert.equal(
      told.rows.reduce((sum, row) => sum + row.people[at], 0),
      step.people,
    );
  const table = page.getByRole('region', { name: 'By what the first step came with' });
  assert.equal(await table.locator('tbody tr').count(), Math.min(20, told.rows.length));
  await page.context().close();
});

for (const [where, size] of Object.entries({ desktop, phone })) {
  for (const scheme of ['light', 'dark']) {
    test(`a funnel is accessible, ${where}, ${scheme}`, async () => {
      const page = await visit(browser, { role: 'lead', size, scheme });
      const words = new URLSearchParams({ s1: 'page_view', s2: '"Form Submitted"', by: 'channel' });
      await open(page, `/funnels?${words}`);
      await page.locator('.funnelbars').waitFor();
      assert.deepEqual(await axe(page), []);
      assert.equal(await sidewaysScroll(page), 0);
      await page.getByRole('group', { name: 'Shape' }).getByRole('button', { name: 'Table' }).click();
      assert.deepEqual(await axe(page), []);
      assert.equal(await sidewaysScroll(page), 0);
      assert.deepEqual(page.troubles, []);
      await page.context().close();
    });
  }
}
