import { expect, test } from 'vitest';
import { ApiProblem } from './ApiProblem';
import { Resource } from './Resource.svelte';

/** Answers that come when the test says so. */
function answers() {
  const waiting: { done: (value: string) => void; failed: (why: Error) => void; signal: AbortSignal }[] = [];
  const ask = (signal: AbortSignal) => new Promise<string>((done, failed) => waiting.push({ done, failed, signal }));
  return { waiting, resource: new Resource(ask) };
}

test('the last answer stays while the next one is on its way', async () => {
  const { waiting, resource } = answers();
  const first = resource.load();
  expect(resource.loading).toBe(true);
  waiting[0]!.done('one');
  await first;
  void resource.load();
  expect([resource.value, resource.loading]).toEqual(['one', true]);
});

test('an answer to an older question is dropped, whenever it comes', async () => {
  const { waiting, resource } = answers();
  const older = resource.load();
  const newer = resource.load();
  expect(waiting[0]!.signal.aborted).toBe(true);
  waiting[1]!.done('two');
  await newer;
  waiting[0]!.done('one');
  await older;
  expect([resource.value, resource.loading]).toEqual(['two', false]);
});

test('what was known stays beside the problem, and the next answer takes the problem away', async () => {
  const { waiting, resource } = answers();
  const first = resource.load();
  waiting[0]!.done('one');
  await first;
  const second = resource.load();
  waiting[1]!.failed(ApiProblem.unreachable);
  await second;
  expect([resource.value, resource.problem?.status, resource.loading]).toEqual(['one', 0, false]);
  const third = resource.load();
  waiting[2]!.done('three');
  await third;
  expect([resource.value, resource.problem]).toEqual(['three', null]);
});

test('what is no answer of the server is a fault of ours and is not swallowed', async () => {
  const { waiting, resource } = answers();
  const asked = resource.load();
  waiting[0]!.failed(new RangeError('ours'));
  await expect(asked).rejects.toThrow('ours');
});
