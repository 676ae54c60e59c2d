/** A key that no part of the list has: `clause`, `clause-2` and so on. */
export function freeKey(name: string, list: readonly { key: string }[]): string {
  const taken = new Set(list.map((one) => one.key));
  for (let n = 1; ; n++) {
    const key = n === 1 ? name : `${name}-${n}`;
    if (!taken.has(key)) return key;
  }
}

/** Moves a part of a list one place up or down; at its end it stays. */
export function move<T>(list: T[], index: number, by: -1 | 1): void {
  const to = index + by;
  if (to < 0 || to >= list.length) return;
  const [one] = list.splice(index, 1);
  if (one !== undefined) list.splice(to, 0, one);
}
