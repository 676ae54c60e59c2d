/** Remembers the latest ids, so that what is told at least once is shown once; bounded. */
export class RecentIds {
  readonly #ids = new Set<string>();

  constructor(private readonly most = 1_024) {}

  /** Notes an id. @returns Whether it was not among the latest. */
  isNew(id: string): boolean {
    if (this.#ids.has(id)) return false;
    this.#ids.add(id);
    if (this.#ids.size > this.most) {
      const oldest = this.#ids.values().next();
      if (!oldest.done) this.#ids.delete(oldest.value);
    }
    return true;
  }
}
