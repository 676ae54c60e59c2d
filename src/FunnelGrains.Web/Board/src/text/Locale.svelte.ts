import type { LocalText } from '../contract';
import { catalogue, type Language, type Texts } from './catalogue';
import { Formats } from './Formats';

const storageKey = 'funnelgrains.language';

/** The language that is asked for: in the address, else chosen before, else the browser's. */
export function preferredLanguage(asked: string | null, chosen: string | null, browser: readonly string[]): Language {
  for (const wish of [asked, chosen, ...browser]) {
    const language = wish?.slice(0, 2).toLowerCase();
    if (language === 'pt' || language === 'en') return language;
  }
  return 'en';
}

/** The page's language, its texts, and how it writes numbers, money and times. */
export class Locale {
  #language = $state<Language>('pt');
  readonly t: Texts = $derived(catalogue[this.#language]);
  readonly formats: Formats = $derived(new Formats(tagOf(this.#language)));

  constructor(language: Language) {
    this.language = language;
  }

  static ofBrowser(): Locale {
    const asked = new URLSearchParams(location.search).get('lang');
    return new Locale(preferredLanguage(asked, localStorage.getItem(storageKey), navigator.languages));
  }

  get language(): Language {
    return this.#language;
  }

  set language(language: Language) {
    this.#language = language;
    document.documentElement.lang = tagOf(language);
  }

  /** Takes the other language, here and at later visits. */
  switch(): void {
    this.language = this.#language === 'pt' ? 'en' : 'pt';
    localStorage.setItem(storageKey, this.#language);
  }

  of(text: LocalText): string {
    return text[this.#language];
  }
}

/** The browser's own variant of the language, where it has one (en-GB writes dates unlike en-US). */
function tagOf(language: Language): string {
  return (
    navigator.languages.find((tag) => tag.toLowerCase().startsWith(language)) ?? (language === 'pt' ? 'pt-BR' : 'en-US')
  );
}
