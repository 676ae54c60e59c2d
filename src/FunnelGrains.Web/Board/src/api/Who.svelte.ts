/** What a caller may do. */
export type Scope = 'read' | 'display' | 'ingest' | 'admin';

/** `GET /api/v1/session`, as far as the page reads it. */
export interface SessionAnswer {
  workspace: string;
  name: string | null;
  open: boolean;
  caller: string;
  antiforgery: string;
  scopes: Scope[];
}

/** `unknown`: nobody answered yet. */
export type Standing = 'unknown' | 'in' | 'out' | 'unreachable';

/** Who the reader is to the server, and what that lets the page do. */
export class Who {
  standing = $state<Standing>('unknown');
  workspace = $state('');
  /** The company's name; null where only the key of its workspace is known. */
  name = $state<string | null>(null);
  /** The demo, read without a key. */
  open = $state(false);
  caller = $state('');
  #scopes = $state.raw<readonly Scope[]>([]);
  #antiforgery = '';

  constructor(private readonly get: () => Promise<Response> = fetchSession) {}

  get antiforgery(): string {
    return this.#antiforgery;
  }

  may(scope: Scope): boolean {
    return this.#scopes.includes(scope);
  }

  /** Asks the server; what was known stays where it does not answer. */
  async ask(): Promise<void> {
    try {
      const answer = await this.get();
      if (answer.status === 401 || answer.status === 403) this.refused();
      else if (!answer.ok) this.#silent();
      else this.#take((await answer.json()) as SessionAnswer);
    } catch {
      this.#silent();
    }
  }

  /** The server let this browser in no more. */
  refused(): void {
    this.standing = 'out';
    this.#scopes = [];
  }

  #silent(): void {
    if (this.standing !== 'in') this.standing = 'unreachable';
  }

  #take(answer: SessionAnswer): void {
    this.workspace = answer.workspace;
    this.name = answer.name;
    this.open = answer.open;
    this.caller = answer.caller;
    this.#scopes = answer.scopes ?? [];
    this.#antiforgery = answer.antiforgery;
    this.standing = 'in';
  }
}

function fetchSession(): Promise<Response> {
  return fetch('/api/v1/session', { cache: 'no-store', headers: { accept: 'application/json' } });
}
