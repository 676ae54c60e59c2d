import { expect, test } from 'vitest';
import { hoursOf, hoursText, runsOf } from './hours';

test('typed hours are read, whatever the dash, and written back', () => {
  expect(hoursOf('09:00-12:00, 13:00–18:00')).toEqual([
    ['09:00', '12:00'],
    ['13:00', '18:00'],
  ]);
  expect(hoursText(hoursOf('9-18:30')!)).toBe('09:00-18:30');
  expect([hoursOf(''), hoursOf('22-24')]).toEqual([[], [['22:00', '24:00']]]);
});

test('what is no time of day is not taken', () => {
  for (const text of ['18-9', '9-25', 'nine to five', '9:75-10', '24:30-24:40', '9'])
    expect(hoursOf(text), text).toBeNull();
});

test('days with the same hours are one line', () => {
  const day: [string, string][] = [['09:00', '18:00']];
  expect(
    runsOf({ mon: day, tue: day, wed: day, thu: day, fri: day }).map(({ from, to, hours }) => [from, to, hours.length]),
  ).toEqual([
    ['mon', 'fri', 1],
    ['sat', 'sun', 0],
  ]);
});
