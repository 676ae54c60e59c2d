import { expect, test } from 'vitest';
import { ApiProblem } from '../../../api/ApiProblem';
import type { PageEvent } from '../../../api/postEvent';
import { RepDeeds } from './RepDeeds.svelte';

function desk() {
  const posted: PageEvent[] = [];
  const state = { now: 0, failure: null as ApiProblem | null, ids: 0 };
  const post = (event: PageEvent) => {
    posted.push(event);
    return state.failure ? Promise.reject(state.failure) : Promise.resolve();
  };
  const deeds = new RepDeeds(
    'L-1',
    post,
    () => `page-${++state.ids}`,
    () => state.now,
  );
  return { posted, state, deeds };
}

const touch = { type: 'lead.touched', data: { channel: 'call' } };
const mail = { type: 'lead.touched', data: { channel: 'email' } };

test('a deed is an ordinary event of its lead, by who sits there', async () => {
  const { deeds, posted } = desk();
  expect(await deeds.do(touch, 'Ana')).toBe(true);
  expect(posted).toEqual([
    { id: 'page-1', type: 'lead.touched', lead: 'L-1', actor: 'Ana', data: { channel: 'call' } },
  ]);
  expect(deeds.done).toEqual(touch);
});

test('a double click is one event, also where the answer to the first came before the second', async () => {
  const { deeds, posted, state } = desk();
  const first = deeds.do(touch, null);
  expect(await deeds.do(touch, null)).toBe(true);
  await first;
  state.now += 300;
  expect(await deeds.do(touch, null)).toBe(true);
  expect(posted.length).toBe(1);
});

test('what is said while something else is on its way waits for its turn', async () => {
  const { deeds, posted } = desk();
  const first = deeds.do(touch, null);
  const second = deeds.do(mail, null);
  expect(posted.length).toBe(1);
  expect(await Promise.all([first, second])).toEqual([true, true]);
  expect(posted.map((event) => event.data['channel'])).toEqual(['call', 'email']);
});

test('the same thing later, or another thing at once, is another event', async () => {
  const { deeds, posted, state } = desk();
  await deeds.do(touch, null);
  await deeds.do(mail, null);
  state.now += 2_000;
  await deeds.do(mail, null);
  expect(posted.map((event) => event.id)).toEqual(['page-1', 'page-2', 'page-3']);
});

test('what may have been taken is sent again under the same id', async () => {
  const { deeds, posted, state } = desk();
  state.failure = ApiProblem.unreachable;
  expect(await deeds.do(touch, null)).toBe(false);
  expect(deeds.deed.problem?.isUnreachable).toBe(true);
  state.failure = null;
  state.now += 60_000;
  expect(await deeds.do(touch, null)).toBe(true);
  expect(posted.map((event) => event.id)).toEqual(['page-1', 'page-1']);
  expect(deeds.deed.problem).toBeNull();
});
