import { ApiProblem } from '../api/ApiProblem';

/** A page of a list that is read by cursor. */
export interface KeysetPage<T> {
  rows: readonly T[];
  /** The cursor of the next page; null at the end. */
  next: string | null;
}

/** Asks for the page behind a cursor; null asks for the first one. */
export type AskPage<T> = (cursor: string | null, signal: AbortSignal) => Promise<KeysetPage<T>>;

interface Page<T> {
  readonly cursor: string | null;
  /** Places that it takes: as many as it had rows, also while they are not at hand. */
  readonly count: number;
  /** Null once it was dropped. */
  readonly rows: readonly T[] | null;
  readonly firstId: string | null;
  readonly lastId: string | null;
}

/** Rows that are asked for before they are needed. */
const ahead = 150;
/** Rows on either side of what is looked at that stay at hand; pages beyond are asked for again when they come near. */
const kept = 1_200;

/**
 * A long list that is read page by page as somebody scrolls, and keeps only what is near. Its length is what is known so far.
 * A page that is asked for again may have lost rows to other places in the order: {@link shifted} tells who shows it.
 */
export class KeysetList<T extends { readonly id: string }> {
  /** Rows known so far. */
  length = $state(0);
  /** More follow. */
  more = $state(true);
  /** The first page is on its way, and nothing older is shown. */
  opening = $state(true);
  /** Why the last asking failed. */
  problem = $state.raw<ApiProblem | null>(null);
  /** Told when rows came or went before a place: the end of their page as it was, and by how many. */
  shifted: (end: number, by: number) => void = () => undefined;

  #pages = $state.raw<readonly Page<T>[]>([]);
  #next: string | null = null;
  #ask: AskPage<T>;
  #asking: AbortController | null = null;
  #first = 0;
  #last = 0;

  constructor(ask: AskPage<T>) {
    this.#ask = ask;
  }

  /** Rows at hand: never more than a few thousand, however long the list. */
  get kept(): readonly T[] {
    return this.#pages.flatMap((page) => page.rows ?? []);
  }

  /** The row at a place; null while it is not at hand. */
  at(index: number): T | null {
    let start = 0;
    for (const page of this.#pages) {
      if (index < start + page.count) return page.rows?.[index - start] ?? null;
      start += page.count;
    }
    return null;
  }

  /** The place of a row that is at hand; -1 for none. */
  placeOf(id: string): number {
    let start = 0;
    for (const page of this.#pages) {
      const place = page.rows?.findIndex((row) => row.id === id) ?? -1;
      if (place >= 0) return start + place;
      start += page.count;
    }
    return -1;
  }

  /**
   * Begins anew. What is shown stays until the first page is here, unless it answers another question.
   * @param ask Another question; without one the same is asked again.
   * @param unless Asked when the first page is here: whether what is shown stays after all.
   * @returns Whether it has begun anew.
   */
  async restart(ask?: AskPage<T>, unless = () => false): Promise<boolean> {
    if (ask) {
      this.#ask = ask;
      this.#take([], null);
      this.more = true;
      this.opening = true;
    }
    const page = await this.#fetch(null);
    if (page === null) return false;
    if (unless()) {
      this.#goOn();
      return false;
    }
    this.#first = 0;
    this.#last = 0;
    this.#take([pageOf(null, page.rows)], page.next);
    this.opening = false;
    this.#goOn();
    return true;
  }

  /** Says which places are looked at, both inclusive. */
  show(first: number, last: number): void {
    this.#first = first;
    this.#last = last;
    this.#goOn();
  }

  /** Asks again for what could not be had. */
  retry(): void {
    this.problem = null;
    if (this.#pages.length === 0) void this.restart();
    else this.#goOn();
  }

  /** Puts newer rows in the places of the same ids. @returns Those that are nowhere at hand. */
  replace(rows: readonly T[]): T[] {
    const newer = new Map(rows.map((row) => [row.id, row]));
    const found = new Set<string>();
    const pages = this.#pages.map((page) => {
      if (!page.rows?.some((row) => newer.has(row.id))) return page;
      return {
        ...page,
        rows: page.rows.map((row) => {
          const now = newer.get(row.id);
          if (now) found.add(row.id);
          return now ?? row;
        }),
      };
    });
    if (found.size > 0) this.#pages = pages;
    return rows.filter((row) => !found.has(row.id));
  }

  stop(): void {
    this.#asking?.abort();
    this.#asking = null;
  }

  /** One question at a time: what is looked at before what comes after it. */
  #goOn(): void {
    if (this.#asking !== null || this.problem !== null || this.#pages.length === 0) return;
    const near = this.#missing(this.#first, this.#last) ?? this.#missing(this.#first - ahead, this.#last + ahead);
    if (near !== null) void this.#again(near);
    else if (this.more && this.#last + ahead >= this.length) void this.#append();
  }

  /** The first page without rows among these places. */
  #missing(first: number, last: number): number | null {
    let start = 0;
    for (const [n, page] of this.#pages.entries()) {
      if (page.rows === null && start <= last && start + page.count > first) return n;
      start += page.count;
    }
    return null;
  }

  async #append(): Promise<void> {
    const cursor = this.#next;
    const page = await this.#fetch(cursor);
    if (page === null) return;
    this.#take([...this.#pages, pageOf(cursor, page.rows)], page.next);
    this.#goOn();
  }

  async #again(n: number): Promise<void> {
    const old = this.#pages[n]!;
    const page = await this.#fetch(old.cursor);
    if (page === null) return;
    const rows = this.#within(n, page);
    const end = this.#pages.slice(0, n + 1).reduce((sum, one) => sum + one.count, 0);
    this.#take(
      this.#pages.map((one, place) => (place === n ? pageOf(old.cursor, rows) : one)),
      this.#next,
    );
    if (rows.length !== old.count) this.shifted(end, rows.length - old.count);
    this.#goOn();
  }

  /** Of an answer the rows before the next page's: where rows left, those of the next page have moved up into it. */
  #within(n: number, { rows }: KeysetPage<T>): readonly T[] {
    const page = this.#pages[n]!;
    const last = rows.findIndex((row) => row.id === page.lastId);
    if (last >= 0) return rows.slice(0, last + 1);
    const following = this.#pages[n + 1]?.firstId ?? null;
    const next = following === null ? -1 : rows.findIndex((row) => row.id === following);
    return next >= 0 ? rows.slice(0, next) : rows.slice(0, page.count);
  }

  async #fetch(cursor: string | null): Promise<KeysetPage<T> | null> {
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    try {
      const page = await this.#ask(cursor, asking.signal);
      if (this.#asking !== asking) return null;
      this.problem = null;
      return page;
    } catch (failed) {
      if (this.#asking !== asking) return null;
      if (!(failed instanceof ApiProblem)) throw failed;
      this.problem = failed;
      this.opening = false;
      return null;
    } finally {
      if (this.#asking === asking) this.#asking = null;
    }
  }

  #take(pages: readonly Page<T>[], next: string | null): void {
    this.#pages = this.#near(pages);
    this.#next = next;
    this.more = pages.length === 0 || next !== null;
    this.length = pages.reduce((sum, page) => sum + page.count, 0);
  }

  /** Lets the rows go that are far from what is looked at. */
  #near(pages: readonly Page<T>[]): readonly Page<T>[] {
    let start = 0;
    return pages.map((page) => {
      const [from, to] = [start, start + page.count];
      start = to;
      const far = to < this.#first - kept || from > this.#last + kept;
      return far && page.rows !== null ? { ...page, rows: null } : page;
    });
  }
}

function pageOf<T extends { readonly id: string }>(cursor: string | null, rows: readonly T[]): Page<T> {
  return { cursor, count: rows.length, rows, firstId: rows[0]?.id ?? null, lastId: rows.at(-1)?.id ?? null };
}
