import type { Api } from '../../api/client';
import { taken } from '../../api/client';
import { ApiProblem } from '../../api/ApiProblem';
import { KeysetList } from '../../list/KeysetList.svelte';
import { isAskedFor, queryOf, type Lead, type LeadQuestion } from './leadQuestion';

/** Leads on a page of the list. */
const pageSize = 200;
/** Leads that are looked at for changes at once: more than move in two seconds. */
const mostChanges = 200;

/** The list of leads of one question, kept up to date in place: what is in sight changes where it stands, and the order only when asked. */
export class LeadsRoom {
  readonly list: KeysetList<Lead>;
  /** Leads of this question that changed since the list was ordered. */
  changed = $state(0);
  #changed = new Set<string>();
  /** Of those, the ones that changed since an order was asked for last. */
  #since = new Set<string>();
  #question: LeadQuestion;
  /** The newest change that was seen, in milliseconds since 1970. */
  #seen = -Infinity;
  #asking = false;
  #moved = false;

  constructor(
    private readonly api: Api,
    question: LeadQuestion,
  ) {
    this.#question = question;
    this.list = new KeysetList(this.#ask(question));
  }

  /** Asks another question. */
  async open(question: LeadQuestion): Promise<void> {
    this.#question = question;
    this.#forget();
    await this.list.restart(this.#ask(question));
  }

  /**
   * Puts the list in order again.
   * @param unless Asked when the order is here: whether somebody came to the list meanwhile, and it stays as it is.
   */
  async order(unless = () => false): Promise<void> {
    const since = new Set<string>();
    this.#since = since;
    if (!(await this.list.restart(undefined, unless))) return;
    // What changed meanwhile, once more too, may not be in the order that came.
    this.#changed = since;
    this.changed = since.size;
  }

  /** Something moved: takes the newest leads into their places. */
  async hear(): Promise<void> {
    this.#moved = true;
    if (this.#asking) return;
    this.#asking = true;
    try {
      while (this.#moved) await this.#takeNewest();
    } catch (failed) {
      // What is shown stays; the next move asks again, and the page's sign of life says that nothing comes.
      if (!(failed instanceof ApiProblem)) throw failed;
    } finally {
      this.#asking = false;
    }
  }

  async #takeNewest(): Promise<void> {
    this.#moved = false;
    const query = { sort: 'updated' as const, limit: String(mostChanges) };
    const { leads } = await taken(this.api.GET('/api/v1/leads', { params: { query } }));
    this.take(leads);
  }

  /** @param leads The newest, as the server has them. */
  take(leads: readonly Lead[]): void {
    const first = this.#seen === -Infinity;
    const news = leads.filter((lead) => Date.parse(lead.updatedAt) > this.#seen);
    this.#seen = Math.max(this.#seen, ...leads.map((lead) => Date.parse(lead.updatedAt)));
    this.list.replace(this.#question.behind === null ? leads : leads.map((lead) => this.#asOften(lead)));
    if (first) return;
    for (const { id } of news.filter((lead) => this.#belongs(lead))) {
      this.#changed.add(id);
      this.#since.add(id);
    }
    this.changed = this.#changed.size;
  }

  stop(): void {
    this.list.stop();
  }

  /** How often a lead stands behind a number is told by the list of that number alone. */
  #asOften(lead: Lead): Lead {
    return { ...lead, times: this.list.at(this.list.placeOf(lead.id))?.times ?? null };
  }

  /** Whether its place in the list may be another one now. */
  #belongs(lead: Lead): boolean {
    return isAskedFor(lead, this.#question) || this.list.placeOf(lead.id) >= 0;
  }

  #forget(): void {
    this.#changed = new Set();
    this.changed = 0;
  }

  #ask(question: LeadQuestion) {
    return async (cursor: string | null, signal: AbortSignal) => {
      const query = { ...queryOf(question), limit: String(pageSize), ...(cursor === null ? {} : { cursor }) };
      const { leads, next } = await taken(this.api.GET('/api/v1/leads', { params: { query }, signal }));
      return { rows: leads, next };
    };
  }
}
