/** The present by the server's clock, four times a second: what counts down changes within a quarter of its second. */
export class Ticker {
  /** Milliseconds since 1970. */
  now = $state(0);
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly clock: { now(): number }) {
    this.now = clock.now();
  }

  start(): void {
    this.#timer = setInterval(() => (this.now = this.clock.now()), 250);
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
