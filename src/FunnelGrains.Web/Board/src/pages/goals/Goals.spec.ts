import { expect, test } from 'vitest';
import { TestServer } from '../../api/testServer';
import { Goals } from './Goals.svelte';

const goals = [
  { id: 'wins', team: 'sales' },
  { id: 'mqls', team: 'marketing' },
  { id: 'calls', team: 'partners' },
  { id: 'revenue', team: 'sales' },
];
const agreement = { teams: [{ key: 'marketing' }, { key: 'sales' }, { key: 'success' }] };

const serverOf = () => new TestServer(({ path }) => (path === '/api/v1/goals' ? goals : agreement));

test("goals stand by team in the agreement's order, teams that it does not know last, and none without a goal", async () => {
  const all = new Goals(serverOf().api);
  expect(all.byTeam).toEqual([]);
  await Promise.all([all.all.load(), all.agreement.load()]);
  expect(all.byTeam.map(({ key, goals: of }) => [key, of.map((goal) => goal.id)])).toEqual([
    ['marketing', ['mqls']],
    ['sales', ['wins', 'revenue']],
    ['partners', ['calls']],
  ]);
});

test('a goal is put under its id with what is set alone, and taken away by it', async () => {
  const server = serverOf();
  const all = new Goals(server.api);
  const terms = { team: 'marketing', metric: 'entered', stage: 'mql', period: 'month', target: 40, kind: 'reach' };
  await all.put('mqls a', { ...terms, clause: null });
  await all.remove('mqls a');
  expect(server.calls).toEqual(['PUT /api/v1/goals/mqls%20a', 'DELETE /api/v1/goals/mqls%20a']);
  expect(server.asked[0]!.body).toEqual(terms);
});
