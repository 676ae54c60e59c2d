import type { Theme } from '../../look/Theme.svelte';
import { Locale } from '../../text/Locale.svelte';
import type { WallSettings } from './wallSettings';

/** Gives a television the language and theme of its settings; what its address asks for comes first. */
export class WallLook {
  readonly #asked: URLSearchParams;

  constructor(
    private readonly locale: Locale,
    private readonly theme: Theme,
    search: string,
  ) {
    this.#asked = new URLSearchParams(search);
  }

  take(settings: WallSettings): void {
    if (!this.#asked.has('lang')) this.locale.language = settings.language ?? Locale.ofBrowser().language;
    if (this.#asked.has('theme')) return;
    const light = matchMedia('(prefers-color-scheme: light)').matches;
    this.theme.use(settings.theme === 'auto' ? (light ? 'light' : 'dark') : settings.theme);
  }
}
