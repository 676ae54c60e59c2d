import type { Language } from '../../text/catalogue';
import { isScene, usualCourse, type Course } from '../rotation/scenes';

export type NamesShown = 'names' | 'initials' | 'team';

/** How a wall is to look. */
export interface WallSettings extends Course {
  names: NamesShown;
  sound: boolean;
  /** null: the browser's own. */
  language: Language | null;
  theme: 'dark' | 'light' | 'auto';
}

export const usualSettings: WallSettings = {
  ...usualCourse,
  names: 'initials',
  sound: false,
  language: null,
  theme: 'dark',
};

const [fewest, most] = [20, 30];

/** A display's settings as the server tells them; whatever this build does not know is as usual. */
export function settingsOf(told: unknown): WallSettings {
  if (typeof told !== 'object' || told === null) return usualSettings;
  const wish = told as Record<string, unknown>;
  const chosen = Array.isArray(wish['scenes']) ? wish['scenes'].filter(isScene) : [];
  const scenes = chosen.filter((scene, i) => chosen.indexOf(scene) === i);
  const seconds = Number(wish['seconds']);
  return {
    scenes: scenes.length > 0 ? scenes : usualSettings.scenes,
    seconds:
      Number.isFinite(seconds) && seconds > 0 ? Math.min(most, Math.max(fewest, seconds)) : usualSettings.seconds,
    pinned: isScene(wish['pinned']) ? wish['pinned'] : null,
    names: oneOf(wish['names'], ['names', 'initials', 'team'], usualSettings.names),
    sound: wish['sound'] === true,
    language: oneOf<Language, null>(wish['language'], ['pt', 'en'], null),
    theme: oneOf(wish['theme'], ['dark', 'light', 'auto'], usualSettings.theme),
  };
}

/** What the address asks for beside them: `?scene=goals` pins a scene, for a look at one of them. */
export function pinnedBy(search: string): Course['pinned'] {
  const scene = new URLSearchParams(search).get('scene');
  return isScene(scene) ? scene : null;
}

function oneOf<T extends string, D>(value: unknown, known: readonly T[], otherwise: D): T | D {
  return known.includes(value as T) ? (value as T) : otherwise;
}
