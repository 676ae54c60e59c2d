import { weekdays, type Calendar, type Hours, type Weekday } from './document';

/** Days that follow each other and have the same hours. */
export interface DayRun {
  from: Weekday;
  to: Weekday;
  /** Empty where they are closed. */
  hours: Hours;
}

/** The week in as few lines as can be. */
export function runsOf(week: Calendar['week']): DayRun[] {
  const runs: DayRun[] = [];
  for (const day of weekdays) {
    const hours = week[day] ?? [];
    const last = runs.at(-1);
    if (last && hoursText(last.hours) === hoursText(hours)) last.to = day;
    else runs.push({ from: day, to: day, hours });
  }
  return runs;
}

/** Hours as they are typed: `09:00-12:00, 13:00-18:00`; empty for closed. */
export function hoursText(hours: Hours): string {
  return hours.map(([open, close]) => `${open}-${close}`).join(', ');
}

/** Typed hours; null where they cannot be read. A time without a leading zero or minutes is taken as what it plainly says. */
export function hoursOf(text: string): Hours | null {
  const parts = text
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const hours: Hours = [];
  for (const part of parts) {
    const found = /^(\d{1,2})(?::(\d{2}))?\s*[-–—]\s*(\d{1,2})(?::(\d{2}))?$/.exec(part);
    if (!found) return null;
    const [open, close] = [timeOf(found[1], found[2]), timeOf(found[3], found[4])];
    if (open === null || close === null || open >= close) return null;
    hours.push([open, close]);
  }
  return hours;
}

function timeOf(hour: string | undefined, minute: string | undefined): string | null {
  const [h, m] = [Number(hour), Number(minute ?? '0')];
  if (h * 60 + m > 24 * 60 || m > 59) return null;
  return `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`;
}
