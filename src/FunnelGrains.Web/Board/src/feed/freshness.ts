/** `live`, `late` (amber: two heartbeats missed) or `lost` (red). */
export type Freshness = 'live' | 'late' | 'lost';

/** Heartbeats come at least every 5 s and carry data at most 5 s old: beyond this two were missed. */
export const lateAfter = 12_000;

/** From here on nobody should act on what the board says. */
export const lostAfter = 60_000;

/** @param age Of the data or of the last word from the server, whichever is older, in milliseconds. */
export function freshnessOf(age: number): Freshness {
  if (age > lostAfter) return 'lost';
  return age > lateAfter ? 'late' : 'live';
}
