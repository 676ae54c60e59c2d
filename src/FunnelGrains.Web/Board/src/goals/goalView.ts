import type { BoardGoal } from '../contract';
import type { Figures, Formats } from '../text/Formats';
import type { Texts } from '../text/catalogue';
import { clockText } from '../sla/countdown';

export type GoalStatus = 'on_track' | 'behind' | 'at_risk' | 'reached' | 'missed' | 'no_verdict';

/** Where things stand along a goal's bar, 0 to 1; null where there is nothing to mark. */
export interface GoalBar {
  actual: number;
  target: number;
  expected: number | null;
  projection: number | null;
}

/** The bar ends at the target, or further where the goal is or will be surpassed. */
export function barOf(goal: BoardGoal): GoalBar {
  const end = Math.max(goal.target, goal.actual ?? 0, Math.min(goal.projection ?? 0, goal.target * 1.25)) || 1;
  const along = (value: number) => Math.max(0, Math.min(1, value / end));
  return {
    actual: along(goal.actual ?? 0),
    target: along(goal.target),
    expected: goal.expected === null ? null : along(goal.expected),
    projection: goal.projection === null ? null : along(goal.projection),
  };
}

/** A value in the goal's own unit. */
export function goalFigures(goal: BoardGoal, value: number | null, formats: Formats): Figures {
  if (value === null) return { before: '', figures: '–', after: '' };
  if (goal.metric === 'revenue') return formats.money(value, goal.currency ?? 'BRL');
  if (goal.metric === 'compliance') return { before: '', figures: formats.percent(value), after: '' };
  if (goal.metric === 'first_touch') return { before: '', figures: clockText(value * 1000), after: '' };
  return formats.count(value);
}

/** The same in one run of text, beside the value that carries the currency. */
export function goalText(goal: BoardGoal, value: number | null, formats: Formats): string {
  const { figures, after } = goalFigures(goal, value, formats);
  return after === '' ? figures : `${figures} ${after}`;
}

/** A projection is an estimate: whole units are as exact as it is. */
export function projectionOf(goal: BoardGoal): number | null {
  return rounded(goal, goal.projection);
}

/** What is estimated of something that is counted, in whole units. */
export function rounded(goal: BoardGoal, value: number | null): number | null {
  const counted = goal.metric !== 'revenue' && goal.metric !== 'compliance' && goal.metric !== 'first_touch';
  return value !== null && counted ? Math.round(value) : value;
}

/**
 * What is left a day is work to be done: of what is counted whole units, rounded up, below ten a tenth.
 */
export function perDayLeftOf(goal: BoardGoal): number | null {
  if (goal.perDayLeft === null || goal.metric === 'revenue') return goal.perDayLeft;
  const step = goal.perDayLeft < 10 ? 10 : 1;
  // A double such as 2.1000000000000005 is 2.1.
  return Math.ceil(Number((goal.perDayLeft * step).toFixed(6))) / step;
}

export function statusOf(goal: BoardGoal): GoalStatus {
  const known: readonly string[] = ['on_track', 'behind', 'at_risk', 'reached', 'missed'];
  return known.includes(goal.status) ? (goal.status as GoalStatus) : 'no_verdict';
}

export function statusText(goal: BoardGoal, t: Texts): string {
  return t[statusOf(goal)];
}

/** What stands before the target where it is a bound to keep, not a sum to reach. */
export function boundOf(goal: BoardGoal): string {
  if (goal.kind === 'below') return '≤';
  return goal.kind === 'above' ? '≥' : '';
}
