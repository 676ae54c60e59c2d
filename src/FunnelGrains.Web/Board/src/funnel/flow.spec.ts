import { expect, test } from 'vitest';
import { band, shares, thinnest } from './flow';

test('a stage is as thick as its part of the largest', () => {
  expect(shares([200, 100, 50], 200).map((point) => point.share)).toEqual([1, 0.5, 0.25]);
});

test('a few of many can still be seen, and none is thinner than that', () => {
  const [few, none] = shares([1, 0], 100_000);
  expect(few?.share).toBe(thinnest);
  expect(none?.share).toBeLessThan(thinnest);
});

test('an empty funnel is a line, not an error', () => {
  expect(band(shares([0, 0, 0], 0), 1000, 200)).not.toContain('NaN');
});

test('the band fills its length and stays within its breadth', () => {
  const numbers = [...band(shares([9, 3, 1], 9), 900, 100).matchAll(/-?[\d.]+/g)].map(Number);
  const along = numbers.filter((_, i) => i % 2 === 0);
  const across = numbers.filter((_, i) => i % 2 === 1);
  expect([Math.min(...along), Math.max(...along)]).toEqual([0, 900]);
  expect([Math.min(...across), Math.max(...across)]).toEqual([0, 100]);
});

test('upright it is the same band with its axes exchanged', () => {
  const flat = [...band(shares([9, 3], 9), 900, 100).matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map((m) => `${m[2]} ${m[1]}`);
  const upright = [...band(shares([9, 3], 9), 900, 100, true).matchAll(/-?[\d.]+ -?[\d.]+/g)].map((m) => m[0]);
  expect(upright).toEqual(flat);
});
