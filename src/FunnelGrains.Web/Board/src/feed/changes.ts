import type { BoardChange, BoardFrame, BoardPatch } from '../contract';

/** Longest list a board keeps, whatever it is sent. */
export const longestList = 12;

/** Days of the trend. */
export const mostDays = 31;

/**
 * The board after a change.
 * @returns null on a gap: the patch builds on something this page does not have.
 */
export function applied(frame: BoardFrame | null, change: BoardChange): BoardFrame | null {
  if (change.kind === 'frame') return bounded(change);
  if (frame === null || change.epoch !== frame.epoch || change.base !== frame.revision) return null;
  return bounded(merged(frame, change));
}

/** Whether a change was already in a snapshot that was asked for while it was on its way. */
export function isIn(snapshot: BoardFrame, change: BoardChange): boolean {
  return change.epoch === snapshot.epoch && change.revision <= snapshot.revision;
}

function merged(frame: BoardFrame, patch: BoardPatch): BoardFrame {
  const { base: _base, kind: _kind, ...sections } = patch;
  return { ...frame, ...sections };
}

function bounded(frame: BoardFrame): BoardFrame {
  const { breaches, nextClocks, days, sources } = frame;
  if (Math.max(breaches.length, nextClocks.length, sources.length) <= longestList && days.length <= mostDays)
    return frame;
  return {
    ...frame,
    breaches: breaches.slice(0, longestList),
    nextClocks: nextClocks.slice(0, longestList),
    days: days.slice(-mostDays),
    sources: sources.slice(0, longestList),
  };
}
