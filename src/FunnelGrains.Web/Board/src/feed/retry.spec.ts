import { expect, test } from 'vitest';
import { longestWait, retryWait } from './retry';

test('waits double with each failure and stay at the longest', () => {
  const waits = Array.from({ length: 40 }, (_, failures) => retryWait(failures, 1));
  expect(waits.slice(0, 5)).toEqual([500, 1000, 2000, 4000, 8000]);
  expect(waits.slice(5).every((wait) => wait === longestWait)).toBe(true);
});

test('half of a wait is left to chance', () => {
  expect(retryWait(3, 0)).toBe(2000);
  expect(retryWait(3, 0.5)).toBe(3000);
});
