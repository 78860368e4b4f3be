// In the pseudo-locale every text of the page is bracketed; what is not, and did not come from the server
// or from Intl, is hard-coded.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, visit } from './browser.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const routes = [
  '/',
  '/handoffs',
  '/contacts',
  '/companies',
  '/deals',
  '/deals/board',
  '/agreement',
  '/measures',
  '/import',
  '/settings',
  '/settings/keys',
];

// Every word the server said while the page was open, lower-cased.
function listen(page) {
  const words = new Set();
  page.on('response', async (response) => {
    if (!response.url().includes('/api/')) return;
    const text = await response.text().catch(() => '');
    for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) words.add(word);
  });
  return words;
}

const shownTexts = (page) =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (!parent || parent.closest('script, style, noscript, kbd, pre, textarea, .avatar')) continue;
      texts.push(walker.currentNode.textContent ?? '');
    }
    for (const element of document.querySelectorAll('[aria-label], [placeholder]')) {
      texts.push(element.getAttribute('aria-label') ?? '', element.getAttribute('placeholder') ?? '');
    }
    return texts;
  });

const dates = new Set(
  'mon tue wed thu fri sat sun january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday k m bn'.split(
    ' ',
  ),
);

function hardCoded(texts, known) {
  const bare = texts.map((text) => text.replace(/⟦[^⟧]*⟧/g, ' '));
  const words = bare.flatMap((text) => text.toLowerCase().match(/[a-z]{2,}/g) ?? []);
  return [...new Set(words)].filter((word) => !known.has(word) && !dates.has(word));
}

test('no text is hard-coded', async () => {
  const page = await visit(browser, { role: 'manager' });
  const known = listen(page);
  const found = [];
  for (const route of routes) {
    await page.goto(`${route}?lang=xx`);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.waitForFunction(() => document.querySelectorAll('[aria-busy="true"]').length === 0);
    const texts = await shownTexts(page);
    assert.ok(
      texts.some((text) => text.includes('⟦')),
      `${route} is not in the pseudo-locale`,
    );
    for (const word of hardCoded(texts, known)) found.push(`${route}: ${word}`);
  }
  await page.context().close();
  assert.deepEqual(found, []);
});
