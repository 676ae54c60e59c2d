import type { BoardFrame } from '../contract';

/** The least time between two askings of a page that shows what moves, in milliseconds. */
export const calm = 2_000;

/** Says to pages that what they show has moved: at most so often that asking again costs little. */
export class Live {
  /** Grows when something moved. */
  moves = $state(0);
  #version: string | null = null;
  #last = -Infinity;
  #moved = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** A frame came. Goals alone move with time; counts do when the version does. */
  hear(frame: BoardFrame): void {
    const version = `${frame.epoch}/${frame.version}`;
    if (version === this.#version) return;
    const first = this.#version === null;
    this.#version = version;
    if (first) return;
    this.#moved = true;
    this.#plan();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #plan(): void {
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        this.#last = this.now();
        this.moves++;
        // Lists follow the counts within a second: what is asked for now may not have the last of it yet.
        if (!this.#moved) return;
        this.#moved = false;
        this.#plan();
      },
      Math.max(0, this.#last + calm - this.now()),
    );
  }
}
