import type { Language } from '../../text/catalogue';
import type { Formats } from '../../text/Formats';
import { stageName, teamName, type AgreementDocument, type GoalTerms } from './document';
import { words } from './words';

const periods = { week: 'perWeek', month: 'perMonth', quarter: 'perQuarter' } as const;

/** A goal in a sentence: who delivers what, how much, and by when. */
export function goalSentence(
  goal: GoalTerms,
  agreement: AgreementDocument,
  language: Language,
  formats: Formats,
): string {
  const t = words[language];
  const amount =
    goal.metric === 'revenue'
      ? new Intl.NumberFormat(formats.tag, {
          style: 'currency',
          currency: goal.currency ?? 'BRL',
          maximumFractionDigits: 0,
        }).format(goal.target)
      : goal.metric === 'compliance'
        ? formats.percent(goal.target)
        : formats.number(goal.target);
  const bound = goal.kind === 'below' ? t.atMost(amount) : goal.kind === 'above' ? t.atLeast(amount) : amount;
  const clause = agreement.clauses.find((one) => one.key === goal.clause)?.name[language] ?? goal.clause ?? '';
  const what: Record<string, string> = {
    entered: t.goalEntered(bound, stageName(agreement, goal.stage ?? '', language)),
    won: t.goalWon(bound),
    revenue: t.goalRevenue(bound),
    touches: t.goalTouches(bound),
    compliance: t.goalCompliance(bound, clause),
    first_touch: t.goalFirstTouch(bound),
  };
  const filter = Object.entries(goal.filter ?? {}).map(([name, value]) => ` (${t.isValue(name, value)})`);
  const period = periods[goal.period as keyof typeof periods] ?? 'perMonth';
  return `${teamName(agreement, goal.team, language)}: ${what[goal.metric] ?? goal.metric}${filter.join('')} ${t[period]}.`;
}
