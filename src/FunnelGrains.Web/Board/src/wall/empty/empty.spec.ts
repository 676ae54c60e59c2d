import { afterEach, expect, test, vi } from 'vitest';
import { frameOf } from '../../feed/testFrame';
import { firstEventCommand, isEmpty, keyOf, postFirstEvent } from './empty';
import { boardOf } from '../boardOf';

const nothing = {
  captured: 0,
  capturedToday: 0,
  won: 0,
  wonToday: 0,
  lost: 0,
  rejected: 0,
  touches: 0,
  touchesToday: 0,
  open: 0,
  breachesOpen: 0,
  revenue: [],
  lostToday: 0,
  rejectedToday: 0,
  keptToday: 0,
  brokenToday: 0,
  runningToday: 0,
  revenueToday: [],
};
const stage = { ...frameOf().stages[0]!, now: 0, entered: 0, enteredToday: 0 };

test('a workspace without a lead anywhere is empty', () => {
  expect(isEmpty(frameOf({ totals: nothing, stages: [stage] }))).toBe(true);
});

test('a quiet month is not an empty workspace', () => {
  expect(isEmpty(frameOf({ totals: nothing, stages: [{ ...stage, kind: 'won', now: 842 }] }))).toBe(false);
  expect(isEmpty(frameOf({ totals: { ...nothing, lost: 1 }, stages: [stage] }))).toBe(false);
});

test('the command posts to the server that shows it, with the key that was given or asks for', () => {
  const asking = firstEventCommand('http://localhost:5080', null);
  expect(asking).toContain('curl http://localhost:5080/api/v1/events');
  expect(asking).toMatch(/^printf 'Key: '; read -r KEY; \\\n/);
  const ready = firstEventCommand('http://localhost:5080', 'fg_0123456789_0123456789abcdef');
  expect(ready).toContain('"Authorization: Bearer fg_0123456789_0123456789abcdef"');
  expect(ready).not.toContain('KEY');
  // One command to the shell: it must not take its own second line for the key.
  for (const command of [asking, ready])
    expect(command.split('\n').slice(0, -1)).toSatisfy((lines: string[]) =>
      lines.every((line) => line.endsWith(' \\')),
    );
});

test('a key is taken as it was pasted, and no shell reads more in it than a text', () => {
  expect(keyOf('  fg_0123456789_0123456789abcdef\n')).toBe('fg_0123456789_0123456789abcdef');
  expect(keyOf(' twenty characters with spaces ')).toBe('twenty characters with spaces');
  expect([keyOf(''), keyOf('too-short'), keyOf('a key that is not ção, so no key')]).toEqual([null, null, null]);
  expect([keyOf('a key that goes\non another line'), keyOf('a key that has a\ttab in it')]).toEqual([null, null]);
  for (const key of ['$(reboot)$(reboot)$(reboot)', '0123456789"0123456789', '0123456789!0123456789']) {
    expect(keyOf(key)).toBe(key);
    expect(firstEventCommand('http://localhost:5080', key)).toBe(firstEventCommand('http://localhost:5080', null));
  }
});

test('the first event goes with the key alone, and its outcomes are told apart', async () => {
  for (const [status, outcome] of [
    [200, 'done'],
    [401, 'invalid'],
    [403, 'forbidden'],
    [503, 'unreachable'],
  ] as const) {
    const fetch = vi.fn(() => Promise.resolve(new Response(null, { status })));
    vi.stubGlobal('fetch', fetch);
    expect(await postFirstEvent('a-key')).toBe(outcome);
    expect(fetch).toHaveBeenCalledWith(
      '/api/v1/events',
      expect.objectContaining({
        method: 'POST',
        credentials: 'omit',
        headers: expect.objectContaining({ authorization: 'Bearer a-key' }) as unknown,
      }),
    );
  }
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')));
  expect(await postFirstEvent('a-key')).toBe('unreachable');
});

afterEach(() => vi.unstubAllGlobals());

test('the address names the board', () => {
  expect([boardOf('/'), boardOf('/board/reception'), boardOf('/board/')]).toEqual(['main', 'reception', 'main']);
});
