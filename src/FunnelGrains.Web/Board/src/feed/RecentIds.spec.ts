import { expect, test } from 'vitest';
import { RecentIds } from './RecentIds';

test('an id is new once', () => {
  const ids = new RecentIds();
  expect([ids.isNew('a'), ids.isNew('a'), ids.isNew('b')]).toEqual([true, false, true]);
});

test('only the latest are remembered', () => {
  const ids = new RecentIds(2);
  ['a', 'b', 'c'].forEach((id) => ids.isNew(id));
  expect(ids.isNew('c')).toBe(false);
  expect(ids.isNew('a')).toBe(true);
});
