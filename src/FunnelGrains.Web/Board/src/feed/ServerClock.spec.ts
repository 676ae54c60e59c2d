import { beforeEach, expect, test, vi } from 'vitest';
import { ServerClock } from './ServerClock';

const noon = Date.parse('2026-11-02T12:00:00Z');

beforeEach(() => {
  vi.useFakeTimers({ now: noon });
});

const serverTime = (offset: number) => new Date(noon + performance.now() + offset).toISOString();

test('tells the server time, not the machine time', () => {
  const clock = new ServerClock();
  clock.hear(serverTime(-90_000));
  vi.advanceTimersByTime(1_000);
  expect(clock.now()).toBe(noon + performance.now() - 90_000);
});

test('the message that came fastest tells the offset', () => {
  const clock = new ServerClock();
  for (const delay of [800, 20, 300]) clock.hear(serverTime(-delay));
  expect(clock.now()).toBe(noon + performance.now() - 20);
});

test('a machine clock that is set moves nothing', () => {
  const clock = new ServerClock();
  clock.hear(serverTime(0));
  const before = clock.now();
  vi.setSystemTime(noon + 3_600_000);
  expect(clock.now()).toBe(before);
});

test('old offsets are forgotten', () => {
  const clock = new ServerClock();
  clock.hear(serverTime(50_000));
  for (let i = 0; i < 12; i++) clock.hear(serverTime(0));
  expect(clock.now()).toBe(noon + performance.now());
});

test('an unreadable time is passed over', () => {
  const clock = new ServerClock();
  clock.hear('soon');
  expect(clock.now()).toBe(Date.now());
});

test('after a lost link the next server may keep another time', () => {
  const clock = new ServerClock();
  clock.hear(serverTime(75_000));
  clock.doubt();
  expect(clock.now()).toBe(noon + performance.now() + 75_000);
  clock.hear(serverTime(-20));
  expect(clock.now()).toBe(noon + performance.now() - 20);
});
