import type { MergedHoliday } from '../AgreementApi';
import type { HolidayChoice } from '../document';

/** A holiday with its dates of the years that are shown. */
export interface HolidayRow {
  key: string;
  name: { pt: string; en: string };
  kind: MergedHoliday['kind'];
  source: string;
  dates: { date: string; standing: MergedHoliday['standing'] }[];
}

/** One row a holiday, in the order of its first date. */
export function rowsOf(holidays: readonly MergedHoliday[]): HolidayRow[] {
  const rows = new Map<string, HolidayRow>();
  for (const { key, name, kind, source, date, standing } of holidays) {
    const row = rows.get(key) ?? { key, name, kind, source, dates: [] };
    row.dates.push({ date, standing });
    rows.set(key, row);
  }
  return [...rows.values()];
}

/** Whether a holiday is kept in every year: an optional one if it was chosen, another unless it was struck off. */
export function isKept(choice: HolidayChoice, row: Pick<HolidayRow, 'key' | 'kind'>): boolean {
  return row.kind === 'optional'
    ? (choice.optional ?? []).includes(row.key)
    : !(choice.struckOff ?? []).includes(row.key);
}

/** The choice with a holiday kept or not, in every year. */
export function keepEvery(choice: HolidayChoice, row: HolidayRow, kept: boolean): HolidayChoice {
  const dates = new Set(row.dates.map(({ date }) => date));
  const struckOff = (choice.struckOff ?? []).filter((one) => one !== row.key && !dates.has(one));
  if (row.kind !== 'optional') return { ...choice, struckOff: kept ? struckOff : [...struckOff, row.key] };
  const optional = (choice.optional ?? []).filter((one) => one !== row.key);
  return { ...choice, optional: kept ? [...optional, row.key] : optional, struckOff };
}

/** The choice with one date of a holiday kept or struck off. */
export function keepDate(choice: HolidayChoice, date: string, kept: boolean): HolidayChoice {
  const struckOff = (choice.struckOff ?? []).filter((one) => one !== date);
  return { ...choice, struckOff: kept ? struckOff : [...struckOff, date] };
}
