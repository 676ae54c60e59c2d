import type { Celebration } from '../../contract';

/** How long one celebration is shown. */
export const celebrationTime = 6_000;

const mostWaiting = 5;

/** Shows celebrations one after the other; of many at once the latest few. */
export class CelebrationQueue {
  shown = $state.raw<Celebration | null>(null);
  #waiting: Celebration[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  add(what: Celebration): void {
    this.#waiting = [...this.#waiting, what].slice(-mostWaiting);
    if (this.shown === null) this.#next();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #next(): void {
    this.shown = this.#waiting.shift() ?? null;
    if (this.shown !== null) this.#timer = setTimeout(() => this.#next(), celebrationTime);
  }
}
