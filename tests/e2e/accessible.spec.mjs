// Every route is free of axe findings (WCAG 2.2 AA), script errors, policy violations and sideways scroll,
// in both schemes and both widths.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, base, desktop, launch, open, phone, sidewaysScroll, visit } from './browser.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const lists = {
  '/contacts/:': '/contacts',
  '/companies/:': '/companies',
  '/deals/:': '/deals',
  '/import/:': '/imports',
};
const routes = [
  '/',
  '/handoffs',
  '/contacts',
  '/contacts/:',
  '/companies',
  '/companies/:',
  '/deals',
  '/deals/board',
  '/deals/:',
  '/agreement',
  '/agreement/:/text',
  '/agreement/:/history',
  '/measures',
  '/import',
  '/settings',
  '/settings/people',
  '/settings/keys',
  '/settings/quarantine',
  '/no-such-page',
];

async function get(page, path) {
  const answer = await page.context().request.get(`${base}/api/v1${path}`);
  return answer.ok() ? answer.json() : { rows: [] };
}

// The route with a real id in it, or nothing when the workspace has no such record.
async function real(page, route) {
  if (!route.includes(':')) return route;
  if (route.startsWith('/agreement')) {
    const { rows } = await get(page, '/agreements');
    return rows[0] && route.replace(':', rows[0].version);
  }
  const { rows } = await get(page, lists[route]);
  return rows[0] && route.replace(':', rows[0].id);
}

for (const scheme of ['light', 'dark']) {
  for (const size of [desktop, phone]) {
    test(`every route, ${scheme}, ${size.width} wide`, async () => {
      const page = await visit(browser, { role: 'manager', scheme, size });
      const found = [];
      for (const route of routes) {
        const path = await real(page, route);
        if (!path) continue;
        await open(page, path);
        for (const line of await axe(page)) found.push(`${route}: ${line}`);
        if ((await sidewaysScroll(page)) > 0) found.push(`${route}: scrolls sideways`);
      }
      await page.context().close();
      assert.deepEqual([...new Set(found)], []);
      assert.deepEqual(page.troubles, []);
    });
  }
}

test('the sign-in page is accessible too', async () => {
  const page = await visit(browser, { role: null });
  await open(page, '/');
  assert.deepEqual(await axe(page), []);
  await page.context().close();
});
