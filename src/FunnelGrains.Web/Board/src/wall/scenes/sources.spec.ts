import { expect, test } from 'vitest';
import type { BoardSource } from '../../contract';
import { frameOf } from '../../feed/testFrame';
import { places, sourceBars, trendOf } from './sources';
import { keptToday } from './today';

const source = (value: string, captured: number): BoardSource => ({ value, captured, won: 0, revenue: [] });

test('the largest sources stand beside the largest of all, and no more than fit', () => {
  const bars = sourceBars(Array.from({ length: 12 }, (_, i) => source(`s${i}`, 120 - i * 10)));
  expect(bars).toHaveLength(places);
  expect(bars.slice(0, 3).map((bar) => bar.share)).toEqual([1, 110 / 120, 100 / 120]);
});

test('no source and no lead divide nothing by nothing', () => {
  expect(sourceBars([])).toEqual([]);
  expect(sourceBars([source('web', 0)])[0]?.share).toBe(0);
  expect(trendOf([{ date: '2026-11-02', captured: 0, won: 0 }])).toEqual({
    highest: 0,
    days: [{ date: '2026-11-02', captured: 0, won: 0, height: 0, wins: 0 }],
  });
});

test('the trend is as high as its highest day', () => {
  const { days, highest } = trendOf([
    { date: '2026-11-01', captured: 5, won: 1 },
    { date: '2026-11-02', captured: 20, won: 0 },
  ]);
  expect(highest).toBe(20);
  expect(days.map((day) => [day.height, day.wins])).toEqual([
    [0.25, 0.05],
    [1, 0],
  ]);
});

test('what is kept today is of what was judged today', () => {
  const { totals } = frameOf();
  expect(keptToday({ totals })).toBeNull();
  expect(keptToday({ totals: { ...totals, keptToday: 3, brokenToday: 1, runningToday: 9 } })).toBe(0.75);
});
