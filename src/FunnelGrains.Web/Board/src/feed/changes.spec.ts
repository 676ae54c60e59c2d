import { expect, test } from 'vitest';
import { applied, isIn, longestList } from './changes';
import { breachOf, clockOf, frameOf, patchOf } from './testFrame';

test('a patch replaces the sections it carries and leaves the others', () => {
  const frame = frameOf();
  const totals = { ...frame.totals, captured: 3 };
  const after = applied(frame, patchOf({ totals, dataAt: '2026-11-02T12:00:01.000Z' }));
  expect(after).toMatchObject({ kind: 'frame', revision: 6, version: 11, totals, dataAt: '2026-11-02T12:00:01.000Z' });
  expect(after?.stages).toBe(frame.stages);
  expect(after).not.toHaveProperty('base');
});

test('a patch on another revision is a gap', () => {
  expect(applied(frameOf(), patchOf({ base: 4 }))).toBeNull();
});

test('a patch of another epoch is a gap', () => {
  expect(applied(frameOf(), patchOf({ epoch: 'e2' }))).toBeNull();
});

test('a patch before any frame is a gap', () => {
  expect(applied(null, patchOf())).toBeNull();
});

test('a frame replaces everything, also of a lower revision', () => {
  const other = frameOf({ epoch: 'e2', revision: 1 });
  expect(applied(frameOf(), other)).toBe(other);
});

test('lists stay bounded', () => {
  const many = Array.from({ length: 100 }, (_, i) => i);
  const after = applied(
    frameOf(),
    patchOf({ breaches: many.map((i) => breachOf(`b${i}`)), nextClocks: many.map((i) => clockOf(`L-${i}`)) }),
  );
  expect(after?.breaches).toHaveLength(longestList);
  expect(after?.nextClocks).toHaveLength(longestList);
});

test('a snapshot holds what was changed up to its revision', () => {
  expect(isIn(frameOf(), patchOf({ revision: 5 }))).toBe(true);
  expect(isIn(frameOf(), patchOf({ revision: 6 }))).toBe(false);
  expect(isIn(frameOf(), frameOf({ epoch: 'e2', revision: 1 }))).toBe(false);
});
