import { expect, test } from 'vitest';
import type { Body } from '../../../api/answers';
import { inOrder, sharesOf } from './clockView';

const now = Date.parse('2026-11-02T12:00:00Z');
const clock = (clause: string, state: string, minutes: number | null, more: Partial<Body<'ClockBody'>> = {}) => ({
  clause,
  startEvent: 'e',
  cycle: 1,
  state,
  start: '2026-11-01T12:00:00Z',
  due: minutes === null ? null : new Date(now + minutes * 60_000).toISOString(),
  stop: null,
  remainingSeconds: null,
  times: null,
  error: null,
  ...more,
});
const stopped = { stop: '2026-11-02T11:00:00Z' };

test('what asks for something comes first, the longest overdue before all', () => {
  const { open, ended } = inOrder(
    [
      clock('met', 'met', 5, stopped),
      clock('paused', 'paused', null, { remainingSeconds: 60 }),
      clock('later', 'running', 90),
      clock('broken', 'breached', -30),
      clock('older', 'met_late', -900, { ...stopped, start: '2026-10-01T12:00:00Z' }),
    ],
    now,
  );
  expect(open.map((view) => view.clock.clause)).toEqual(['broken', 'later', 'paused']);
  expect(ended.map((view) => view.clock.clause)).toEqual(['met', 'older']);
});

test('a clock that can never be due has not ended', () => {
  const { open, ended } = inOrder([clock('never', 'running', null, { error: 'no due instant' })], now);
  expect([open.length, ended.length]).toEqual([1, 0]);
});

test('time is shared among those who had the lead, and nobody before', () => {
  const times = {
    beforeAssignmentSeconds: 60,
    afterAssignmentSeconds: 180,
    owners: [
      { owner: 'Ana', seconds: 180 },
      { owner: 'Bruno', seconds: 0 },
    ],
  };
  expect(sharesOf(clock('a', 'met', 5, { times }))).toEqual([
    { owner: null, seconds: 60, share: 0.25 },
    { owner: 'Ana', seconds: 180, share: 0.75 },
  ]);
  expect(sharesOf(clock('a', 'running', 5))).toEqual([]);
});
