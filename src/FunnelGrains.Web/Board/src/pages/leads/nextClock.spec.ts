import { expect, test } from 'vitest';
import { nextClock, type Clock } from './nextClock';

const now = Date.parse('2026-11-02T12:00:00Z');
const clock = (clause: string, state: string, minutes: number | null, more: Partial<Clock> = {}): Clock => ({
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
const told = (...clocks: Clock[]) => {
  const next = nextClock(clocks, now);
  return next && [next.clock.clause, next.standing, next.left / 60_000];
};

test('the next one due comes first, and what is overdue before all', () => {
  expect(told(clock('a', 'running', 90), clock('b', 'running', 30))).toEqual(['b', 'running', 30]);
  expect(told(clock('a', 'running', 5), clock('b', 'breached', -60))).toEqual(['b', 'overdue', -60]);
  expect(told(clock('a', 'running', 14))).toEqual(['a', 'urgent', 14]);
});

test('a clock that fell due since it was told is overdue', () =>
  expect(told(clock('a', 'running', -1))).toEqual(['a', 'overdue', -1]));

test('a paused clock counts only where nothing else does', () => {
  const paused = clock('p', 'paused', null, { remainingSeconds: 600 });
  expect(told(paused)).toEqual(['p', 'paused', 10]);
  expect(told(paused, clock('a', 'running', 90))).toEqual(['a', 'running', 90]);
});

test('what is over, or can never be due, asks for nothing', () => {
  expect(told(clock('a', 'met', 5))).toBeNull();
  expect(told(clock('a', 'breached', -5, { stop: '2026-11-02T11:58:00Z' }))).toBeNull();
  expect(told(clock('a', 'running', null, { error: 'never' }))).toBeNull();
});
