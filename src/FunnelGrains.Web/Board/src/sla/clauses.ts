import type { BoardClause } from '../contract';

const places = 4;

/** The promises in their order; of more than fit, those that are kept worst. */
export function shownClauses(clauses: readonly BoardClause[]): BoardClause[] {
  if (clauses.length <= places) return [...clauses];
  const worst = [...clauses]
    .sort((a, b) => b.open - a.open || (a.compliance ?? 2) - (b.compliance ?? 2))
    .slice(0, places);
  return clauses.filter((clause) => worst.includes(clause));
}
