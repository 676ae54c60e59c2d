import { expect, test } from 'vitest';
import { ApiProblem } from '../api/ApiProblem';
import { Deed } from './Deed.svelte';

test('a second click while the first is on its way does nothing', async () => {
  const deed = new Deed();
  let begun = 0;
  let end: () => void = () => undefined;
  const first = deed.do(() => (begun++, new Promise<void>((done) => (end = done))));
  expect(await deed.do(() => Promise.resolve(begun++))).toBe(false);
  end();
  expect([await first, begun, deed.working]).toEqual([true, 1, false]);
});

test('why it was not done is kept until the next try', async () => {
  const deed = new Deed();
  expect(await deed.do(() => Promise.reject(new ApiProblem(422, 'no', null, { '/name': ['is empty'] })))).toBe(false);
  expect(deed.problem?.of('/name')).toBe('is empty');
  await deed.do(() => Promise.resolve());
  expect(deed.problem).toBeNull();
});

test('a fault of ours is not taken for a refusal', async () => {
  await expect(new Deed().do(() => Promise.reject(new TypeError('ours')))).rejects.toThrow('ours');
});
