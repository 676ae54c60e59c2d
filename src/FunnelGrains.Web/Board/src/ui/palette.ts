import type { EChartsCoreOption } from 'echarts/core';

/** The page's colours as charts want them, of the theme that is on. */
export interface Palette {
  text: string;
  dim: string;
  line: string;
  card: string;
  bad: string;
  /** By a team's place in the agreement. */
  teams: readonly [string, string, string, string];
  font: string;
}

export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const of = (name: string) => style.getPropertyValue(name).trim();
  return {
    text: of('--text'),
    dim: of('--dim'),
    line: of('--line'),
    card: of('--card'),
    bad: of('--bad'),
    teams: [of('--team-0'), of('--team-1'), of('--team-2'), of('--team-3')],
    font: style.fontFamily,
  };
}

/** What all charts have alike: quiet axes with their units, a tooltip in the page's own look, no motion for who wants none. */
export function chartBase(palette: Palette): EChartsCoreOption {
  return {
    animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    animationDuration: 250,
    textStyle: { fontFamily: palette.font, color: palette.text },
    tooltip: {
      trigger: 'axis',
      confine: true,
      backgroundColor: palette.card,
      borderColor: palette.line,
      textStyle: { color: palette.text, fontFamily: palette.font },
    },
    aria: { enabled: false },
  };
}

/** An axis with its unit. */
export function valueAxis(palette: Palette, unit: string, format: (value: number) => string, most?: number): object {
  return {
    type: 'value',
    name: unit,
    nameTextStyle: { color: palette.dim, align: 'left' },
    axisLabel: { color: palette.dim, formatter: format, hideOverlap: true },
    splitLine: { lineStyle: { color: palette.line } },
    minInterval: most === undefined ? 1 : 0,
    max: most,
  };
}

export function categoryAxis(palette: Palette, names: readonly string[], inverse = false): object {
  // A width is kept free whether a name needs it or not.
  const lines =
    inverse && names.some((name) => name.length > 24) ? { width: 160, overflow: 'break', lineHeight: 14 } : {};
  return {
    type: 'category',
    data: names,
    inverse,
    axisLabel: { color: palette.dim, hideOverlap: true, ...lines },
    axisLine: { lineStyle: { color: palette.line } },
    axisTick: { show: false },
  };
}
