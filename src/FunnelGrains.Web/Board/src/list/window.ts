/** Places of a list, both inclusive; none where last is before first. */
export interface Places {
  first: number;
  last: number;
}

/**
 * What stands in a window over a list whose rows have one height.
 * @param top How far it is scrolled, in pixels.
 * @param height Of the window.
 * @param row Height of a row.
 * @param count Rows of the list.
 * @param spare Rows on either side that stand ready before they are seen.
 */
export function placesIn(top: number, height: number, row: number, count: number, spare = 0): Places {
  const first = Math.max(0, Math.floor(top / row) - spare);
  const last = Math.min(count - 1, Math.ceil((top + height) / row) - 1 + spare);
  return { first, last };
}

/** How far to scroll so that a row is seen whole; as far as now where it is. */
export function scrollTo(place: number, top: number, height: number, row: number): number {
  if (place * row < top) return place * row;
  return Math.max(top, (place + 1) * row - height);
}
