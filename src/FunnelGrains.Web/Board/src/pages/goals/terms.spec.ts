import { expect, test } from 'vitest';
import type { AgreementDocument, GoalTerms } from '../agreement/document';
import { idFor, metrics, withMetric } from './terms';

const agreement = {
  stages: [
    { key: 'mql', team: 'marketing', kind: 'open' },
    { key: 'sal', team: 'sales', kind: 'open' },
  ],
  clauses: [
    { key: 'nurture', team: 'marketing' },
    { key: 'accept', team: 'sales' },
  ],
} as unknown as AgreementDocument;
const goal: GoalTerms = {
  team: 'sales',
  metric: 'won',
  period: 'quarter',
  target: 12,
  kind: 'reach',
  filter: { source: 'ads' },
};

test('another metric brings the members that it needs, of the same team, and takes those that it must not have', () => {
  expect(withMetric(goal, 'entered', agreement)).toEqual({
    team: 'sales',
    period: 'quarter',
    filter: { source: 'ads' },
    metric: 'entered',
    stage: 'sal',
    target: 100,
    kind: 'reach',
  });
  const compliance = withMetric(withMetric(goal, 'entered', agreement), 'compliance', agreement);
  expect([compliance.clause, compliance.stage, compliance.kind]).toEqual(['accept', undefined, 'above']);
  expect(withMetric(compliance, 'first_touch', agreement)).toMatchObject({ kind: 'below', target: 3_600 });
  for (const metric of metrics)
    expect(withMetric(goal, metric, agreement)).toMatchObject({ metric, team: 'sales', period: 'quarter' });
});

test('an id says what the goal is, in letters that every system takes, and no two are the same', () => {
  expect(idFor(goal, [])).toBe('sales-won-ads-quarter');
  expect(idFor({ ...goal, filter: { source: 'Indicação Ltda.' } }, [])).toBe('sales-won-indicacaoltda-quarter');
  expect(idFor({ ...goal, metric: 'revenue', currency: 'BRL', filter: null }, ['sales-revenue-brl-quarter'])).toBe(
    'sales-revenue-brl-quarter-2',
  );
});
