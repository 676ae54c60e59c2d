import type { View } from './view';

/** A number's kind, as the list of leads knows it. */
export type Fact = 'captured' | 'entered' | 'converted' | 'reached' | 'won' | 'lost' | 'rejected' | 'met' | 'breached';

/** The address of the leads behind a number of this view. */
export function leadsBehind(view: View, fact: Fact, key?: string, more: Record<string, string> = {}): string {
  const query = new URLSearchParams({
    fact,
    ...(key === undefined ? {} : { key }),
    ...view.period,
    ...view.filters,
    ...more,
  });
  return `/leads?${query}`;
}

/** The address of the leads that stand in a stage now. */
export function leadsIn(view: View, stage: string): string {
  return `/leads?${new URLSearchParams({ stage, status: 'open', ...view.filters })}`;
}
