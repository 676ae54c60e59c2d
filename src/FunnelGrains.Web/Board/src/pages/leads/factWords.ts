import type { Terms } from '../../terms/Terms';
import type { Moments } from '../../text/Moments';
import type { Language } from '../../text/catalogue';
import type { Behind } from './leadQuestion';
import { words } from './words';

type Fact = keyof typeof facts;

/** What each fact is called, and what its key is. */
const facts = {
  captured: 'none',
  entered: 'stage',
  converted: 'stage',
  reached: 'stage',
  won: 'none',
  lost: 'none',
  rejected: 'none',
  touches: 'none',
  met: 'clause',
  met_late: 'clause',
  breached: 'clause',
} as const;

/** The number whose leads are listed, in words: what happened, to what, when. */
export function factWords(behind: Behind, terms: Terms, moments: Moments, language: Language): string {
  const t = words[language];
  const known = behind.fact in facts ? (behind.fact as Fact) : null;
  const kind = known === null ? 'none' : facts[known];
  const name = (key: string) => (kind === 'clause' ? terms.clauseName(key) : terms.stage(key).name)[language];
  const what =
    known === null
      ? behind.fact
      : kind === 'none' || behind.key === null
        ? t[known]
        : `${t[known]} ${name(behind.key)}`;
  const when = periodWords(behind, moments, language);
  return when === '' ? what : `${what} · ${when}`;
}

function periodWords({ from, to }: Behind, moments: Moments, language: Language): string {
  const t = words[language];
  if (from !== null && to !== null)
    return from === to ? moments.date(from) : t.fromTo(moments.date(from), moments.date(to));
  if (from !== null) return t.since(moments.date(from));
  return to === null ? '' : t.until(moments.date(to));
}
