const kept = 12;

/**
 * The server's time on this page. A message can only be late, so of the last minute's messages the one that came
 * fastest tells the offset best. Counts on the browser's monotonic time: setting the machine's clock moves nothing.
 */
export class ServerClock {
  #offsets: number[] = [];
  #doubtful = false;

  /** The next message comes from a server that may be another one: what was heard before counts no longer. */
  doubt(): void {
    this.#doubtful = true;
  }

  /** Notes the server's time in a message that came just now. An unreadable time is passed over. */
  hear(at: string): void {
    const offset = Date.parse(at) - performance.now();
    if (Number.isNaN(offset)) return;
    if (this.#doubtful) this.#offsets = [];
    this.#doubtful = false;
    this.#offsets.push(offset);
    if (this.#offsets.length > kept) this.#offsets.shift();
  }

  /** Milliseconds since 1970 by the server; by this machine's clock until the server was heard. */
  now(): number {
    return this.#offsets.length > 0 ? Math.max(...this.#offsets) + performance.now() : Date.now();
  }
}
