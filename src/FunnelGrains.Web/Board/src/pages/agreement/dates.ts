/** Whether a version counts from the beginning of time: the one that a workspace began with. */
export function begins(inForceFrom: string): boolean {
  return Date.parse(inForceFrom) <= 0;
}
