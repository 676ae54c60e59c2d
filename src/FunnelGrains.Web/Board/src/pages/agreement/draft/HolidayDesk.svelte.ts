import { ApiProblem } from '../../../api/ApiProblem';
import type { AgreementApi } from '../AgreementApi';
import type { Calendar, HolidayChoice } from '../document';
import { rowsOf, type HolidayRow } from './holidays';

/** The holidays of one calendar: which there are, which it keeps. The server's rules make the dates. */
export class HolidayDesk {
  rows = $state.raw<HolidayRow[]>([]);
  problem = $state.raw<ApiProblem | null>(null);
  #asked = 0;

  /** @param year The first of the three that are shown. */
  constructor(
    private readonly api: Pick<AgreementApi, 'mergeHolidays'>,
    readonly year: number,
  ) {}

  /** Takes a choice; the calendar is given back with its dates. Null where the server refused, or a later choice came before its answer. */
  async choose(calendar: Calendar, choice: HolidayChoice): Promise<Calendar | null> {
    const asked = ++this.#asked;
    try {
      const merged = await this.api.mergeHolidays(calendar, choice, this.year, this.year + 2);
      if (asked !== this.#asked) return null;
      this.rows = rowsOf(merged.holidays);
      this.problem = null;
      return merged.calendar;
    } catch (failed) {
      if (!(failed instanceof ApiProblem)) throw failed;
      this.problem = failed;
      return null;
    }
  }
}
