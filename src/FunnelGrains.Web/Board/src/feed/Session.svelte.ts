/** Who this page is to the server. */
export interface SessionAnswer {
  workspace: string;
  /** The company's name; null where only the key is known. */
  name: string | null;
  /** The board is read without a key, which only this computer may. */
  open: boolean;
  /** Of a television: its name and how it is to look. */
  display?: { id: string; name: string; settings: unknown } | null;
}

/** What the page knows of its session beside the board itself. */
export class Session {
  name = $state<string | null>(null);
  open = $state(false);
  /** How this television is to look; null for any other browser. */
  settings = $state.raw<unknown>(null);
  /** An answer came, or none will soon. */
  asked = $state(false);

  constructor(private readonly get: () => Promise<SessionAnswer | null> = fetchSession) {}

  /** Asks again; what was known stays when there is no answer. */
  async ask(): Promise<void> {
    const answer = await this.get();
    this.asked = true;
    if (answer === null) return;
    this.name = answer.name;
    this.open = answer.open;
    const settings = answer.display?.settings ?? null;
    // The same again is no news: it is asked for every minute.
    if (JSON.stringify(settings) !== JSON.stringify(this.settings)) this.settings = settings;
  }
}

async function fetchSession(): Promise<SessionAnswer | null> {
  try {
    const answer = await fetch('/api/v1/session', { cache: 'no-store', headers: { accept: 'application/json' } });
    return answer.ok ? ((await answer.json()) as SessionAnswer) : null;
  } catch {
    return null;
  }
}
