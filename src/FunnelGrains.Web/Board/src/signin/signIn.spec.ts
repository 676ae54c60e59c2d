import { afterEach, expect, test, vi } from 'vitest';
import { signIn, tokenOf } from './signIn';

afterEach(() => vi.unstubAllGlobals());

const answering = (status: number) => {
  const fetch = vi.fn(() => Promise.resolve(new Response(null, { status })));
  vi.stubGlobal('fetch', fetch);
  return fetch;
};

test('the token is the fragment, bare or by name', () => {
  expect(tokenOf('#abc')).toBe('abc');
  expect(tokenOf('#token=abc')).toBe('abc');
  expect([tokenOf(''), tokenOf('#'), tokenOf('#token='), tokenOf('#other=1')]).toEqual([null, null, null, null]);
});

test('the token is exchanged by POST, never in an address', async () => {
  const fetch = answering(204);
  expect(await signIn('abc')).toBe('done');
  expect(fetch).toHaveBeenCalledWith(
    '/api/v1/session',
    expect.objectContaining({ method: 'POST', body: '{"token":"abc"}' }),
  );
});

test('outcomes are told apart', async () => {
  expect(await signIn(null)).toBe('missing');
  answering(401);
  expect(await signIn('abc')).toBe('failed');
  answering(503);
  expect(await signIn('abc')).toBe('unreachable');
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')));
  expect(await signIn('abc')).toBe('unreachable');
});
