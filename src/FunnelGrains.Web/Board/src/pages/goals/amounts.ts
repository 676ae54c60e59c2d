import type { BoardGoal } from '../../contract';
import { goalFigures } from '../../goals/goalView';
import type { Formats } from '../../text/Formats';

/** What of a goal says how its values are written. */
export type Measured = Pick<BoardGoal, 'metric' | 'currency'>;

/** A value of a goal in a run of text, with its unit. */
export function amountText(goal: Measured, value: number | null, formats: Formats): string {
  const { before, figures, after } = goalFigures(goal as BoardGoal, value, formats);
  return [before, figures, after].filter((part) => part !== '').join(' ');
}

/** An estimate is as exact as a whole unit of what is counted. */
export function estimateText(goal: Measured, value: number | null, formats: Formats): string {
  const counted = !['revenue', 'compliance', 'first_touch'].includes(goal.metric);
  return amountText(goal, value !== null && counted ? Math.round(value) : value, formats);
}

/** The leads behind a goal's value, as the list of leads knows them; null for a median, which no leads add up to. */
export function leadsOf(
  goal: Pick<BoardGoal, 'metric' | 'stage' | 'clause' | 'filter'>,
  period: { from: string; to: string },
): string | null {
  const facts: Record<string, [string, string | null]> = {
    entered: ['entered', goal.stage],
    won: ['won', null],
    revenue: ['won', null],
    touches: ['touches', null],
    compliance: ['met', goal.clause],
  };
  const [fact, key] = facts[goal.metric] ?? [];
  if (fact === undefined) return null;
  const query = new URLSearchParams({
    fact,
    ...(key ? { key } : {}),
    from: period.from,
    to: period.to,
    ...(goal.filter ?? {}),
  });
  return `/leads?${query}`;
}
