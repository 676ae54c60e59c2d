import type { BoardTeam } from '../contract';

const colours = 4;

/** The class that gives a team its colour: by its place in the agreement, so that it is the same everywhere. */
export function teamClass(teams: readonly BoardTeam[], key: string): string {
  const place = teams.findIndex((team) => team.key === key);
  return `team-${place < 0 ? colours - 1 : place % colours}`;
}
