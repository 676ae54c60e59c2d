import { ApiProblem } from '../../api/ApiProblem';
import type { AgreementDocument, Calendar, Target } from './document';

/** When a promise that begins at an instant falls due; null where it does not fit. */
export type AskDue = (calendar: Calendar, start: string, target: Target, signal: AbortSignal) => Promise<string>;

/** What is known of one clause. */
export type Due = { due: string } | { problem: ApiProblem } | null;

/** Spells out when each clause of a document would fall due for a lead that arrives at an instant: as the server's own arithmetic says. */
export class DueTimes {
  /** The instant of the arrival, ISO. */
  start = $state('');
  #known = $state.raw<Record<string, Due>>({});
  #asked = '';
  #asking: AbortController | null = null;

  constructor(private readonly ask: AskDue) {}

  /** Of a clause by its place, since keys may stand there twice while they are typed; null until the server answered. */
  of(index: number): Due {
    return this.#known[index] ?? null;
  }

  /** Asks for all clauses of the document; the same question is not asked again. */
  async spell(document: AgreementDocument, start: string): Promise<void> {
    const questions = document.clauses.map((clause) => ({
      calendar: document.calendars[clause.calendar],
      target: clause.target,
    }));
    const asked = JSON.stringify([start, questions]);
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    const alike = new Map<string, Promise<Due>>();
    const answers = await Promise.all(
      questions.map(({ calendar, target }) => {
        const key = JSON.stringify([calendar, target]);
        const answer = alike.get(key) ?? this.#due(calendar, start, target, asking.signal);
        alike.set(key, answer);
        return answer;
      }),
    );
    if (this.#asking !== asking) return;
    this.start = start;
    // What the server could not be asked is asked again next time.
    if (answers.some((answer) => answer !== null && 'problem' in answer && answer.problem.isUnreachable))
      this.#asked = '';
    this.#known = Object.fromEntries(answers.map((answer, index) => [index, answer]));
  }

  async #due(calendar: Calendar | undefined, start: string, target: Target, signal: AbortSignal): Promise<Due> {
    if (!calendar) return null;
    try {
      return { due: await this.ask(calendar, start, target, signal) };
    } catch (failed) {
      if (signal.aborted) return null;
      if (!(failed instanceof ApiProblem)) throw failed;
      return { problem: failed };
    }
  }
}
