import type { Texts } from './catalogue';

/** An age in its largest whole unit: seconds, minutes, hours or days. */
export function ageText(milliseconds: number, t: Texts): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 120) return t.ageSeconds(String(seconds));
  if (seconds < 7200) return t.ageMinutes(String(Math.floor(seconds / 60)));
  if (seconds < 172_800) return t.ageHours(String(Math.floor(seconds / 3600)));
  return t.ageDays(String(Math.floor(seconds / 86_400)));
}
