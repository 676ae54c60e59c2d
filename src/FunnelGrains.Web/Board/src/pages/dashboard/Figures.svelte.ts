import type { Api } from '../../api/client';
import { taken } from '../../api/client';
import type { Answer } from '../../api/answers';
import { Resource } from '../../api/Resource.svelte';
import { daysIn } from '../../text/days';
import type { Period, View } from './view';

export type Funnel = Answer<'/api/v1/funnel'>;
export type Trend = Answer<'/api/v1/funnel/trend'>;
export type Times = Answer<'/api/v1/funnel/stages'>;
export type Compliance = Answer<'/api/v1/compliance'>;

/** The longest period whose trend has a point a day; longer ones have one a week, then one a month. */
const longestInDays = 62;
const longestInWeeks = 400;

/** Everything that the dashboard shows of one view, each part asked for on its own: what is there first is seen first. */
export class Figures {
  readonly funnel: Resource<Funnel>;
  readonly before: Resource<Funnel>;
  readonly breakdown: Resource<Funnel>;
  readonly trend: Resource<Trend>;
  readonly trendBefore: Resource<Trend>;
  readonly times: Resource<Times>;
  readonly compliance: Resource<Compliance>;

  constructor(api: Api, view: () => View) {
    const filtered = (period: Period) => ({ ...period, ...view().filters });
    this.funnel = new Resource((signal) =>
      taken(api.GET('/api/v1/funnel', { params: { query: filtered(view().period) }, signal })),
    );
    this.before = new Resource((signal) =>
      taken(api.GET('/api/v1/funnel', { params: { query: filtered(view().before) }, signal })),
    );
    this.breakdown = new Resource((signal) =>
      taken(api.GET('/api/v1/funnel', { params: { query: { ...filtered(view().period), by: view().by } }, signal })),
    );
    const trend = (period: Period, signal: AbortSignal) => {
      const query = { ...filtered(period), step: stepOf(view().period) };
      return taken(api.GET('/api/v1/funnel/trend', { params: { query }, signal }));
    };
    this.trend = new Resource((signal) => trend(view().period, signal));
    this.trendBefore = new Resource((signal) => trend(view().before, signal));
    this.times = new Resource((signal) =>
      taken(api.GET('/api/v1/funnel/stages', { params: { query: view().period }, signal })),
    );
    this.compliance = new Resource((signal) =>
      taken(api.GET('/api/v1/compliance', { params: { query: { ...view().period, by: 'owner' } }, signal })),
    );
  }

  /** Asks for all of it again. */
  load(): void {
    for (const part of this.#parts) void part.load();
  }

  /** The view is another one: figures of the one before must not stand under its name. */
  forget(): void {
    for (const part of this.#parts) part.forget();
  }

  get #parts(): readonly Pick<Resource<unknown>, 'load' | 'forget'>[] {
    return [this.funnel, this.before, this.breakdown, this.trend, this.trendBefore, this.times, this.compliance];
  }
}

/** How wide a point of the trend is. */
export function stepOf(period: Period): 'day' | 'week' | 'month' {
  const days = daysIn(period.from, period.to);
  return days <= longestInDays ? 'day' : days <= longestInWeeks ? 'week' : 'month';
}
