import { ApiProblem } from './ApiProblem';

/** Something of the server that a page shows: the last answer stays while the next one is on its way, and when it does not come. */
export class Resource<T> {
  /** The last answer; null before the first. */
  value = $state.raw<T | null>(null);
  /** Why the last asking failed; null when it did not. */
  problem = $state.raw<ApiProblem | null>(null);
  /** An answer is on its way. */
  loading = $state(false);
  #asking: AbortController | null = null;

  constructor(private readonly ask: (signal: AbortSignal) => Promise<T>) {}

  /** Asks again; an answer to an older question is dropped. */
  async load(): Promise<void> {
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    this.loading = true;
    try {
      const value = await this.ask(asking.signal);
      if (this.#asking !== asking) return;
      this.value = value;
      this.problem = null;
    } catch (failed) {
      if (this.#asking !== asking) return;
      if (!(failed instanceof ApiProblem)) throw failed;
      this.problem = failed;
    } finally {
      if (this.#asking === asking) this.loading = false;
    }
  }

  /** What was known is of another question: it goes at once. */
  forget(): void {
    this.#asking?.abort();
    this.#asking = null;
    this.value = null;
    this.problem = null;
    this.loading = false;
  }
}
