import { createContext } from 'svelte';
import type { Session } from '../feed/Session.svelte';
import type { Theme } from '../look/Theme.svelte';
import type { Ticker } from '../look/Ticker.svelte';
import type { Locale } from '../text/Locale.svelte';

/** What every part of the wall reads. */
export interface BoardContext {
  locale: Locale;
  session: Session;
  theme: Theme;
  ticker: Ticker;
}

export const [boardContext, setBoardContext] = createContext<BoardContext>();
