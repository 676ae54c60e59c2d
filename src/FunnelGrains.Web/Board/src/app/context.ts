import { createContext } from 'svelte';
import type { Api } from '../api/client';
import type { Who } from '../api/Who.svelte';
import type { BoardFeed } from '../feed/BoardFeed.svelte';
import type { Theme } from '../look/Theme.svelte';
import type { Ticker } from '../look/Ticker.svelte';
import type { Locale } from '../text/Locale.svelte';
import type { Address } from './Address.svelte';
import type { Live } from './Live.svelte';

/** What every page reads. */
export interface AppContext {
  address: Address;
  api: Api;
  /** The live link: frames of the whole workspace, breaches, the server's clock. */
  feed: BoardFeed;
  live: Live;
  locale: Locale;
  theme: Theme;
  ticker: Ticker;
  who: Who;
}

export const [appContext, setAppContext] = createContext<AppContext>();
