// A webhook is added in the settings, told of a handoff, and checked by the libraries that receivers use.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { anyOpenHandoff, axe, base, launch, open, phone, until, visit } from './browser.mjs';

const require = createRequire(new URL('../../ui/package.json', import.meta.url));
const { Webhook } = require('standardwebhooks');

let browser;
let receiver;
const received = [];
let status = 204;

before(async () => {
  browser = await launch();
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => (body += part));
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      response.writeHead(status);
      response.end();
    });
  });
  await new Promise((listening) => receiver.listen(0, '127.0.0.1', listening));
});
after(async () => {
  await browser.close();
  receiver.close();
});

test('a receiver is added, told of an accepted handoff, and believes it', async () => {
  const page = await visit(browser, { role: 'lead' });
  await open(page, '/settings/webhooks');
  await page.getByRole('button', { name: 'Add a webhook' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Address').fill(`http://127.0.0.1:${receiver.address().port}/hook`);
  await dialog.getByLabel('What it is for').fill('Our warehouse');
  await dialog.getByRole('checkbox', { name: 'A rep accepted' }).check();
  assert.deepEqual(await axe(page), []);
  await dialog.getByRole('button', { name: 'Add a webhook' }).click();
  const secret = await page.getByText(/^whsec_/).textContent();

  await page.getByRole('button', { name: 'Send a test' }).click();
  await until(() => received.length === 1);
  assert.equal(JSON.parse(received[0].body).type, 'webhook.test');

  const rep = await visit(browser, {});
  const handoff = await anyOpenHandoff(rep);
  const answer = await rep.context().request.post(`${base}/api/v1/handoffs/${handoff.contact.id}/accept`, {
    data: {},
    headers: { Origin: base },
  });
  assert.equal(answer.status(), 200, await answer.text());
  await until(() => received.some(({ body }) => JSON.parse(body).type === 'handoff.accepted'));
  const told = received.find(({ body }) => JSON.parse(body).type === 'handoff.accepted');
  const said = new Webhook(secret.trim()).verify(told.body, told.headers);
  assert.equal(said.data.contact.id, handoff.contact.id);
  assert.equal(said.data.contact.name, handoff.contact.name);
  assert.throws(() => new Webhook(secret.trim()).verify(`${told.body} `, told.headers));
  await rep.context().request.post(`${base}/api/v1/undo`, {
    data: { token: (await answer.json()).undo },
    headers: { Origin: base },
  });
  await rep.context().close();

  status = 410;
  await page.getByRole('button', { name: 'Send a test' }).click();
  await page.getByText('the receiver answered 410: it does not exist any more').waitFor();
  await page.getByRole('button', { name: 'Messages' }).click();
  await page
    .getByRole('row', { name: /webhook\.test/ })
    .first()
    .waitFor();
  assert.deepEqual(await axe(page), []);
  await page.setViewportSize(phone);
  assert.deepEqual(await axe(page), []);
  await page.getByRole('button', { name: 'Remove' }).click();
  await page.getByText('None yet.').waitFor();
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});

test('an address inside a cloud is refused where it is written', async () => {
  const page = await visit(browser, { role: 'lead' });
  await open(page, '/settings/webhooks');
  await page.getByRole('button', { name: 'Add a webhook' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Address').fill('https://169.254.169.254/latest');
  await dialog.getByRole('button', { name: 'Add a webhook' }).click();
  await dialog.getByText(/inside a private network/).waitFor();
  await page.context().close();
});
