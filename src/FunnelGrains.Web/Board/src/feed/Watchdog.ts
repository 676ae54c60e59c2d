import type { BoardFeed } from './BoardFeed.svelte';

/** Nothing was heard for so long although reconnecting goes on: the page itself may be what is stuck. */
export const silenceBeforeReload = 120_000;

/** Boards of a new build come back within this, each at its own moment. */
export const longestReloadDelay = 60_000;

export interface WatchdogOptions {
  feed: BoardFeed;
  /** Loads the page anew, if the server answers. */
  reload: () => Promise<void>;
  /** Whether nothing is going on that a reload would cut off. */
  calm: () => boolean;
  random?: () => number;
}

/** Keeps a board alive for months: replaces silent connections, reloads a stuck page and a page of an older build. */
export class Watchdog {
  readonly #options: WatchdogOptions;
  #timer: ReturnType<typeof setInterval> | undefined;
  #reloadAt: number | null = null;

  constructor(options: WatchdogOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer = setInterval(() => this.look(), 1_000);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  look(): void {
    const { feed, reload, calm } = this.#options;
    feed.watchOver();
    if (feed.link !== 'refused' && feed.silence() > silenceBeforeReload) void reload();
    if (!feed.outdated) return;
    this.#reloadAt ??= performance.now() + (this.#options.random ?? Math.random)() * longestReloadDelay;
    if (performance.now() >= this.#reloadAt && calm()) void reload();
  }
}
