import { ApiProblem } from '../../../api/ApiProblem';
import type { AgreementApi, Country } from '../AgreementApi';
import type { Calendar, HolidayChoice } from '../document';
import { rowsOf, type HolidayRow } from './holidays';

/** The holidays of one calendar: which there are, which it keeps. The server's rules make the dates. */
export class HolidayDesk {
  /** Whose holidays are known. */
  countries = $state.raw<Country[]>([]);
  rows = $state.raw<HolidayRow[]>([]);
  problem = $state.raw<ApiProblem | null>(null);
  #asked = 0;

  /** @param year The first of the three that are shown. */
  constructor(
    private readonly api: Pick<AgreementApi, 'countries' | 'mergeHolidays'>,
    readonly year: number,
  ) {}

  async load(): Promise<void> {
    await this.#do(async () => void (this.countries = await this.api.countries()));
  }

  /** Takes a choice; the calendar is given back with its dates. Null where the server refused, or a later choice came before its answer. */
  async choose(calendar: Calendar, choice: HolidayChoice): Promise<Calendar | null> {
    const asked = ++this.#asked;
    let taken: Calendar | null = null;
    await this.#do(async () => {
      const merged = await this.api.mergeHolidays(calendar, choice, this.year, this.year + 2);
      if (asked !== this.#asked) return;
      this.rows = rowsOf(merged.holidays);
      taken = merged.calendar;
    });
    return taken;
  }

  async #do(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.problem = null;
    } catch (failed) {
      if (!(failed instanceof ApiProblem)) throw failed;
      this.problem = failed;
    }
  }
}
