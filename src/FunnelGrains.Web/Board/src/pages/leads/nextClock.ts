import type { Body } from '../../api/answers';

export type Clock = Body<'ClockBody'>;

/** `overdue`: its due has passed and somebody still waits. */
export type ClockStanding = 'overdue' | 'urgent' | 'running' | 'paused';

export interface NextClock {
  clock: Clock;
  standing: ClockStanding;
  /** Milliseconds until due, negative since; of a paused one what is left when it goes on. */
  left: number;
}

/** What is left below this is urgent. */
const urgentBelow = 15 * 60_000;

/** The clock of a lead that asks for something first: the one that has been due for longest, else the next one due, else one that is paused. */
export function nextClock(clocks: readonly Clock[], now: number): NextClock | null {
  let next: NextClock | null = null;
  for (const clock of clocks) {
    const one = standingOf(clock, now);
    if (one !== null && (next === null || isBefore(one, next))) next = one;
  }
  return next;
}

/** How a clock stands now; null for one that asks for nothing more. A clock whose due has passed since it was told is overdue. */
export function standingOf(clock: Clock, now: number): NextClock | null {
  if (clock.state === 'paused') return { clock, standing: 'paused', left: (clock.remainingSeconds ?? 0) * 1000 };
  const isAwaited = clock.state === 'running' || (clock.state === 'breached' && clock.stop === null);
  if (!isAwaited || clock.due === null) return null;
  const left = Date.parse(clock.due) - now;
  return { clock, standing: left < 0 ? 'overdue' : left < urgentBelow ? 'urgent' : 'running', left };
}

function isBefore(one: NextClock, other: NextClock): boolean {
  if ((one.standing === 'paused') !== (other.standing === 'paused')) return other.standing === 'paused';
  return one.left < other.left;
}
