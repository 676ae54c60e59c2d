import type { PageEvent } from '../../../api/postEvent';
import { Deed } from '../../../ui/Deed.svelte';

/** What somebody says has happened to a lead. */
export interface Happening {
  type: string;
  data: Record<string, unknown>;
}

/** The same thing said again within this time is a double click, in milliseconds. */
const doubleClick = 1_200;

/** What a rep does about a lead: ordinary events, each with one id however often the button is hit or the way to the server fails. */
export class RepDeeds {
  readonly deed = new Deed();
  /** What was taken last, for the page to say so; null before. */
  done = $state.raw<Happening | null>(null);
  #last: { content: string; id: string; takenAt: number | null } | null = null;
  #running: Promise<boolean> | null = null;

  /**
   * @param post Posts an event; the answer comes when it counts.
   * @param newId An id for an event.
   * @param now Milliseconds, on any clock that only goes forward.
   */
  constructor(
    private readonly lead: string,
    private readonly post: (event: PageEvent) => Promise<void>,
    private readonly newId: () => string,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** @returns Whether it counts. Another thing that is said meanwhile waits for its turn. */
  async do(what: Happening, actor: string | null): Promise<boolean> {
    const content = JSON.stringify([what, actor]);
    while (this.#running !== null) {
      if (this.#last?.content === content) return this.#running;
      await this.#running;
    }
    const same = this.#last?.content === content ? this.#last : null;
    if (same !== null && same.takenAt !== null && this.now() - same.takenAt < doubleClick) return true;
    const last = same !== null && same.takenAt === null ? same : { content, id: this.newId(), takenAt: null };
    this.#last = last;
    this.done = null;
    this.#running = this.#send(last, what, actor).finally(() => (this.#running = null));
    return this.#running;
  }

  async #send(last: { content: string; id: string }, what: Happening, actor: string | null): Promise<boolean> {
    const event = {
      id: last.id,
      type: what.type,
      lead: this.lead,
      data: what.data,
      ...(actor === null ? {} : { actor }),
    };
    if (!(await this.deed.do(() => this.post(event)))) return false;
    this.#last = { ...last, takenAt: this.now() };
    this.done = what;
    return true;
  }
}
