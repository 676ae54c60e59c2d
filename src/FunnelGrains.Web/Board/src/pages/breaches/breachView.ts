import type { Body } from '../../api/answers';
import type { ShapeName } from '../../look/Shape.svelte';

export type Breach = Body<'BreachBody'>;

/** How a breach stands: what is to be done about it, or what became of it. */
export type Standing = 'waiting' | 'taken' | 'resolved' | 'met_late' | 'rescinded' | 'over';

export const shapes: Record<Standing, ShapeName> = {
  waiting: 'square',
  taken: 'clock',
  resolved: 'check',
  met_late: 'triangle',
  rescinded: 'dash',
  over: 'dash',
};

/** How a breach stands; somebody may still wait for one that is resolved. */
export function standingOf(breach: Breach): Standing {
  if (breach.rescinded) return 'rescinded';
  if (breach.resolution !== null) return 'resolved';
  if (breach.state === 'met_late') return 'met_late';
  if (breach.state !== 'breached') return 'over';
  return breach.takenBy === null ? 'waiting' : 'taken';
}

export const groupings = ['none', 'clause', 'owner'] as const;
export type Grouping = (typeof groupings)[number];
export const hands = ['all', 'nobody', 'mine', 'others'] as const;
export type Hands = (typeof hands)[number];
export const rooms = ['open', 'risk', 'history'] as const;
export type RoomName = (typeof rooms)[number];

/** What is shown of breaches: all of it stands in the address. */
export interface BreachQuestion {
  room: RoomName;
  clause: string | null;
  owner: string | null;
  team: string | null;
  /** In whose hands they are. */
  hands: Hands;
  /** Those that are resolved too. */
  resolved: boolean;
  group: Grouping;
}

/** Who owns what nobody owns. */
export const nobody = '(none)';

/** @param get A parameter of the address; null where it is not given. */
export function questionOf(get: (name: string) => string | null): BreachQuestion {
  const one = <T extends string>(names: readonly T[], name: string): T =>
    names.find((known) => known === get(name)) ?? names[0]!;
  const text = (name: string) => get(name) || null;
  return {
    room: one(rooms, 'view'),
    clause: text('clause'),
    owner: text('owner'),
    team: text('team'),
    hands: one(hands, 'hands'),
    resolved: get('resolved') === '1',
    group: one(groupings, 'group'),
  };
}

/** Those that are asked for, in their order. Of open ones the resolved wait at the end. */
export function shownOf(breaches: readonly Breach[], question: BreachQuestion, me: string | null): Breach[] {
  const shown = breaches.filter(
    (breach) =>
      (question.clause === null || breach.clause === question.clause) &&
      (question.owner === null || (breach.owner ?? nobody) === question.owner) &&
      (question.team === null || breach.team === question.team) &&
      isInHands(breach, question.hands, me) &&
      (question.room !== 'open' || question.resolved || breach.resolution === null),
  );
  if (question.room !== 'open') return shown;
  return [
    ...shown.filter((breach) => breach.resolution === null),
    ...shown.filter((breach) => breach.resolution !== null),
  ];
}

function isInHands(breach: Breach, wanted: Hands, me: string | null): boolean {
  if (wanted === 'nobody') return breach.takenBy === null;
  if (wanted === 'mine') return me !== null && breach.takenBy === me;
  return wanted === 'all' || (breach.takenBy !== null && breach.takenBy !== me);
}

/** A line of the list: a breach, or the head of those that follow. */
export type Line = { breach: Breach } | { group: string; count: number };

/** The list with heads between its groups, the largest group first. */
export function linesOf(breaches: readonly Breach[], grouping: Grouping): Line[] {
  if (grouping === 'none') return breaches.map((breach) => ({ breach }));
  const groups = new Map<string, Breach[]>();
  for (const breach of breaches) {
    const key = grouping === 'clause' ? breach.clause : (breach.owner ?? nobody);
    groups.set(key, [...(groups.get(key) ?? []), breach]);
  }
  return [...groups]
    .sort(([, a], [, b]) => b.length - a.length)
    .flatMap(([group, members]) => [{ group, count: members.length }, ...members.map((breach) => ({ breach }))]);
}
