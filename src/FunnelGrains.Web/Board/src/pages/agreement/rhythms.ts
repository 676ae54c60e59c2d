import type { Language } from '../../text/catalogue';
import type { Rhythm } from './document';
import { words } from './words';

const days = {
  mon: 'mon',
  tue: 'tue',
  wed: 'wed',
  thu: 'thu',
  fri: 'fri',
  sat: 'sat',
  sun: 'sun',
} as const;
const turns = { '1': 'firstOne', '2': 'secondOne', '3': 'thirdOne', '4': 'fourthOne', '-1': 'lastOne' } as const;

/** When the teams meet, in a sentence. */
export function rhythmSentence(rhythm: Rhythm, language: Language): string {
  const t = words[language];
  const day = t[days[rhythm.weekday]];
  const when =
    rhythm.every === 'week'
      ? t.everyWeek(day)
      : t.everyMonth(t[turns[String(rhythm.week ?? 1) as keyof typeof turns] ?? 'firstOne'], day);
  return t.meetsAt(when, rhythm.time, rhythm.zone);
}
