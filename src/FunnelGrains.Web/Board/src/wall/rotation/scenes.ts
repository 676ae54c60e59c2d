/** What a wall shows in turn. */
export const sceneNames = ['funnel', 'goals', 'sla', 'sources', 'today'] as const;

export type SceneName = (typeof sceneNames)[number];

export function isScene(name: unknown): name is SceneName {
  return (sceneNames as readonly unknown[]).includes(name);
}

/** Which scenes, in their order, how long each, and the one that stays. */
export interface Course {
  scenes: readonly SceneName[];
  seconds: number;
  pinned: SceneName | null;
}

export const usualCourse: Course = { scenes: sceneNames, seconds: 24, pinned: null };
