/** Where the reader is: the path and query of the address, so that every view can be shared and gone back to. */
export class Address {
  #url = $state.raw(new URL('http://localhost/'));

  constructor(private readonly window: Pick<Window, 'location' | 'history' | 'scrollTo'> = globalThis.window) {
    this.#url = new URL(window.location.href);
  }

  get path(): string {
    return this.#url.pathname;
  }

  /** One parameter; null where it is not given. */
  get(name: string): string | null {
    return this.#url.searchParams.get(name);
  }

  /** The query with its ?; empty without parameters. */
  get query(): string {
    return this.#url.search;
  }

  /** The address of this path with some parameters changed; null takes one away. */
  with(changes: Record<string, string | null>, path: string = this.path): string {
    const query = new URLSearchParams(this.#url.search);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null || value === '') query.delete(name);
      else query.set(name, value);
    }
    const text = query.toString();
    return text === '' ? path : `${path}?${text}`;
  }

  /** Goes to another page of ours. */
  go(to: string): void {
    this.window.history.pushState(null, '', to);
    this.moved();
    this.window.scrollTo(0, 0);
  }

  /** Changes parameters in place: no step to go back to, unless it is said to be one. */
  set(changes: Record<string, string | null>, step = false): void {
    const to = this.with(changes);
    if (step) this.window.history.pushState(null, '', to);
    else this.window.history.replaceState(null, '', to);
    this.moved();
  }

  /** The browser went somewhere by itself; to another place of the same page is nowhere else. */
  moved(): void {
    const url = new URL(this.window.location.href);
    if (url.pathname !== this.path || url.search !== this.query) this.#url = url;
  }

  /** A click on a link of ours goes there without loading the page anew. */
  follow(event: MouseEvent): void {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    const link = (event.target as Element | null)?.closest?.('a');
    if (!link || link.target !== '' || link.hasAttribute('download') || link.origin !== this.#url.origin) return;
    if (/^\/(api|docs|openapi|board|hubs|signin)(\/|$)/.test(link.pathname)) return;
    // A place on this page is the browser's own matter.
    if (link.hash !== '' && link.pathname === this.path && link.search === this.query) return;
    event.preventDefault();
    this.go(link.pathname + link.search + link.hash);
  }
}
