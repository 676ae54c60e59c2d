import { ApiProblem } from '../api/ApiProblem';

/** Something that a page asks the server to do: once at a time, with why it was not done. */
export class Deed {
  working = $state(false);
  problem = $state.raw<ApiProblem | null>(null);

  /** @returns Whether it was done; a second one while the first is on its way is not begun. */
  async do(deed: () => Promise<unknown>): Promise<boolean> {
    if (this.working) return false;
    this.working = true;
    this.problem = null;
    try {
      await deed();
      return true;
    } catch (failed) {
      if (!(failed instanceof ApiProblem)) throw failed;
      this.problem = failed;
      return false;
    } finally {
      this.working = false;
    }
  }
}
