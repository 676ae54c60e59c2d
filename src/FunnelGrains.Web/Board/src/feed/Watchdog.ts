import type { BoardFeed } from './BoardFeed.svelte';

/** Nothing was heard for so long although reconnecting goes on: the page itself may be what is stuck. */
export const silenceBeforeReload = 120_000;

/** So many rounds may the screen stand behind what was heard: drawing is a matter of moments, so then it has ended for good. */
export const mostRoundsBehind = 10;

/** Boards of a new build come back within this, each at its own moment. */
export const longestReloadDelay = 60_000;

export interface WatchdogOptions {
  feed: BoardFeed;
  /** Loads the page anew, if the server answers. */
  reload: () => Promise<void>;
  /** Whether nothing is going on that a reload would cut off. */
  calm: () => boolean;
  /** The revision that is on the screen; undefined while none is. */
  shown: () => number | undefined;
  random?: () => number;
}

/** Keeps a board alive for months: replaces silent connections, reloads a stuck or damaged page and a page of an older build. */
export class Watchdog {
  readonly #options: WatchdogOptions;
  #timer: ReturnType<typeof setInterval> | undefined;
  #reloadAt: number | null = null;
  #roundsBehind = 0;
  #damaged = false;

  constructor(options: WatchdogOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer = setInterval(() => this.look(), 1_000);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Something went wrong that nobody caught: part of the page may have ended, so it is loaded anew at the next calm moment. */
  damaged(): void {
    this.#damaged = true;
  }

  look(): void {
    const { feed, reload, calm, shown } = this.#options;
    feed.watchOver();
    if (feed.link !== 'refused' && feed.silence() > silenceBeforeReload) void reload();
    const follows = feed.link === 'refused' || feed.frame === null || feed.frame.revision === shown();
    this.#roundsBehind = follows ? 0 : this.#roundsBehind + 1;
    if (this.#roundsBehind > mostRoundsBehind) void reload();
    if (!feed.outdated && !this.#damaged) return;
    this.#reloadAt ??= performance.now() + (this.#options.random ?? Math.random)() * longestReloadDelay;
    if (performance.now() >= this.#reloadAt && calm()) void reload();
  }
}
