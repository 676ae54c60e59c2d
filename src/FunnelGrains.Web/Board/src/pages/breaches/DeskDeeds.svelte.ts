import { Deed } from '../../ui/Deed.svelte';

/** What can be done about a breach. */
export type DeskAct = 'take' | 'release' | 'note' | 'resolve';

/** What goes with it. */
export interface DeskOrder {
  by?: string;
  text?: string;
  reason?: string;
  code?: string;
  force?: boolean;
}

/** What somebody does about one breach: each is said under an id of its own, so that a try that may have come through is no second note. */
export class DeskDeeds<T> {
  readonly deed = new Deed();
  #pending: { content: string; id: string } | null = null;

  /** @param send Tells the desk; answers with the breach since. */
  constructor(
    private readonly send: (act: DeskAct, order: DeskOrder & { id: string }) => Promise<T>,
    private readonly newId: () => string,
  ) {}

  /** @returns The breach since; null where it was not done. */
  async do(act: DeskAct, order: DeskOrder): Promise<T | null> {
    const content = JSON.stringify([act, order]);
    if (this.#pending?.content !== content) this.#pending = { content, id: this.newId() };
    const { id } = this.#pending;
    let since: T | null = null;
    const done = await this.deed.do(async () => {
      since = await this.send(act, { ...order, id });
    });
    if (done) this.#pending = null;
    return done ? since : null;
  }
}
