import type { Answer } from '../../api/answers';

export type Display = Answer<'/api/v1/displays'>[number];
export type DisplaySettings = Display['settings'];

/** The scenes of the wall-board, in the order in which they take turns. */
export const scenes = ['funnel', 'goals', 'sla', 'sources', 'today'] as const;
export type Scene = (typeof scenes)[number];

/** What a display begins with; the same as the server's. */
export const firstSettings: DisplaySettings = {
  names: 'initials',
  scenes: [...scenes],
  seconds: 24,
  pinned: null,
  sound: false,
  language: null,
  theme: 'dark',
};

/** A code as it is typed: small letters, spaces and dashes do not matter. */
export function codeOf(typed: string): string {
  return typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
}
