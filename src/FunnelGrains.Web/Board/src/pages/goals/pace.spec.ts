import { expect, test } from 'vitest';
import { coneOf } from './pace';
import { idFor, termsOf, withMetric } from './terms';
import { leadsOf } from './amounts';

const series = (actual: (number | null)[]) => ({
  from: '2026-11-02',
  to: '2026-11-06',
  target: 10,
  kind: 'reach',
  points: actual.map((value, n) => ({ day: `2026-11-0${n + 2}`, actual: value, expected: 2 * (n + 1) })),
});
const forecast = { low: 7, mid: 9, high: 11 };

test('the range opens from where the period stands today to its last day', () => {
  const cone = coneOf({ series: series([1, 3, null, null, null]), forecast })!;
  expect(cone.mid).toEqual([null, 3, 5, 7, 9]);
  expect([cone.low.at(-1), cone.high.at(-1)]).toEqual([7, 11]);
});

test('there is none without a forecast, on the last day, and of a period that is over', () => {
  expect(coneOf({ series: series([1, 3, null]), forecast: null })).toBeNull();
  expect(coneOf({ series: series([1, 2, 3, 4, 5]), forecast })).toBeNull();
});

const agreement = {
  stages: [
    { key: 'mql', name: { pt: '', en: '' }, team: 'marketing', kind: 'open' as const },
    { key: 'sal', name: { pt: '', en: '' }, team: 'sales', kind: 'open' as const },
  ],
  clauses: [],
};
const won = { team: 'sales', metric: 'won', period: 'week', target: 5, kind: 'reach', filter: { source: 'ads' } };

test('another metric brings the members it needs and takes the others away', () => {
  const entered = withMetric(won, 'entered', agreement);
  expect(entered).toEqual({
    team: 'sales',
    period: 'week',
    filter: { source: 'ads' },
    metric: 'entered',
    stage: 'sal',
    target: 100,
    kind: 'reach',
  });
  expect(termsOf(withMetric(entered, 'won', agreement))).not.toHaveProperty('stage');
  expect(withMetric(won, 'compliance', agreement)).toMatchObject({ target: 0.9, kind: 'above' });
});

test('an id says what the goal is, and is nobody else’s', () => {
  const terms = { ...won, filter: { source: 'Anúncios Google' } };
  expect(idFor(terms, [])).toBe('sales-won-anunciosgoogle-week');
  expect(idFor(won, ['sales-won-ads-week'])).toBe('sales-won-ads-week-2');
});

test('a value leads to the leads behind it, a median to none', () => {
  const goal = { metric: 'entered', stage: 'mql', clause: null, filter: { source: 'ads' } };
  expect(leadsOf(goal, { from: '2026-11-01', to: '2026-11-30' })).toBe(
    '/leads?fact=entered&key=mql&from=2026-11-01&to=2026-11-30&source=ads',
  );
  expect(leadsOf({ ...goal, metric: 'first_touch' }, { from: 'a', to: 'b' })).toBeNull();
});
