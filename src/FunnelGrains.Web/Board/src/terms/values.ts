import type { Api } from '../api/client';
import { taken } from '../api/client';
import { Resource } from '../api/Resource.svelte';

export const dimensions = ['source', 'campaign', 'segment', 'owner'] as const;
export type Dimension = (typeof dimensions)[number];

/** The values that leads have in one dimension, by name: what can be chosen. Those that stand for others or for none are left out. */
export function valuesOf(api: Api, by: Dimension): Resource<readonly string[]> {
  return new Resource(async (signal) => {
    const funnel = await taken(api.GET('/api/v1/funnel', { params: { query: { by } }, signal }));
    return funnel.by
      .map(({ value }) => value)
      .filter((value) => !['(none)', '(other)', '(rest)'].includes(value))
      .sort((a, b) => a.localeCompare(b));
  });
}
