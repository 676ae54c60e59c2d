import { expect, test } from 'vitest';
import type { MergedHoliday } from '../AgreementApi';
import { isKept, keepDate, keepEvery, rowsOf } from './holidays';

const holiday = (key: string, date: string, kind = 'national', standing = 'closed') =>
  ({
    key,
    date,
    kind,
    standing,
    name: { pt: key, en: key },
    source: '',
    closed: ['00:00', '24:00'],
  }) as unknown as MergedHoliday;
const rows = rowsOf([
  holiday('christmas', '2026-12-25'),
  holiday('carnival', '2027-02-09', 'optional', 'not_chosen'),
  holiday('christmas', '2027-12-25'),
]);
const [christmas, carnival] = [rows[0]!, rows[1]!];
const none = { country: 'BR', region: 'SP' };

test('a holiday is one row with its dates of all years', () => {
  expect(rows.map((row) => [row.key, row.dates.map(({ date }) => date)])).toEqual([
    ['christmas', ['2026-12-25', '2027-12-25']],
    ['carnival', ['2027-02-09']],
  ]);
});

test('what binds is kept until it is struck off, what is optional only when it is chosen', () => {
  expect([isKept(none, christmas), isKept(none, carnival)]).toEqual([true, false]);
  const chosen = keepEvery(keepEvery(none, christmas, false), carnival, true);
  expect(chosen).toEqual({ ...none, struckOff: ['christmas'], optional: ['carnival'] });
  expect([isKept(chosen, christmas), isKept(chosen, carnival)]).toEqual([false, true]);
});

test('one date is struck off by itself, and a word about every year takes its place', () => {
  const once = keepDate(none, '2026-12-25', false);
  expect(once.struckOff).toEqual(['2026-12-25']);
  expect(keepDate(once, '2026-12-25', true).struckOff).toEqual([]);
  expect(keepEvery(once, christmas, true).struckOff).toEqual([]);
});
