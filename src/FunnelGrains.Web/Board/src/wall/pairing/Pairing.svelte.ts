/** What a new code comes with. */
export interface Offer {
  code: string;
  secret: string;
  expiresAt: string;
}

/** How a claim ended. `gone`: the code is unknown or too old. */
export type Claim = 'waiting' | 'paired' | 'gone' | 'unreachable';

/** What pairing asks of the server. */
export interface PairingDesk {
  /** null while the server cannot give one. */
  open(): Promise<Offer | null>;
  claim(offer: Offer): Promise<Claim>;
}

export const claimEvery = 3_000;
export const askAgainAfter = 10_000;

/** Shows a code until somebody confirms it, and takes a new one whenever it is too old. */
export class Pairing {
  code = $state<string | null>(null);
  /** The server does not answer, or has no code to give. */
  stuck = $state(false);

  #offer: Offer | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = false;

  constructor(
    private readonly desk: PairingDesk,
    private readonly paired: () => void,
  ) {}

  start(): void {
    this.#running = true;
    void this.#round();
  }

  stop(): void {
    this.#running = false;
    clearTimeout(this.#timer);
  }

  async #round(): Promise<void> {
    const wait = this.#offer === null ? await this.#open() : await this.#claim(this.#offer);
    if (this.#running) this.#timer = setTimeout(() => void this.#round(), wait);
  }

  async #open(): Promise<number> {
    this.#offer = await this.desk.open();
    this.code = this.#offer?.code ?? null;
    this.stuck = this.#offer === null;
    return this.#offer === null ? askAgainAfter : claimEvery;
  }

  async #claim(offer: Offer): Promise<number> {
    const claim = await this.desk.claim(offer);
    if (!this.#running) return 0;
    this.stuck = claim === 'unreachable';
    if (claim === 'paired') {
      this.#offer = null;
      this.code = null;
      this.paired();
      // The board takes over. Should it be refused again, a new code is there.
      return askAgainAfter;
    }
    if (claim !== 'gone') return claimEvery;
    this.#offer = null;
    return 0;
  }
}
