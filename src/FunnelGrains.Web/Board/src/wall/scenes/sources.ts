import type { BoardDay, BoardSource } from '../../contract';

/** Places in the list of sources. */
export const places = 6;

/** A source and how much of the largest it is, 0 to 1. */
export interface SourceBar extends BoardSource {
  share: number;
}

/** The largest sources, each beside the largest of all. */
export function sourceBars(sources: readonly BoardSource[]): SourceBar[] {
  const largest = Math.max(1, ...sources.map((source) => source.captured));
  return sources.slice(0, places).map((source) => ({ ...source, share: source.captured / largest }));
}

/** A day of the trend; heights are of the highest day, 0 to 1. */
export interface TrendDay extends BoardDay {
  height: number;
  /** The same of the wins, by the same measure. */
  wins: number;
}

/** The days of the trend, and the highest of them. */
export function trendOf(days: readonly BoardDay[]): { days: TrendDay[]; highest: number } {
  const highest = Math.max(0, ...days.map((day) => day.captured));
  const measure = Math.max(1, highest, ...days.map((day) => day.won));
  return { highest, days: days.map((day) => ({ ...day, height: day.captured / measure, wins: day.won / measure })) };
}
