import type { BoardFrame } from '../../contract';

/** Of what fell due today and is judged, how much was kept; null while nothing was. */
export function keptToday({ totals }: Pick<BoardFrame, 'totals'>): number | null {
  const judged = totals.keptToday + totals.brokenToday;
  return judged === 0 ? null : totals.keptToday / judged;
}
