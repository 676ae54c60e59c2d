import type { Terms } from '../../terms/Terms';
import type { Language } from '../../text/catalogue';
import { csvOf } from '../../text/csv';
import type { Moments } from '../../text/Moments';
import { standingOf, type Breach } from './breachView';
import { codeWord } from './codes';
import type { Risk } from './riskList';
import { words } from './words';

/** Spreadsheets in Portuguese part cells by semicolons: the comma is their decimal sign. */
const separators = { pt: ';', en: ',' } as const;

/** The breaches that are shown, as a file. */
export function breachFile(breaches: readonly Breach[], terms: Terms, moments: Moments, language: Language): string {
  const t = words[language];
  const head = [t.lead, t.clause, t.team, t.owner, t.due, t.state, t.hands, t.code, t.reason, t.notes];
  const rows = breaches.map((breach) => [
    breach.lead,
    terms.clauseName(breach.clause)[language],
    terms.team(breach.team).name[language],
    breach.owner ?? '',
    moments.exact(breach.due),
    t[standingOf(breach)],
    breach.takenBy ?? '',
    breach.resolution?.code ? codeWord(breach.resolution.code, language) : '',
    breach.resolution?.reason ?? '',
    String(breach.noteCount),
  ]);
  return csvOf([head, ...rows], separators[language]);
}

/** The clocks that are shown, as a file. */
export function riskFile(risks: readonly Risk[], terms: Terms, moments: Moments, language: Language): string {
  const t = words[language];
  const rows = risks.map((risk) => [
    risk.lead,
    terms.clauseName(risk.clause)[language],
    terms.team(risk.team).name[language],
    risk.owner ?? '',
    moments.exact(risk.due),
  ]);
  return csvOf([[t.lead, t.clause, t.team, t.owner, t.due], ...rows], separators[language]);
}
