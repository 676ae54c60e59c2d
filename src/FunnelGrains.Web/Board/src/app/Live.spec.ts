import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { frameOf } from '../feed/testFrame';
import { calm, Live } from './Live.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const frame = (version: number) => frameOf({ version });

test('the first frame is no move: pages have just asked', () => {
  const live = new Live(Date.now);
  live.hear(frame(1));
  vi.advanceTimersByTime(calm);
  expect(live.moves).toBe(0);
});

test('many frames are one move in so much time, and the last one is never missed', () => {
  const live = new Live(Date.now);
  live.hear(frame(1));
  for (let version = 2; version < 50; version++) {
    live.hear(frame(version));
    vi.advanceTimersByTime(100);
  }
  expect(live.moves).toBe(Math.ceil((48 * 100) / calm));
  vi.advanceTimersByTime(calm);
  expect(live.moves).toBe(Math.ceil((48 * 100) / calm) + 1);
});

test('after the last move there is one more, since lists follow the counts within a second, and then none', () => {
  const live = new Live(Date.now);
  live.hear(frame(1));
  live.hear(frame(2));
  vi.advanceTimersByTime(1);
  expect(live.moves).toBe(1);
  vi.advanceTimersByTime(calm);
  expect(live.moves).toBe(2);
  vi.advanceTimersByTime(10 * calm);
  expect(live.moves).toBe(2);
});

test('a frame without new counts is no move', () => {
  const live = new Live(Date.now);
  live.hear(frame(1));
  live.hear(frame(1));
  vi.advanceTimersByTime(calm);
  expect(live.moves).toBe(0);
});
