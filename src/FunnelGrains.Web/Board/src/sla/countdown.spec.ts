import { expect, test } from 'vitest';
import { clockText } from './countdown';

test('spans are written as a clock, whatever their sign', () => {
  const [s, m, h] = [1_000, 60_000, 3_600_000];
  expect(clockText(0)).toBe('00:00');
  expect(clockText(4 * m + 9 * s)).toBe('04:09');
  expect(clockText(-(3 * h + 4 * m + 9 * s + 999))).toBe('3:04:09');
  expect(clockText(24 * h)).toBe('1 d 00:00');
  expect(clockText(51 * h + 4 * m)).toBe('2 d 03:04');
});
