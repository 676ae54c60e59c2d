import { expect, test } from 'vitest';
import { isAskedFor, queryOf, questionOf, type Lead } from './leadQuestion';

const asked = (query: string) => {
  const parameters = new URLSearchParams(query);
  return questionOf((name) => parameters.get(name));
};
const lead: Lead = {
  id: 'L-1041',
  status: 'open',
  erased: false,
  stage: 'mql',
  cycle: 1,
  owner: 'Débora',
  team: 'marketing',
  source: 'Orgânico',
  campaign: null,
  segment: null,
  capturedAt: '2026-11-02T12:00:00Z',
  updatedAt: '2026-11-02T12:00:00Z',
  nextDue: null,
  clocks: [],
  times: 0,
};

test('the address says what is asked for; what it does not say is not', () => {
  expect(asked('')).toEqual({ q: '', filters: {}, sort: 'due', behind: null });
  expect(asked('q=+ana&stage=mql&owner=&sort=updated&nonsense=1')).toEqual({
    q: 'ana',
    filters: { stage: 'mql' },
    sort: 'updated',
    behind: null,
  });
});

test('a number is asked for with its key and days', () => {
  const question = asked('fact=entered&key=mql&from=2026-11-01&to=2026-11-30&source=ads');
  expect(question.behind).toEqual({ fact: 'entered', key: 'mql', from: '2026-11-01', to: '2026-11-30' });
  expect(queryOf(question)).toEqual({
    fact: 'entered',
    key: 'mql',
    from: '2026-11-01',
    to: '2026-11-30',
    source: 'ads',
    sort: 'due',
  });
  expect(queryOf(asked('key=mql&from=2026-11-01'))).toEqual({ sort: 'due' });
});

test('whether a changed lead belongs here is told as the server would', () => {
  expect(isAskedFor(lead, asked(''))).toBe(true);
  expect(isAskedFor(lead, asked('stage=mql&status=open&q=debora'))).toBe(true);
  expect(isAskedFor(lead, asked('q=ORGANICO'))).toBe(true);
  expect(isAskedFor(lead, asked('stage=sal'))).toBe(false);
  expect(isAskedFor(lead, asked('campaign=(none)'))).toBe(true);
  expect(isAskedFor(lead, asked('fact=won'))).toBe(false);
});
