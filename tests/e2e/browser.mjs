// What every browser test starts with: Debian's Chromium, a signed-in page, axe, and the problems a page had.
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../ui/package.json', import.meta.url));
const { chromium } = require('playwright-core');
const { AxeBuilder } = require('@axe-core/playwright');

export const base = process.env.BATON_URL ?? 'http://127.0.0.1:8080';
// How long a step may take before it counts as failed: a sanitised server on a busy machine is slow.
const patience = Number(process.env.BATON_PATIENCE ?? 120_000);

export const password = process.env.BATON_DEMO_PASSWORD ?? 'correct horse battery';
export const desktop = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: flags,
  });

// A page signed in with a role of the demo workspace, or as one person of it. Script errors and policy violations are gathered.
export async function visit(browser, { role = 'rep', email, size = desktop, scheme = 'light' } = {}) {
  const context = await browser.newContext({
    viewport: size,
    colorScheme: scheme,
    baseURL: base,
    reducedMotion: 'reduce',
    timezoneId: 'Europe/Berlin',
    locale: 'en-GB',
  });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  page.troubles = [];
  page.on('pageerror', (error) => page.troubles.push(String(error)));
  page.on(
    'console',
    (message) => /Content Security Policy/.test(message.text()) && page.troubles.push(message.text()),
  );
  if (role) {
    const answer = await context.request.post(`${base}/api/v1/${email ? 'session' : 'demo/session'}`, {
      data: email ? { email, password } : { role },
      headers: { Origin: base },
      timeout: patience,
    });
    if (!answer.ok()) throw new Error(`no session for ${email ?? role}: ${answer.status()}`);
  }
  return page;
}

export async function open(page, path) {
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForLoadState('load');
  await page.waitForFunction(() => document.querySelectorAll('[aria-busy="true"]').length === 0);
}

// What axe finds against WCAG 2.0–2.2, A and AA, one line a finding.
export async function axe(page) {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      (node) => `${id}: ${node.target.join(' ')} ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`,
    ),
  );
}

// Waits until a question to the server has the answer hoped for.
export async function until(ask) {
  const end = Date.now() + patience;
  while (!(await ask())) {
    if (Date.now() > end) throw new Error(`not so within ${patience / 1000} s: ${ask}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export const sidewaysScroll = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

export async function anyOpenHandoff(page) {
  const answer = await page.context().request.get(`${base}/api/v1/handoffs?state=offered`);
  const { rows } = await answer.json();
  return rows[0];
}
