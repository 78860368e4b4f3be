// HubSpot's own client reads and writes Baton by changing an address.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { base } from './browser.mjs';

const require = createRequire(new URL('../../ui/package.json', import.meta.url));
const { Client } = require('@hubspot/api-client');

// A key that an admin of the demo workspace makes for the client.
async function accessToken() {
  const session = await fetch(`${base}/api/v1/demo/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: base },
    body: JSON.stringify({ role: 'admin' }),
  });
  assert.ok(session.ok, `no session: ${session.status}`);
  const cookie = session.headers.get('set-cookie').split(';')[0];
  const made = await fetch(`${base}/api/v1/keys`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: base, cookie },
    body: JSON.stringify({ name: 'hubspot client', kind: 'api' }),
  });
  const key = await made.json();
  assert.ok(key.secret, JSON.stringify(key));
  return key.secret;
}

const { crm } = new Client({ accessToken: await accessToken(), basePath: base, numberOfApiCallRetries: 0 });
const address = (name) => `${name}@hubspot.clients.test`;
const contact = (name) => ({ properties: { email: address(name), firstname: name, lastname: 'Client' } });

async function refused(doing, code) {
  try {
    await doing;
  } catch (error) {
    assert.equal(error.code, code, String(error));
    return error.body;
  }
  return assert.fail(`not refused with ${code}`);
}

test('contacts: create, read, change, find by e-mail, archive', async () => {
  const made = await crm.contacts.basicApi.create({ ...contact('ann'), associations: [] });
  assert.equal(made.properties.firstname, 'ann');
  assert.ok(made.createdAt instanceof Date);
  await crm.contacts.basicApi.update(made.id, { properties: { jobtitle: 'CTO' } });
  const read = await crm.contacts.basicApi.getById(
    address('ann'),
    ['jobtitle', 'email'],
    ['jobtitle'],
    undefined,
    false,
    'email',
  );
  assert.equal(read.properties.jobtitle, 'CTO');
  assert.equal(read.propertiesWithHistory.jobtitle[0].value, 'CTO');
  const page = await crm.contacts.basicApi.getPage(2, undefined, ['email']);
  assert.equal(page.results.length, 2);
  const next = await crm.contacts.basicApi.getPage(2, page.paging.next.after, ['email']);
  assert.notEqual(next.results[0].id, page.results[0].id);
  await crm.contacts.basicApi.archive(made.id);
  const error = await refused(crm.contacts.basicApi.getById(made.id), 404);
  assert.equal(error.category, 'OBJECT_NOT_FOUND');
  assert.ok(error.correlationId);
  const archived = await crm.contacts.basicApi.getById(made.id, undefined, undefined, undefined, true);
  assert.equal(archived.archived, true);
});

test('errors: a taken address, a property that is read only, a key that is none', async () => {
  await crm.contacts.basicApi.create(contact('taken'));
  const conflict = await refused(crm.contacts.basicApi.create(contact('taken')), 409);
  assert.equal(conflict.category, 'CONFLICT');
  assert.match(conflict.message, /Existing ID: \d+/);
  const wrong = await refused(
    crm.deals.basicApi.create({ properties: { dealname: 'x', hs_object_id: '7' } }),
    400,
  );
  assert.equal(wrong.category, 'VALIDATION_ERROR');
  assert.deepEqual(wrong.context.propertyName, ['hs_object_id']);
  const stranger = new Client({ accessToken: 'nobody', basePath: base, numberOfApiCallRetries: 0 });
  const unknown = await refused(stranger.crm.owners.ownersApi.getPage(), 401);
  assert.equal(unknown.category, 'INVALID_AUTHENTICATION');
});

test('batches: create, read, update, upsert, archive; what fails is told beside what does not', async () => {
  const inputs = ['bo', 'cy', 'bo'].map((name) => ({ ...contact(name), associations: [] }));
  const made = await crm.contacts.batchApi.create({ inputs });
  assert.equal(made.results.length, 2);
  assert.equal(made.numErrors, 1);
  assert.equal(made.errors[0].category, 'CONFLICT');
  const [bo, cy] = made.results;
  const read = await crm.contacts.batchApi.read({
    properties: ['firstname'],
    propertiesWithHistory: [],
    inputs: [{ id: bo.id }, { id: cy.id }],
  });
  assert.deepEqual(read.results.map((one) => one.properties.firstname).sort(), ['bo', 'cy']);
  await crm.contacts.batchApi.update({ inputs: [{ id: bo.id, properties: { phone: '+49 1' } }] });
  const upserted = await crm.contacts.batchApi.upsert({
    inputs: ['cy', 'di'].map((name) => ({
      id: address(name),
      idProperty: 'email',
      properties: { firstname: name },
    })),
  });
  assert.deepEqual(
    upserted.results.map((one) => one._new),
    [false, true],
  );
  await crm.contacts.batchApi.archive({ inputs: [{ id: bo.id }] });
  const gone = await crm.contacts.batchApi.read({
    properties: [],
    propertiesWithHistory: [],
    inputs: [{ id: bo.id }],
  });
  assert.equal(gone.errors[0].category, 'OBJECT_NOT_FOUND');
});

test('search: filter groups, operators, sorts and pages', async () => {
  for (const [name, amount] of [
    ['s1', '100'],
    ['s2', '2500.50'],
    ['s3', '900'],
  ]) {
    await crm.deals.basicApi.create({ properties: { dealname: `Search ${name}`, amount } });
  }
  const filters = (...list) => ({
    filterGroups: [
      { filters: [{ propertyName: 'dealname', operator: 'CONTAINS_TOKEN', value: 'search' }, ...list] },
    ],
    sorts: ['-amount'],
    properties: ['dealname', 'amount'],
    limit: 2,
  });
  const all = await crm.deals.searchApi.doSearch(filters());
  assert.equal(all.total, 3);
  assert.equal(all.results[0].properties.amount, '2500.50');
  const rest = await crm.deals.searchApi.doSearch({ ...filters(), after: all.paging.next.after });
  assert.equal(rest.results[0].properties.amount, '100.00');
  const between = await crm.deals.searchApi.doSearch(
    filters({ propertyName: 'amount', operator: 'BETWEEN', value: '800', highValue: '1000' }),
  );
  assert.deepEqual(
    between.results.map((one) => one.properties.dealname),
    ['Search s3'],
  );
  const error = await refused(
    crm.deals.searchApi.doSearch(filters({ propertyName: 'amount', operator: 'LIKE', value: '1' })),
    400,
  );
  assert.equal(error.category, 'VALIDATION_ERROR');
});

test('associations: a buying committee by labels, both ways and many at once', async () => {
  const ed = await crm.contacts.basicApi.create(contact('ed'));
  const company = await crm.companies.basicApi.create({ properties: { name: 'Client Mills' } });
  const deal = await crm.deals.basicApi.create({
    properties: { dealname: 'Committee' },
    associations: [
      { to: { id: company.id }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 5 }] },
    ],
  });
  const { results } = await crm.associations.v4.schema.definitionsApi.getAll('contacts', 'deals');
  const champion = results.find((one) => one.label === 'Champion');
  const types = [{ associationCategory: champion.category, associationTypeId: champion.typeId }];
  const api = crm.associations.v4;
  const put = await api.basicApi.create('contacts', ed.id, 'deals', deal.id, types);
  assert.deepEqual(put.labels, ['Champion']);
  const page = await api.basicApi.getPage('deals', deal.id, 'contacts');
  assert.equal(String(page.results[0].toObjectId), ed.id);
  assert.ok(page.results[0].associationTypes.some((one) => one.label === 'Champion'));
  await api.basicApi.createDefault('contacts', ed.id, 'companies', company.id);
  const read = await api.batchApi.getPage('contacts', 'companies', { inputs: [{ id: ed.id }] });
  assert.equal(String(read.results[0].to[0].toObjectId), company.id);
  const many = await api.batchApi.create('contacts', 'deals', {
    inputs: [{ _from: { id: ed.id }, to: { id: '999999' }, types }],
  });
  assert.equal(many.errors[0].category, 'OBJECT_NOT_FOUND');
  await api.batchApi.archiveLabels('contacts', 'deals', {
    inputs: [{ _from: { id: ed.id }, to: { id: deal.id }, types }],
  });
  await api.batchApi.archive('contacts', 'deals', {
    inputs: [{ _from: { id: ed.id }, to: [{ id: deal.id }] }],
  });
  assert.deepEqual((await api.basicApi.getPage('deals', deal.id, 'contacts')).results, []);
  const shown = await crm.deals.basicApi.getById(deal.id, undefined, undefined, ['companies']);
  assert.equal(shown.associations.companies.results[0].id, company.id);
});

test('owners and pipelines are what the deals name', async () => {
  const owners = await crm.owners.ownersApi.getPage(undefined, undefined, 2);
  assert.equal(owners.results.length, 2);
  const [one] = owners.results;
  assert.equal((await crm.owners.ownersApi.getPage(one.email)).results[0].id, one.id);
  const { results } = await crm.pipelines.pipelinesApi.getAll('deals');
  const [pipeline] = results;
  const won = pipeline.stages.find((stage) => stage.metadata.probability === '1.00');
  const deal = await crm.deals.basicApi.create({
    properties: {
      dealname: 'Owned',
      pipeline: pipeline.id,
      dealstage: pipeline.stages[0].id,
      hubspot_owner_id: one.id,
    },
  });
  assert.equal(deal.properties.hubspot_owner_id, one.id);
  assert.equal(deal.properties.dealstage, pipeline.stages[0].id);
  const moved = await crm.deals.basicApi.update(deal.id, { properties: { dealstage: won.id } });
  assert.equal(moved.properties.dealstage, won.id);
});

test('properties: defined, typed, renamed, archived', async () => {
  const api = crm.properties.coreApi;
  const made = await api.create('contacts', {
    name: 'client_seats',
    label: 'Seats',
    type: 'number',
    fieldType: 'number',
    groupName: 'contactinformation',
  });
  assert.equal(made.label, 'Seats');
  const error = await refused(
    crm.contacts.basicApi.create({ properties: { email: address('seat'), client_seats: 'many' } }),
    400,
  );
  assert.deepEqual(error.context.propertyName, ['client_seats']);
  await api.update('contacts', 'client_seats', { label: 'Places' });
  assert.equal((await api.getByName('contacts', 'client_seats')).label, 'Places');
  const { results } = await api.getAll('contacts');
  assert.ok(results.some((one) => one.name === 'firstname' && one.type === 'string'));
  await api.archive('contacts', 'client_seats');
  await refused(api.getByName('contacts', 'client_seats'), 404);
});
