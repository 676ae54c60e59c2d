import type { Body } from '../../../api/answers';
import { standingOf, type NextClock } from '../nextClock';

type Clock = Body<'ClockBody'>;

/** A clock of a lead with how it stands now; null where nothing is awaited any more. */
export interface ClockView {
  clock: Clock;
  now: NextClock | null;
}

/** Those that ask for something first, the next due first; then those that ended, the latest first. */
export function inOrder(clocks: readonly Clock[], now: number): { open: ClockView[]; ended: ClockView[] } {
  const views = clocks.map((clock) => ({ clock, now: standingOf(clock, now) }));
  // One without a due instant is no longer awaited by time, but it has not ended either.
  const isOpen = ({ clock, now }: ClockView) => now !== null || clock.state === 'running';
  const left = (view: ClockView) => (view.now === null || view.now.standing === 'paused' ? Infinity : view.now.left);
  return {
    open: views.filter(isOpen).sort((a, b) => (left(a) === left(b) ? 0 : left(a) - left(b))),
    ended: views.filter((view) => !isOpen(view)).sort((a, b) => Date.parse(b.clock.start) - Date.parse(a.clock.start)),
  };
}

/** A share of a clock's time. */
export interface Share {
  /** Null for the time before anybody had the lead. */
  owner: string | null;
  seconds: number;
  /** 0 to 1 of all of it. */
  share: number;
}

/** Whose time a clock's time was; empty while none has passed. */
export function sharesOf({ times }: Clock): Share[] {
  if (times === null) return [];
  const shares = [
    { owner: null, seconds: times.beforeAssignmentSeconds },
    ...times.owners.map(({ owner, seconds }) => ({ owner, seconds })),
  ].filter(({ seconds }) => seconds > 0);
  const all = shares.reduce((sum, { seconds }) => sum + seconds, 0);
  return shares.map((share) => ({ ...share, share: share.seconds / all }));
}
