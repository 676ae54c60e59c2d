import type { AgreementDocument, GoalTerms } from '../agreement/document';

export const metrics = ['entered', 'won', 'revenue', 'touches', 'compliance', 'first_touch'] as const;

export type MetricName = (typeof metrics)[number];

/** The same goal of another metric: with the members that it needs, and without those that it must not have. */
export function withMetric(
  terms: GoalTerms,
  metric: MetricName,
  agreement: Pick<AgreementDocument, 'stages' | 'clauses'>,
): GoalTerms {
  const { team, period, filter } = terms;
  const rest = { team, period, ...(filter ? { filter } : {}) };
  switch (metric) {
    case 'entered': {
      const stage = agreement.stages.find((one) => one.team === team && one.kind === 'open') ?? agreement.stages[0];
      return { ...rest, metric, stage: stage?.key ?? '', target: 100, kind: 'reach' };
    }
    case 'revenue':
      return { ...rest, metric, currency: terms.currency ?? 'BRL', target: 100_000, kind: 'reach' };
    case 'compliance': {
      const clause = agreement.clauses.find((one) => one.team === team) ?? agreement.clauses[0];
      return { ...rest, metric, clause: clause?.key ?? '', target: 0.9, kind: 'above' };
    }
    case 'first_touch':
      return { ...rest, metric, target: 3_600, kind: 'below' };
    default:
      return { ...rest, metric, target: 10, kind: 'reach' };
  }
}

/** What is sent: nothing but what is set. */
export function termsOf(goal: GoalTerms): GoalTerms {
  const { team, metric, period, target, kind, stage, clause, filter, currency } = goal;
  return {
    team,
    metric,
    period,
    target,
    kind,
    ...(stage ? { stage } : {}),
    ...(clause ? { clause } : {}),
    ...(filter ? { filter } : {}),
    ...(currency ? { currency } : {}),
  };
}

/** An id for a goal that says what it is: `marketing-entered-mql-month`, with a number where it is taken. */
export function idFor(terms: GoalTerms, taken: readonly string[]): string {
  const filter = Object.values(terms.filter ?? {})[0];
  const parts = [terms.team, terms.metric, terms.stage ?? terms.clause ?? terms.currency, filter, terms.period];
  const plain = parts
    .filter((part): part is string => !!part)
    .join('-')
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '')
    .slice(0, 90);
  for (let n = 1; ; n++) {
    const id = n === 1 ? plain : `${plain}-${n}`;
    if (!taken.includes(id)) return id;
  }
}
