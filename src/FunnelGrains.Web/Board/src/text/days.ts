/** A local date as ISO text, such as 2026-11-02. */
export type Day = string;

const length = 86_400_000;

const at = (day: Day) => Date.parse(`${day}T00:00:00Z`);
const of = (instant: number): Day => new Date(instant).toISOString().slice(0, 10);

/** Whether a text is a date that exists. */
export function isDay(text: string | null): text is Day {
  if (text === null || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const instant = at(text);
  return !Number.isNaN(instant) && of(instant) === text;
}

export function plusDays(day: Day, days: number): Day {
  return of(at(day) + days * length);
}

/** How many days a period has, both ends included. */
export function daysIn(from: Day, to: Day): number {
  return Math.round((at(to) - at(from)) / length) + 1;
}

/** The Monday of its week. */
export function mondayOf(day: Day): Day {
  return plusDays(day, -((new Date(at(day)).getUTCDay() + 6) % 7));
}

/** The first of a month so many months later; before with a negative number. */
export function monthFrom(day: Day, months = 0): Day {
  const date = new Date(at(day));
  return of(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
}

/** The last day of its month. */
export function endOfMonth(day: Day): Day {
  return plusDays(monthFrom(day, 1), -1);
}

/** The first day of its quarter. */
export function quarterFrom(day: Day): Day {
  return monthFrom(day, -(new Date(at(day)).getUTCMonth() % 3));
}

/** The local date of an instant in a zone. */
export function dayIn(zone: string, instant: number): Day {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return parts.format(instant);
}

export function earlier(one: Day, other: Day): Day {
  return one < other ? one : other;
}
