const key = 'funnelgrains.reloaded';

/** A page that reloads more often than this would only flicker. */
export const shortestTimeBetween = 300_000;

/** Loads the page anew, but only when the server answers: a board never becomes the browser's error page. */
export class Reloader {
  #busy = false;

  async reload(): Promise<void> {
    if (this.#busy || Date.now() - this.#last() < shortestTimeBetween) return;
    this.#busy = true;
    try {
      const page = await fetch(location.pathname, { cache: 'no-store' });
      if (!page.ok) return;
      sessionStorage.setItem(key, String(Date.now()));
      location.reload();
    } catch {
      // The server is away: the board keeps its content, and the next round asks again.
    } finally {
      this.#busy = false;
    }
  }

  #last(): number {
    return Number(sessionStorage.getItem(key) ?? 0);
  }
}
