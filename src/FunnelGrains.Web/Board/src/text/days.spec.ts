import { expect, test } from 'vitest';
import { dayIn, daysIn, endOfMonth, isDay, mondayOf, monthFrom, plusDays, quarterFrom } from './days';

test('days are counted over months, leap days and years', () => {
  expect(plusDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(plusDays('2026-01-01', -1)).toBe('2025-12-31');
  expect(daysIn('2026-11-01', '2026-11-30')).toBe(30);
  expect(daysIn('2026-11-02', '2026-11-02')).toBe(1);
});

test('a week begins on Monday, a quarter with its first month', () => {
  expect(mondayOf('2026-11-01')).toBe('2026-10-26');
  expect(mondayOf('2026-11-02')).toBe('2026-11-02');
  expect(quarterFrom('2026-11-28')).toBe('2026-10-01');
});

test('months are as long as they are', () => {
  expect(endOfMonth('2026-02-10')).toBe('2026-02-28');
  expect(monthFrom('2026-01-31', -1)).toBe('2025-12-01');
});

test('what is no date is none', () => {
  for (const text of [null, '', '2026-02-30', '26-1-1', 'tomorrow', '2026-13-01'])
    expect(isDay(text), `${text}`).toBe(false);
  expect(isDay('2026-02-28')).toBe(true);
});

test('a day is that of the zone, not of the machine', () => {
  const instant = Date.parse('2026-11-02T01:30:00Z');
  expect(dayIn('America/Sao_Paulo', instant)).toBe('2026-11-01');
  expect(dayIn('Asia/Kathmandu', instant)).toBe('2026-11-02');
});
