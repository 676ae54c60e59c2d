import {
  daysIn,
  earlier,
  endOfMonth,
  isDay,
  mondayOf,
  monthFrom,
  plusDays,
  quarterFrom,
  type Day,
} from '../../text/days';

/** By what the funnel can be narrowed and broken down. */
export const dimensions = ['source', 'campaign', 'segment', 'owner', 'team'] as const;
export type Dimension = (typeof dimensions)[number];

/** Periods that have a name. */
export const presets = ['today', 'week', 'month', 'last_month', 'quarter', 'last_30'] as const;
export type Preset = (typeof presets)[number] | 'custom';

export interface Period {
  from: Day;
  to: Day;
}

/** What the dashboard shows: all of it stands in the address, so that it can be shared. */
export interface View {
  preset: Preset;
  period: Period;
  /** What it is compared with: as much of the period before as has passed of this one. */
  before: Period;
  filters: Partial<Record<Dimension, string>>;
  by: Dimension;
}

/** @param get A parameter of the address; null where it is not given. */
export function viewOf(get: (name: string) => string | null, today: Day): View {
  const [from, to] = [get('from'), get('to')];
  const custom = isDay(from) && isDay(to) && from <= to;
  const asked = presets.find((preset) => preset === get('period')) ?? 'month';
  const preset: Preset = custom ? 'custom' : asked;
  const period = custom ? { from, to } : periodOf(asked, today);
  const filters: View['filters'] = {};
  for (const dimension of dimensions) {
    const value = get(dimension);
    if (value !== null && value !== '') filters[dimension] = value;
  }
  return {
    preset,
    period,
    before: periodBefore(preset, period, today),
    filters,
    by: dimensions.find((dimension) => dimension === get('by')) ?? 'source',
  };
}

function periodOf(preset: (typeof presets)[number], today: Day): Period {
  switch (preset) {
    case 'today':
      return { from: today, to: today };
    case 'week':
      return { from: mondayOf(today), to: plusDays(mondayOf(today), 6) };
    case 'month':
      return { from: monthFrom(today), to: endOfMonth(today) };
    case 'last_month':
      return { from: monthFrom(today, -1), to: endOfMonth(monthFrom(today, -1)) };
    case 'quarter':
      return { from: quarterFrom(today), to: endOfMonth(monthFrom(quarterFrom(today), 2)) };
    case 'last_30':
      return { from: plusDays(today, -29), to: today };
  }
}

/** Months compare with the same days of months, everything else with as many days before. Of what still runs only the part that has passed. */
function periodBefore(preset: Preset, period: Period, today: Day): Period {
  const passed = earlier(period.to, today < period.from ? period.to : today);
  const months = { month: 1, last_month: 1, quarter: 3 }[preset as string];
  if (months === undefined) {
    const length = preset === 'week' ? 7 : daysIn(period.from, period.to);
    return { from: plusDays(period.from, -length), to: plusDays(passed, -length) };
  }
  const from = monthFrom(period.from, -months);
  const end = endOfMonth(monthFrom(period.to, -months));
  const whole = passed === period.to;
  return { from, to: whole ? end : earlier(end, plusDays(from, daysIn(period.from, passed) - 1)) };
}

/** How much more or less: −1 to ∞; null where there was nothing to compare with. */
export function changeOf(now: number, before: number | null): number | null {
  return before === null || before === 0 ? null : (now - before) / before;
}
