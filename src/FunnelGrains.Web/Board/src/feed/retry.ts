/** Waits grow up to this, then stay: a board never gives up. */
export const longestWait = 15_000;

/**
 * How long to wait before the next try, in milliseconds.
 * @param failures Tries that failed in a row; 0 right after a connection that worked was lost.
 * @param random 0 to 1: half of the wait is left to chance, so that not all boards of an office come back at one instant.
 */
export function retryWait(failures: number, random: number): number {
  const full = Math.min(longestWait, 500 * 2 ** Math.min(failures, 10));
  return Math.round(full / 2 + (full / 2) * random);
}
