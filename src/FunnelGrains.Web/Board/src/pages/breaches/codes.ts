import type { Language } from '../../text/catalogue';
import { words } from './words';

/** Kinds of reasons that have a word; teams may use others, which stand for themselves. */
const known = {
  no_capacity: 'noCapacity',
  not_on_duty: 'notOnDuty',
  not_assigned: 'notAssigned',
  no_answer: 'noAnswer',
  wrong_data: 'wrongData',
  tool_failed: 'toolFailed',
  not_a_lead: 'notALead',
  other: 'other',
} as const;

export const codes = Object.keys(known);

export function codeWord(code: string, language: Language): string {
  return code in known ? words[language][known[code as keyof typeof known]] : code;
}
