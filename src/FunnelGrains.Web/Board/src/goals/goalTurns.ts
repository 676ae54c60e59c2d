import type { BoardGoal, BoardTeam } from '../contract';

/** A place on the board and the goals that take turns in it. */
export interface GoalPlace {
  key: string;
  goals: BoardGoal[];
}

const places = 2;

/**
 * Two places: one for each of two teams, so that both are always in sight; a team that is alone has both.
 * More than two teams take turns as well.
 */
export function goalPlaces(goals: readonly BoardGoal[], teams: readonly BoardTeam[]): GoalPlace[] {
  const byTeam = teams
    .map((team) => ({ key: team.key, goals: goals.filter((goal) => goal.team === team.key) }))
    .filter((place) => place.goals.length > 0);
  const [only] = byTeam;
  const groups = byTeam.length === 1 && only ? only.goals.map((goal) => ({ key: goal.id, goals: [goal] })) : byTeam;
  return groups.length <= places ? groups : dealt(groups);
}

function dealt(groups: readonly GoalPlace[]): GoalPlace[] {
  return Array.from({ length: places }, (_, place) => ({
    key: String(place),
    goals: groups.filter((_, i) => i % places === place).flatMap((group) => group.goals),
  }));
}
