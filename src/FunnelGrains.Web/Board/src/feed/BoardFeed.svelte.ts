import type { BoardChange, BoardFrame, Breach, Celebration, Heartbeat } from '../contract';
import type { Access } from './access';
import type { BoardConnection, Connect } from './BoardConnection';
import { applied, isIn } from './changes';
import { RecentIds } from './RecentIds';
import { retryWait } from './retry';
import { ServerClock } from './ServerClock';

/** `refused`: the server answers, but not to this browser, until somebody signs in. */
export type Link = 'connecting' | 'up' | 'down' | 'refused';

/** A connection that says nothing for so long is taken for dead and replaced. */
export const silenceBeforeReplacing = 15_000;

/** A try that has no outcome after so long is given up. */
export const longestTry = 15_000;

const mostWaitingChanges = 64;

export interface BoardFeedOptions {
  board: string;
  connect: Connect;
  askAccess: () => Promise<Access>;
  random?: () => number;
}

/** The board as the server tells it: connects for ever, repairs gaps by itself, and knows how old its content is. */
export class BoardFeed {
  /** What to show; null until the first answer. Stays when the link is lost. */
  frame = $state.raw<BoardFrame | null>(null);
  link = $state<Link>('connecting');
  /** The breach that was announced last. */
  breach = $state.raw<Breach | null>(null);
  /** The celebration that was announced last. */
  celebration = $state.raw<Celebration | null>(null);
  /** The server's build has changed since this page was loaded. */
  outdated = $state(false);
  readonly clock = new ServerClock();
  /** Told of each new breach, also of several within one moment. */
  onBreach: ((breach: Breach) => void) | null = null;
  /** Told of each new celebration. */
  onCelebration: ((what: Celebration) => void) | null = null;

  readonly #options: BoardFeedOptions;
  readonly #told = new RecentIds();
  #connection: BoardConnection | null = null;
  #dataAt: string | null = null;
  #heard = performance.now();
  #build: string | null = null;
  #failures = 0;
  #waiting: BoardChange[] | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: BoardFeedOptions) {
    this.#options = options;
  }

  /** Connects, and keeps trying until {@link stop}. */
  start(): void {
    void this.#open();
  }

  stop(): void {
    clearTimeout(this.#timer);
    const connection = this.#connection;
    this.#connection = null;
    connection?.stop();
  }

  /** Connects now instead of after the wait: there is a reason to believe that it works this time. */
  retry(): void {
    if (this.link === 'up') return;
    this.stop();
    this.#failures = 0;
    void this.#open();
  }

  /** Asks for the whole board anew: it may be told differently now. */
  refresh(): void {
    if (this.link === 'up') this.#repair();
  }

  /** Milliseconds since the server last said anything on any connection. */
  silence(): number {
    return performance.now() - this.#heard;
  }

  /** Age of the data, or of the last word from the server if that is older, in milliseconds. */
  age(): number {
    const data = this.#dataAt === null ? 0 : this.clock.now() - Date.parse(this.#dataAt);
    return Math.max(data, this.silence(), 0);
  }

  /** To be called about once a second: replaces a connection that claims to be up and says nothing. */
  watchOver(): void {
    if (this.link === 'up' && this.silence() > silenceBeforeReplacing) this.#lost(this.#connection);
  }

  async #open(): Promise<void> {
    const connection: BoardConnection = this.#options.connect({
      BoardChanged: (change) => this.#current(connection) && this.#changed(change),
      Breached: (breach) => this.#current(connection) && this.#breached(breach),
      Celebrated: (what) => this.#current(connection) && this.#celebrated(what),
      Heartbeat: (beat) => this.#current(connection) && this.#beat(beat),
      Closed: () => this.#lost(connection),
    });
    this.#connection = connection;
    try {
      await this.#limited(connection, connection.start());
      if (this.#current(connection)) await this.#watch(connection);
      if (!this.#current(connection)) return;
      this.link = 'up';
      this.#failures = 0;
    } catch {
      this.#lost(connection);
    }
  }

  /** A try that hangs ends its connection; its own outcome then no longer matters. */
  async #limited<T>(connection: BoardConnection, outcome: Promise<T>): Promise<T> {
    const limit = setTimeout(() => this.#lost(connection), longestTry);
    try {
      return await outcome;
    } finally {
      clearTimeout(limit);
    }
  }

  #current(connection: BoardConnection | null): boolean {
    return connection !== null && connection === this.#connection;
  }

  /** Ends a connection, whatever state it is in, and plans the next one. */
  #lost(connection: BoardConnection | null): void {
    if (connection === null || !this.#current(connection)) return;
    this.stop();
    this.clock.doubt();
    this.#waiting = null;
    const refused = this.link === 'refused';
    if (!refused) this.link = this.frame === null && this.#failures === 0 ? 'connecting' : 'down';
    const wait = retryWait(this.#failures++, (this.#options.random ?? Math.random)());
    this.#timer = setTimeout(() => void this.#open(), wait);
    void this.#explain();
  }

  /** A board that is not let in says so, instead of looking broken. */
  async #explain(): Promise<void> {
    const access = await this.#options.askAccess();
    if (this.link === 'up') return;
    if (access === 'refused') this.link = 'refused';
    else if (this.link === 'refused' && access === 'granted') this.link = 'down';
  }

  /** Asks for the whole board. Changes that overtake the answer wait for it. */
  async #watch(connection: BoardConnection): Promise<void> {
    this.#waiting = [];
    const snapshot = await this.#limited(connection, connection.watch(this.#options.board));
    if (!this.#current(connection)) return;
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    this.#hear(snapshot.at, snapshot.dataAt);
    this.frame = applied(null, snapshot);
    for (const change of waiting) {
      if (!isIn(snapshot, change)) this.#changed(change);
    }
  }

  #changed(change: BoardChange): void {
    this.#hear(change.at, change.dataAt);
    if (this.#waiting !== null) {
      this.#waiting = [...this.#waiting, change].slice(-mostWaitingChanges);
      return;
    }
    const frame = applied(this.frame, change);
    if (frame !== null) this.frame = frame;
    else this.#repair();
  }

  #repair(): void {
    const connection = this.#connection;
    if (connection !== null) this.#watch(connection).catch(() => this.#lost(connection));
  }

  #breached(breach: Breach): void {
    this.#hear();
    if (!this.#told.isNew(breach.id)) return;
    this.breach = breach;
    this.onBreach?.(breach);
  }

  #celebrated(what: Celebration): void {
    this.#hear();
    if (!this.#told.isNew(what.id)) return;
    this.celebration = what;
    this.onCelebration?.(what);
  }

  #beat(beat: Heartbeat): void {
    this.#hear(beat.at, beat.dataAt ?? undefined);
    this.#build ??= beat.build;
    if (beat.build !== this.#build) this.outdated = true;
  }

  #hear(at?: string, dataAt?: string): void {
    this.#heard = performance.now();
    if (at !== undefined) this.clock.hear(at);
    if (dataAt !== undefined) this.#dataAt = dataAt;
  }
}
