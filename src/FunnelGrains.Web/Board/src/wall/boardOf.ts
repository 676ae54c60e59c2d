/** The board that an address names: `/board/reception` is `reception`, all others are `main`. */
export function boardOf(path: string): string {
  return /^\/board\/([^/]+)/.exec(path)?.[1] ?? 'main';
}
