import { expect, test } from 'vitest';
import { TestServer } from '../../api/testServer';
import { questionOf } from './breachView';
import { askRisks } from './riskList';

const clock = { lead: 'L-1', startEvent: 'e-1', due: '2026-11-02T15:00:00Z' };
const signal = new AbortController().signal;

test('two clocks of one lead are two rows, and the next page is asked for by its cursor', async () => {
  const server = new TestServer(() => ({
    clocks: [
      { ...clock, clause: 'accept' },
      { ...clock, clause: 'touch' },
    ],
    next: 'n',
  }));
  const ask = askRisks(
    server.api,
    questionOf(() => null),
    false,
  );
  const page = await ask(null, signal);
  expect([new Set(page.rows.map((row) => row.id)).size, page.next]).toEqual([2, 'n']);
  await ask('n', signal);
  expect(server.asked.map(({ query }) => query)).toEqual([
    { show: 'at_risk', limit: '200' },
    { show: 'at_risk', limit: '200', cursor: 'n' },
  ]);
});

test('what is asked for is narrowed by clause, owner and team, and by nothing else', async () => {
  const server = new TestServer(() => ({ clocks: [], next: null }));
  const address = new URLSearchParams('view=risk&clause=accept&owner=ana&team=sales&hands=mine');
  await askRisks(
    server.api,
    questionOf((name) => address.get(name)),
    true,
  )(null, signal);
  expect(server.asked[0]!.query).toEqual({ show: 'all', limit: '200', clause: 'accept', owner: 'ana', team: 'sales' });
});
