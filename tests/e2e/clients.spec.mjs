// The real clients of the field send to Baton by changing an address, and what they sent arrives once.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { base, launch } from './browser.mjs';

const require = createRequire(new URL('../../ui/package.json', import.meta.url));
const { Analytics } = require('@segment/analytics-node');
const Rudder = require('@rudderstack/rudder-sdk-node');

const writeKey = (await (await fetch(`${base}/api/v1/demo`)).json()).write_key;

async function signedIn() {
  const answer = await fetch(`${base}/api/v1/demo/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: base },
    body: JSON.stringify({ role: 'lead' }),
  });
  const cookie = answer.headers.get('set-cookie').split(';')[0];
  return async (path) => (await fetch(`${base}${path}`, { headers: { cookie } })).json();
}

// Asks until the answer fits; a client may still be sending.
async function until(ask, fits) {
  for (let tries = 0; tries < 100; tries++) {
    const answer = await ask();
    if (fits(answer)) return answer;
    await new Promise((go) => setTimeout(go, 100));
  }
  assert.fail(`never arrived: ${JSON.stringify(await ask())}`);
}

async function touchesOf(email) {
  const get = await signedIn();
  const found = await until(
    () => get(`/api/v1/contacts?q=${encodeURIComponent(email)}`),
    (page) => page.rows?.length === 1 && page.rows[0].touches >= 2,
  );
  return found.rows[0];
}

test('@segment/analytics-node: identify and track arrive, and twice the same id is one touch', async () => {
  const client = new Analytics({ writeKey, host: base, path: '/v1/batch', flushAt: 5 });
  const failures = [];
  client.on('error', (error) => failures.push(error));
  const userId = 'segment-node-1';
  client.identify({ userId, traits: { email: 'segment.node@clients.test', firstName: 'Nora' } });
  client.page({ userId, name: 'Pricing', properties: { path: '/pricing' }, messageId: 'segment-same' });
  client.page({ userId, name: 'Pricing', properties: { path: '/pricing' }, messageId: 'segment-same' });
  client.track({ userId, event: 'Webinar Attended', properties: { asset: 'SAP without the wait' } });
  await client.closeAndFlush();
  assert.deepEqual(failures, []);
  const contact = await touchesOf('segment.node@clients.test');
  assert.equal(contact.name, 'Nora');
  assert.equal(contact.touches, 2);
});

test('@rudderstack/rudder-sdk-node: gzip under a wrong label is read all the same', async () => {
  const client = new Rudder(writeKey, { dataPlaneUrl: base, flushAt: 3, gzip: true });
  const userId = 'rudder-node-1';
  client.identify({ userId, traits: { email: 'rudder.node@clients.test' } });
  client.page({ userId, name: 'Pricing', properties: { path: '/pricing' } });
  client.track({ userId, event: 'Demo Requested' });
  await new Promise((flushed) => client.flush(flushed));
  const contact = await touchesOf('rudder.node@clients.test');
  assert.equal(contact.touches, 2);
});

// Somebody else's website, on an origin of its own: one page and the library that it loads.
async function website() {
  const library = readFileSync(require.resolve('@segment/analytics-next/dist/umd/index.js'));
  const server = createServer((request, response) => {
    const script = request.url === '/analytics.js';
    response.writeHead(200, { 'content-type': script ? 'text/javascript' : 'text/html' });
    response.end(
      script ? library : '<!doctype html><title>Shop</title><script src="/analytics.js"></script>',
    );
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return { server, origin: `http://127.0.0.1:${server.address().port}` };
}

test('@segment/analytics-next: a visitor of another origin becomes known, with what was read before', async () => {
  const site = await website();
  const browser = await launch();
  try {
    const page = await browser.newPage();
    const answers = [];
    page.on(
      'response',
      (answer) => answer.url().startsWith(base) && answers.push([answer.status(), answer.url()]),
    );
    await page.goto(`${site.origin}/pricing?utm_source=linkedin&utm_medium=social&utm_campaign=spring`);
    await page.evaluate(
      async ([key, url]) => {
        const [analytics] = await window.AnalyticsNext.AnalyticsBrowser.load({ writeKey: key, cdnURL: url });
        await analytics.page();
        await analytics.track('Demo Requested', { plan: 'pro' });
        await analytics.identify('segment-browser-1', {
          email: 'segment.browser@clients.test',
          firstName: 'Bea',
        });
        await analytics.page();
      },
      [writeKey, base],
    );
    const get = await signedIn();
    const contact = (
      await until(
        () => get('/api/v1/contacts?q=segment.browser@clients.test'),
        (found) => found.rows?.[0]?.touches >= 3,
      )
    ).rows[0];
    assert.equal(contact.name, 'Bea');
    assert.equal(contact.touches, 3);
    const timeline = await get(`/api/v1/contacts/${contact.id}/timeline`);
    assert.match(JSON.stringify(timeline), /spring/);
    assert.ok(answers.length >= 5, 'the settings and four messages');
    assert.deepEqual(
      answers.filter(([status]) => status >= 300),
      [],
    );
  } finally {
    await browser.close();
    site.server.close();
  }
});
