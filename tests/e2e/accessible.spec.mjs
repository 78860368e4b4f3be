// Every route is free of axe findings (WCAG 2.2 AA), script errors, policy violations and sideways scroll:
// all routes wide and light and narrow and dark, the four richest in the other two combinations too.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, base, desktop, launch, open, phone, sidewaysScroll, visit } from './browser.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const lists = {
  '/handoffs/:': '/handoffs?state=offered',
  '/contacts/:': '/contacts',
  '/companies/:': '/companies',
  '/deals/:': '/deals',
  '/import/:': '/imports',
};
const routes = [
  '/',
  '/handoffs/:',
  '/contacts',
  '/leaks',
  '/contacts?create=1',
  '/contacts/:',
  '/companies',
  '/companies/:',
  '/deals',
  '/deals/board',
  '/deals/:',
  '/agreement',
  '/agreement/:/text',
  '/agreement/:/history',
  '/lab',
  '/measures',
  '/measures/revenue?by=owner',
  '/attribution',
  '/attribution?by=campaign&model=markov&credit=pipeline',
  '/import',
  '/settings',
  '/settings/workspace',
  '/settings/people',
  '/settings/teams',
  '/settings/properties',
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
  return rows[0] && route.replace(':', rows[0].id ?? rows[0].contact.id);
}

const richest = ['/', '/handoffs/:', '/contacts/:', '/agreement'];

async function troublesOf(page, route) {
  const path = await real(page, route);
  if (!path) return [];
  await open(page, path);
  const found = (await axe(page)).map((line) => `${route}: ${line}`);
  if ((await sidewaysScroll(page)) > 0) found.push(`${route}: scrolls sideways`);
  return found;
}

for (const [scheme, size, visited] of [
  ['light', desktop, routes],
  ['dark', phone, routes],
  ['dark', desktop, richest],
  ['light', phone, richest],
]) {
  test(`${visited.length} routes, ${scheme}, ${size.width} wide`, async () => {
    const page = await visit(browser, { role: 'manager', scheme, size });
    const found = [];
    for (const route of visited) found.push(...(await troublesOf(page, route)));
    await page.context().close();
    assert.deepEqual([...new Set(found)], []);
    assert.deepEqual(page.troubles, []);
  });
}

test('the sign-in page is accessible too', async () => {
  const page = await visit(browser, { role: null });
  await open(page, '/');
  assert.deepEqual(await axe(page), []);
  await page.context().close();
});
