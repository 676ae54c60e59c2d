import { expect, test } from 'vitest';
import { placesIn, scrollTo } from './window';

test('a window shows the rows that it touches', () => {
  expect(placesIn(0, 100, 20, 1_000)).toEqual({ first: 0, last: 4 });
  expect(placesIn(10, 100, 20, 1_000)).toEqual({ first: 0, last: 5 });
  expect(placesIn(400, 100, 20, 1_000, 3)).toEqual({ first: 17, last: 27 });
});

test('there is nothing before the first row and behind the last', () => {
  expect(placesIn(0, 100, 20, 1_000, 5)).toEqual({ first: 0, last: 9 });
  expect(placesIn(0, 100, 20, 3, 5)).toEqual({ first: 0, last: 2 });
  expect(placesIn(0, 100, 20, 0)).toEqual({ first: 0, last: -1 });
});

test('a row is scrolled to only as far as it must be', () => {
  expect(scrollTo(2, 0, 100, 20)).toBe(0);
  expect(scrollTo(5, 0, 100, 20)).toBe(20);
  expect(scrollTo(1, 60, 100, 20)).toBe(20);
});
