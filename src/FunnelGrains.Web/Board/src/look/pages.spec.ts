import { expect, test } from 'vitest';
import { pageOf } from './pages';

test('a long list is leafed through, and the last page is full too', () => {
  const turns = [0, 1, 2, 3].map((turn) => pageOf([1, 2, 3, 4, 5], 2, turn));
  expect(turns).toEqual([
    [1, 2],
    [3, 4],
    [4, 5],
    [1, 2],
  ]);
});

test('a short list stands still', () => {
  expect(pageOf([1], 2, 7)).toEqual([1]);
  expect(pageOf([], 2, 7)).toEqual([]);
});
