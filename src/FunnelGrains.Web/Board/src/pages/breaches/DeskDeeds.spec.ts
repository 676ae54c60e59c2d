import { expect, test } from 'vitest';
import { ApiProblem } from '../../api/ApiProblem';
import { DeskDeeds } from './DeskDeeds.svelte';

function desk() {
  const sent: unknown[] = [];
  const state = { failure: null as ApiProblem | null, ids: 0 };
  const deeds = new DeskDeeds<string>(
    (act, order) => {
      sent.push([act, order]);
      return state.failure ? Promise.reject(state.failure) : Promise.resolve(`since ${sent.length}`);
    },
    () => `id-${++state.ids}`,
  );
  return { sent, state, deeds };
}

test('each deed is told under an id of its own, and answers the breach since', async () => {
  const { deeds, sent } = desk();
  expect(await deeds.do('take', { by: 'ana' })).toBe('since 1');
  await deeds.do('note', { by: 'ana', text: 'called' });
  await deeds.do('note', { by: 'ana', text: 'called' });
  expect(sent).toEqual([
    ['take', { by: 'ana', id: 'id-1' }],
    ['note', { by: 'ana', text: 'called', id: 'id-2' }],
    ['note', { by: 'ana', text: 'called', id: 'id-3' }],
  ]);
});

test('what may have come through is told again under the same id, another text under another', async () => {
  const { deeds, sent, state } = desk();
  state.failure = ApiProblem.unreachable;
  expect(await deeds.do('note', { text: 'a' })).toBeNull();
  expect(deeds.deed.problem?.isUnreachable).toBe(true);
  state.failure = null;
  await deeds.do('note', { text: 'a' });
  await deeds.do('note', { text: 'b' });
  expect(sent.map((one) => (one as [string, { id: string }])[1].id)).toEqual(['id-1', 'id-1', 'id-2']);
});

test('a double click is told once', async () => {
  const { deeds, sent } = desk();
  const first = deeds.do('take', {});
  expect(await deeds.do('take', {})).toBeNull();
  await first;
  expect(sent.length).toBe(1);
});
