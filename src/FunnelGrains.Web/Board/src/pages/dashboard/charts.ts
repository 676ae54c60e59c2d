import type { EChartsCoreOption } from 'echarts/core';
import { categoryAxis, chartBase, valueAxis, type Palette } from '../../ui/palette';

/** A row of bars lying on their side, with what each is worth written behind it. */
export interface Bars {
  names: readonly string[];
  unit: string;
  series: readonly { name: string; values: readonly (number | null)[]; team: number; faint?: boolean }[];
  format: (value: number) => string;
  /** The end of the axis; absent for that of the longest bar. */
  most?: number;
  stacked?: boolean;
}

/** Bars that lie, the first one on top. */
export function barsOption(palette: Palette, bars: Bars): EChartsCoreOption {
  return {
    ...chartBase(palette),
    grid: { left: 8, right: 56, top: bars.series.length > 1 ? 34 : 8, bottom: 26, containLabel: true },
    ...(bars.series.length > 1 ? { legend: legend(palette) } : {}),
    xAxis: {
      ...valueAxis(palette, bars.unit, bars.format, bars.most),
      nameLocation: 'middle',
      nameGap: 26,
      nameTextStyle: { color: palette.dim },
    },
    yAxis: categoryAxis(palette, bars.names, true),
    series: bars.series.map(({ name, values, team, faint }) => ({
      type: 'bar',
      name,
      data: values,
      barMaxWidth: 22,
      ...(bars.stacked ? { stack: 'all' } : {}),
      itemStyle: { color: palette.teams[team % palette.teams.length], opacity: faint ? 0.45 : 1, borderRadius: 3 },
      ...(bars.stacked
        ? {}
        : { label: { show: true, position: 'right', color: palette.text, formatter: labelled(bars.format) } }),
    })),
  };
}

/** Two lines over the same days of two periods: this one, and the one before. */
export interface Lines {
  names: readonly string[];
  unit: string;
  now: { name: string; values: readonly number[]; team: number };
  before: { name: string; values: readonly number[] } | null;
  format: (value: number) => string;
}

export function linesOption(palette: Palette, lines: Lines): EChartsCoreOption {
  const before = lines.before && {
    type: 'line',
    name: lines.before.name,
    data: lines.before.values.slice(0, lines.names.length),
    showSymbol: false,
    lineStyle: { color: palette.dim, type: 'dashed', width: 1.5 },
    itemStyle: { color: palette.dim },
  };
  const colour = palette.teams[lines.now.team % palette.teams.length];
  return {
    ...chartBase(palette),
    grid: { left: 8, right: 16, top: 40, bottom: 8, containLabel: true },
    legend: legend(palette),
    xAxis: { ...categoryAxis(palette, lines.names), boundaryGap: false },
    yAxis: valueAxis(palette, lines.unit, lines.format),
    series: [
      {
        type: 'line',
        name: lines.now.name,
        data: lines.now.values,
        symbolSize: 7,
        showSymbol: lines.names.length <= 31,
        lineStyle: { color: colour, width: 2.5 },
        itemStyle: { color: colour },
        areaStyle: { color: colour, opacity: 0.12 },
      },
      ...(before ? [before] : []),
    ],
  };
}

function legend(palette: Palette): object {
  return { top: 0, right: 0, icon: 'roundRect', itemHeight: 8, textStyle: { color: palette.dim } };
}

const labelled =
  (format: (value: number) => string) =>
  ({ value }: { value: unknown }) =>
    typeof value === 'number' ? format(value) : '';

/** A length of time in the unit that suits the longest one. */
export function timeUnit(longest: number): { unit: 'minutes' | 'hours' | 'days'; seconds: number } {
  if (longest < 2 * 3_600) return { unit: 'minutes', seconds: 60 };
  return longest < 3 * 86_400 ? { unit: 'hours', seconds: 3_600 } : { unit: 'days', seconds: 86_400 };
}
