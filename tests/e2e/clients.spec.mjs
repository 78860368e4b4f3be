// The real clients of the field send to Baton by changing an address, and what they sent arrives once.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { base } from './browser.mjs';

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
