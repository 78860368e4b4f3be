import { afterEach, expect, test, vi } from 'vitest';
import { get, post, Problem, withQuery } from './client';

afterEach(() => vi.unstubAllGlobals());

function answering(status: number, body: unknown) {
  const fetched = vi.fn<(path: string, init: RequestInit) => Promise<Response>>(
    async () => new Response(body === undefined ? null : JSON.stringify(body), { status }),
  );
  vi.stubGlobal('fetch', fetched);
  return fetched;
}

test('empty parts of a query are left out and the rest is encoded', () => {
  expect(withQuery('/contacts', { q: 'a & b', stage: undefined, owner: '', limit: 100 })).toBe(
    '/contacts?q=a+%26+b&limit=100',
  );
  expect(withQuery('/contacts')).toBe('/contacts');
});

test('a problem keeps its words and the place of each mistake', async () => {
  answering(422, {
    title: 'Refused',
    detail: 'A reason is needed.',
    problems: [{ pointer: '/reason', message: 'Choose a reason' }],
  });
  const problem = await post('/handoffs/1/reject', {}).catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(Problem);
  expect((problem as Problem).message).toBe('A reason is needed.');
  expect((problem as Problem).at('/reason')).toBe('Choose a reason');
  expect((problem as Problem).at('/note')).toBeUndefined();
});

test('every write carries a fresh idempotency key, reads carry none', async () => {
  const fetched = answering(200, {});
  await post('/a');
  await post('/a');
  await get('/a');
  const keys = fetched.mock.calls.map(([, init]) => new Headers(init.headers).get('Idempotency-Key'));
  expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
  expect(keys[0]).not.toBe(keys[1]);
  expect(keys[2]).toBeNull();
});

test('no connection is a problem of status 0, not a crash', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed')));
  await expect(get('/home')).rejects.toMatchObject({ status: 0 });
});

test('an empty answer is undefined', async () => {
  vi.stubGlobal('fetch', async () => new Response(null, { status: 204 }));
  await expect(post('/session')).resolves.toBeUndefined();
});
