import { ApiProblem } from '../../api/ApiProblem';
import { taken, type Api } from '../../api/client';
import type { components } from '../../api/openapi';
import type { AgreementDocument, Calendar, HolidayChoice, Scope, Target } from './document';

type Schemas = components['schemas'];
type WithDocument<T extends { agreement: unknown }> = Omit<T, 'agreement'> & { agreement: AgreementDocument };

export type Version = WithDocument<Schemas['VersionBody']>;
export type Draft = WithDocument<Schemas['DraftBody']>;
export type Change = Schemas['ChangeBody'];
export type Preview = Schemas['PreviewBody'];
export type Country = Schemas['CountryBody'];
export type MergedHoliday = Schemas['MergedHolidayBody'];

/** The agreement's part of the API: its document is typed here, since the server describes its parts as any JSON. */
export class AgreementApi {
  constructor(private readonly api: Api) {}

  /** The newest first. */
  versions(signal?: AbortSignal): Promise<Version[]> {
    return taken(this.api.GET('/api/v1/agreement/versions', options(signal))) as Promise<unknown> as Promise<Version[]>;
  }

  /** Null where there is none: what was done last says so, and spares the browser's log an answer 404. */
  async draft(): Promise<Draft | null> {
    const deeds = await taken(this.api.GET('/api/v1/agreement/history'));
    const last = deeds.find(({ what }) => what === 'draft_saved' || what === 'draft_discarded' || what === 'published');
    if (last?.what !== 'draft_saved') return null;
    try {
      return (await taken(this.api.GET('/api/v1/agreement/draft'))) as unknown as Draft;
    } catch (failed) {
      if (failed instanceof ApiProblem && failed.status === 404) return null;
      throw failed;
    }
  }

  /** @param revision Of the draft that is replaced; null where there was none. */
  save(document: AgreementDocument, revision: number | null): Promise<Draft> {
    const header = revision === null ? {} : { 'If-Match': `"${revision}"` };
    return taken(
      this.api.PUT('/api/v1/agreement/draft', { body: document as never, params: { header } }),
    ) as Promise<unknown> as Promise<Draft>;
  }

  async discard(revision: number): Promise<void> {
    await taken(this.api.DELETE('/api/v1/agreement/draft', { params: { header: { 'If-Match': `"${revision}"` } } }));
  }

  compare(): Promise<Change[]> {
    return taken(this.api.GET('/api/v1/agreement/draft/compare'));
  }

  preview(scope: Scope, inForceFrom: string | null): Promise<Preview> {
    return taken(this.api.POST('/api/v1/agreement/draft/preview', { body: { scope, inForceFrom } }));
  }

  sign(team: string, hash: string): Promise<Draft> {
    return taken(
      this.api.POST('/api/v1/agreement/draft/sign', { body: { team, hash } }),
    ) as Promise<unknown> as Promise<Draft>;
  }

  publish(hash: string, inForceFrom: string | null): Promise<Version> {
    return taken(
      this.api.POST('/api/v1/agreement/draft/publish', { body: { hash, inForceFrom } }),
    ) as Promise<unknown> as Promise<Version>;
  }

  /** When a promise falls due, by the server's own arithmetic. */
  async due(calendar: Calendar, start: string, target: Target, signal?: AbortSignal): Promise<string> {
    const body = { calendar, start, target } as never;
    return (await taken(this.api.POST('/api/v1/calculate/due', { body, ...options(signal) }))).due;
  }

  countries(): Promise<Country[]> {
    return taken(this.api.GET('/api/v1/calendars/countries'));
  }

  /** The calendar with the holidays of a choice as dated exceptions, and every holiday of those years. */
  async mergeHolidays(calendar: Calendar, holidays: HolidayChoice, from: number, to: number) {
    const body = { calendar, holidays, from, to } as never;
    const merged = await taken(this.api.POST('/api/v1/calendars/holidays', { body }));
    return { calendar: merged.calendar as unknown as Calendar, holidays: merged.holidays };
  }
}

function options(signal: AbortSignal | undefined): { signal?: AbortSignal } {
  return signal ? { signal } : {};
}
