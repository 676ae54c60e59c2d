import { beforeEach, expect, test, vi } from 'vitest';
import { askAgainAfter, claimEvery, Pairing, type Claim, type Offer } from './Pairing.svelte';
import { pairingDesk } from './pairingDesk';

let offers: number;
let reachable: boolean;
let claim: Claim;
let paired: number;
let pairing: Pairing;

const offer = (): Offer | null =>
  reachable ? { code: `CODE000${++offers}`, secret: 's', expiresAt: '2026-11-02T12:10:00Z' } : null;
const pass = (time: number) => vi.advanceTimersByTimeAsync(time);

beforeEach(() => {
  vi.useFakeTimers();
  [offers, reachable, claim, paired] = [0, true, 'waiting', 0];
  pairing = new Pairing({ open: () => Promise.resolve(offer()), claim: () => Promise.resolve(claim) }, () => paired++);
  pairing.start();
});

test('shows a code until it is confirmed', async () => {
  await pass(60_000);
  expect([pairing.code, offers]).toEqual(['CODE0001', 1]);
  claim = 'paired';
  await pass(claimEvery);
  expect([paired, pairing.code]).toEqual([1, null]);
});

test('a code that is too old is replaced by itself', async () => {
  await pass(0);
  claim = 'gone';
  await pass(claimEvery);
  claim = 'waiting';
  await pass(1);
  expect([pairing.code, offers]).toEqual(['CODE0002', 2]);
});

test('a server that does not answer keeps the code, and says so', async () => {
  await pass(0);
  claim = 'unreachable';
  await pass(claimEvery);
  expect([pairing.code, pairing.stuck]).toEqual(['CODE0001', true]);
  claim = 'waiting';
  await pass(claimEvery);
  expect([pairing.code, pairing.stuck]).toEqual(['CODE0001', false]);
});

test('without a code it asks again', async () => {
  pairing.stop();
  reachable = false;
  pairing.start();
  await pass(0);
  await pass(askAgainAfter);
  pairing.stop();
  expect(vi.getTimerCount()).toBe(0);
});

test('what the server answers is told apart', async () => {
  const answers = { 202: 'waiting', 204: 'paired', 404: 'gone', 429: 'waiting', 503: 'unreachable' };
  for (const [status, outcome] of Object.entries(answers)) {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(null, { status: Number(status) })));
    expect(await pairingDesk.claim({ code: 'C', secret: 's', expiresAt: '' })).toBe(outcome);
    expect(await pairingDesk.open()).toBeNull();
  }
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')));
  expect(await pairingDesk.claim({ code: 'C', secret: 's', expiresAt: '' })).toBe('unreachable');
  expect(await pairingDesk.open()).toBeNull();
  vi.unstubAllGlobals();
});
