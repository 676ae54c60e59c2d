const storageKey = 'funnelgrains.theme';

export type ThemeName = 'dark' | 'light';

/**
 * The theme that is asked for: in the address (`light`, `dark`, or `auto` for the system's), else chosen before, else dark on a
 * wall, since televisions report light without anybody having wished for it.
 */
export function preferredTheme(
  asked: string | null,
  chosen: string | null,
  systemIsLight: boolean,
  otherwise: ThemeName | 'auto' = 'dark',
): ThemeName {
  const wish = asked ?? chosen ?? otherwise;
  if (wish === 'auto') return systemIsLight ? 'light' : 'dark';
  return wish === 'light' ? 'light' : 'dark';
}

/** Dark or light. */
export class Theme {
  name = $state<ThemeName>('dark');

  constructor(name: ThemeName) {
    this.#take(name);
  }

  static ofBrowser(otherwise: ThemeName | 'auto' = 'dark'): Theme {
    const asked = new URLSearchParams(location.search).get('theme');
    const systemIsLight = matchMedia('(prefers-color-scheme: light)').matches;
    return new Theme(preferredTheme(asked, localStorage.getItem(storageKey), systemIsLight, otherwise));
  }

  /** Takes a theme for now. */
  use(name: ThemeName): void {
    if (name !== this.name) this.#take(name);
  }

  /** Takes the other theme, here and at later visits. */
  switch(): void {
    this.#take(this.name === 'dark' ? 'light' : 'dark');
    localStorage.setItem(storageKey, this.name);
  }

  #take(name: ThemeName): void {
    this.name = name;
    document.documentElement.dataset.theme = name;
  }
}
