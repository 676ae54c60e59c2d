import type { EChartsCoreOption } from 'echarts/core';
import type { Body } from '../../api/answers';
import { categoryAxis, chartBase, valueAxis, type Palette } from '../../ui/palette';

/** What a pace chart is drawn of. */
export interface Pace {
  series: Body<'GoalSeriesBody'>;
  /** Where the running period is likely to end; null for none, and for a period that is over. */
  forecast: Body<'ForecastBody'> | null;
  /** The team's place in the agreement. */
  team: number;
  unit: string;
  /** Whether it is counted in whole units. */
  whole: boolean;
  names: { actual: string; expected: string; target: string; forecast: string; low: string; high: string };
  day: (day: string) => string;
  format: (value: number) => string;
}

/** The value day by day against the line of business time, the target, and the range in which the period is likely to end. */
export function paceOption(palette: Palette, pace: Pace): EChartsCoreOption {
  const { series, names } = pace;
  const colour = palette.teams[pace.team % palette.teams.length];
  const days = series.points.map((point) => pace.day(point.day));
  const expected = series.points.map((point) => point.expected);
  const cone = coneOf(pace);
  const line = (name: string, data: (number | null)[], style: object) => ({
    type: 'line',
    name,
    data,
    showSymbol: false,
    lineStyle: { ...style },
    itemStyle: { color: (style as { color: string }).color },
  });
  return {
    ...chartBase(palette),
    grid: { left: 8, right: 24, top: 44, bottom: 8, containLabel: true },
    legend: { top: 0, right: 0, icon: 'roundRect', itemHeight: 8, textStyle: { color: palette.dim } },
    tooltip: {
      ...(chartBase(palette)['tooltip'] as object),
      valueFormatter: (value: unknown) => (typeof value === 'number' ? pace.format(value) : '–'),
    },
    xAxis: { ...categoryAxis(palette, days), boundaryGap: false },
    yAxis: {
      ...valueAxis(palette, pace.unit, pace.format),
      minInterval: pace.whole ? 1 : 0,
      max: (seen: { max: number }) => Math.max(seen.max, series.target),
    },
    series: [
      {
        type: 'line',
        name: names.actual,
        data: series.points.map((point) => point.actual),
        symbolSize: 6,
        showSymbol: days.length <= 31,
        lineStyle: { color: colour, width: 2.5 },
        itemStyle: { color: colour },
        areaStyle: { color: colour, opacity: 0.12 },
        markLine: {
          silent: true,
          symbol: 'none',
          data: [{ yAxis: series.target }],
          lineStyle: { color: palette.text, type: 'solid', width: 1.5 },
          label: { formatter: names.target, color: palette.text, position: 'insideEndTop' },
        },
      },
      ...(expected.some((value) => value !== null)
        ? [line(names.expected, expected, { color: palette.dim, type: 'dashed', width: 1.5 })]
        : []),
      ...(cone === null
        ? []
        : [
            line(names.high, cone.high, { color: colour, type: 'dotted', width: 1, opacity: 0.7 }),
            line(names.forecast, cone.mid, { color: colour, type: 'dashed', width: 1.5 }),
            line(names.low, cone.low, { color: colour, type: 'dotted', width: 1, opacity: 0.7 }),
          ]),
    ],
  };
}

/** From where the period stands to where it is likely to end; null where nothing is foretold. */
export function coneOf({ series, forecast }: Pick<Pace, 'series' | 'forecast'>): {
  low: (number | null)[];
  mid: (number | null)[];
  high: (number | null)[];
} | null {
  const { points } = series;
  const today = points.reduce((last, point, n) => (point.actual === null ? last : n), -1);
  if (forecast === null || today < 0 || today >= points.length - 1) return null;
  const begin = points[today]!.actual!;
  const to = (end: number) =>
    points.map((_, n) => (n < today ? null : begin + ((end - begin) * (n - today)) / (points.length - 1 - today)));
  return { low: to(forecast.low), mid: to(forecast.mid), high: to(forecast.high) };
}
