/**
 * A time span as a clock shows it: `04:09`, `3:04:09`, from a day on `2 d 03:04`. Its width changes only with its length.
 * @param milliseconds Of either sign; the sign is not written.
 */
export function clockText(milliseconds: number): string {
  const seconds = Math.floor(Math.abs(milliseconds) / 1000);
  const two = (n: number) => String(n).padStart(2, '0');
  const [d, h, m, s] = [
    Math.floor(seconds / 86400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
    seconds % 60,
  ];
  if (d > 0) return `${d} d ${two(h)}:${two(m)}`;
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${two(m)}:${two(s)}`;
}

/** What is left below this is urgent. */
export const urgentBelow = 15 * 60_000;
