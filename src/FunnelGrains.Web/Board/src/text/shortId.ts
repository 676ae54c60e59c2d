const longest = 12;

/** An id as it fits on a wall: of a long one the end, where ids differ most. */
export function shortId(id: string): string {
  const characters = [...id];
  return characters.length <= longest ? id : `…${characters.slice(1 - longest).join('')}`;
}
