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

  /** @returns Whether it counts. */
  async do(what: Happening, actor: string | null): Promise<boolean> {
    if (this.deed.working) return false;
    const content = JSON.stringify([what, actor]);
    const same = this.#last?.content === content ? this.#last : null;
    if (same !== null && same.takenAt !== null && this.now() - same.takenAt < doubleClick) return true;
    const last = same !== null && same.takenAt === null ? same : { content, id: this.newId(), takenAt: null };
    this.#last = last;
    this.done = null;
    const event = {
      id: last.id,
      type: what.type,
      lead: this.lead,
      data: what.data,
      ...(actor === null ? {} : { actor }),
    };
    const done = await this.deed.do(() => this.post(event));
    if (!done) return false;
    this.#last = { ...last, takenAt: this.now() };
    this.done = what;
    return true;
  }
}
