/**
 * The part of a list that is shown now: a list longer than its place is leafed through. The last part is full too.
 * @param turn How often the page was turned.
 */
export function pageOf<T>(list: readonly T[], size: number, turn: number): T[] {
  const pages = Math.max(1, Math.ceil(list.length / size));
  const from = Math.max(0, Math.min((turn % pages) * size, list.length - size));
  return list.slice(from, from + size);
}
