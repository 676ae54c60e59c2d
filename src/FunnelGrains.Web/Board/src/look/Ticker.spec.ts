import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Ticker } from './Ticker.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("the present is the server's clock, within a quarter of a second, until it is stopped", () => {
  let server = 1_000_000;
  const ticker = new Ticker({ now: () => server });
  expect(ticker.now).toBe(1_000_000);
  ticker.start();
  server += 900;
  expect(ticker.now).toBe(1_000_000);
  vi.advanceTimersByTime(250);
  expect(ticker.now).toBe(1_000_900);
  ticker.stop();
  server += 5_000;
  vi.advanceTimersByTime(5_000);
  expect(ticker.now).toBe(1_000_900);
});
