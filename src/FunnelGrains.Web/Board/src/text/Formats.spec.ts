import { expect, test } from 'vitest';
import { ageText } from './age';
import { catalogue } from './catalogue';
import { Formats, shortened } from './Formats';

const pt = new Formats('pt-BR');
const en = new Formats('en-US');
const zone = 'America/Sao_Paulo';
const noon = Date.parse('2026-11-02T15:00:05Z');

test('money is cut into sign, figures and unit', () => {
  expect(pt.money(482_350.75, 'BRL')).toEqual({ before: 'R$', figures: '482', after: 'mil' });
  expect(en.money(1_234_567, 'USD')).toEqual({ before: '$', figures: '1.23', after: 'M' });
  expect(pt.money(9_999.4, 'BRL')).toEqual({ before: 'R$', figures: '9.999', after: '' });
});

test('counts stand in full until they would not fit', () => {
  expect(pt.shortCount(9_999)).toEqual({ before: '', figures: '9.999', after: '' });
  expect(pt.shortCount(12_345)).toEqual({ before: '', figures: '12,3', after: 'mil' });
  expect(pt.count(99_999).figures).toBe('99.999');
});

test('times are of the workspace’s zone, in 24 hours', () => {
  expect(pt.time(noon, zone, true)).toBe('12:00:05');
  expect(en.time(Date.parse('2026-11-02T03:00:00Z'), zone)).toBe('00:00');
  expect(pt.dayOfMonth(noon, zone)).toBe('02/11');
});

test('days end at the zone’s midnight', () => {
  const midnight = Date.parse('2026-11-03T03:00:00Z');
  expect(pt.isSameDay(noon, midnight - 1, zone)).toBe(true);
  expect(pt.isSameDay(noon, midnight, zone)).toBe(false);
});

test('a month is named without a shift of zone', () => {
  expect(pt.month('2026-11-01')).toBe('novembro');
  expect(en.month('2026-11-01')).toBe('November');
});

test('an age is told in its largest unit', () => {
  const ages = [0, 119_999, 120_000, 7_200_000, 172_800_000].map((age) => ageText(age, catalogue.en));
  expect(ages).toEqual(['0 s', '119 s', '2 min', '2 h', '2 d']);
});

test('where the engine cannot shorten a number, it is shortened the same', () => {
  expect([999, 12_500, 482_350, 1_800_000, 2_500_000_000].map((value) => shortened(value, 'pt-BR'))).toEqual([
    { divisor: 1, unit: '' },
    { divisor: 1_000, unit: 'mil' },
    { divisor: 1_000, unit: 'mil' },
    { divisor: 1_000_000, unit: 'mi' },
    { divisor: 1_000_000_000, unit: 'bi' },
  ]);
  expect(shortened(-12_500, 'en-US')).toEqual({ divisor: 1_000, unit: 'K' });
});

test('midnight is the hour 00', () => {
  for (const tag of ['pt-BR', 'en-US', 'en-GB'])
    expect(new Formats(tag).time(Date.parse('2026-11-02T00:05:00Z'), 'UTC')).toBe('00:05');
});
