import { expect, test } from 'vitest';
import { newEventId, problemOf } from './postEvent';

const answer = (result?: object) => ({ accepted: 0, duplicates: 0, refused: 0, results: result ? [result] : [] });

test('what was taken, now or before, is no problem', () => {
  expect(problemOf(200, answer())).toBeNull();
  expect(problemOf(200, answer({ index: 0, id: 'a', status: 'duplicate' }))).toBeNull();
});

test('a refusal names its fields, whatever its status', () => {
  const problem = problemOf(
    422,
    answer({ index: 0, status: 'refused', errors: { '/data/stage': ['is not a stage'] } }),
  );
  expect([problem?.status, problem?.of('/data/stage')]).toEqual([422, 'is not a stage']);
});

test('what could not be taken now may be tried again', () => {
  expect(problemOf(503, answer({ index: 0, status: 'retry' }))?.isUnreachable).toBe(true);
  expect(problemOf(503, { title: 'recovering' })?.isUnreachable).toBe(true);
});

test('a caller without the right is told so', () => expect(problemOf(403, { title: 'Forbidden' })?.status).toBe(403));

test('no two ids are alike, and they are none of personal data', () => {
  const ids = Array.from({ length: 1000 }, newEventId);
  expect(new Set(ids).size).toBe(1000);
  expect(ids[0]).toMatch(/^page-[0-9a-f]{24}$/);
});
