import { expect, test } from 'vitest';
import type { Palette } from '../../ui/palette';
import { barsOption, linesOption, timeUnit } from './charts';

globalThis.matchMedia ??= (() => ({ matches: true })) as unknown as typeof matchMedia;

const palette: Palette = {
  text: '#fff',
  dim: '#999',
  line: '#333',
  card: '#111',
  bad: '#f00',
  teams: ['#a', '#b', '#c', '#d'],
  font: 'Inter',
};
const format = (value: number) => `${value}!`;

test('bars have their names, their unit and their team’s colour', () => {
  const option = barsOption(palette, {
    names: ['ads', 'site'],
    unit: 'leads',
    series: [{ name: 'Captured', values: [3, null], team: 1 }],
    format,
  }) as { series: Record<string, any>[]; yAxis: { data: string[] }; xAxis: { name: string } };
  expect(option.yAxis.data).toEqual(['ads', 'site']);
  expect(option.xAxis.name).toBe('leads');
  expect(option.series[0]!['itemStyle'].color).toBe('#b');
  expect(option.series[0]!['label'].formatter({ value: 3 })).toBe('3!');
  expect(option.series[0]!['label'].formatter({ value: null })).toBe('');
});

test('the line of the period before ends with this one', () => {
  const option = linesOption(palette, {
    names: ['1', '2'],
    unit: 'leads',
    now: { name: 'now', values: [1, 2], team: 0 },
    before: { name: 'before', values: [4, 5, 6] },
    format,
  }) as { series: { data: number[] }[] };
  expect(option.series.map((series) => series.data)).toEqual([
    [1, 2],
    [4, 5],
  ]);
});

test('a time is written in the unit that suits the longest', () => {
  expect([timeUnit(3_000).unit, timeUnit(8_000).unit, timeUnit(400_000).unit]).toEqual(['minutes', 'hours', 'days']);
});
