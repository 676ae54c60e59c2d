import type { Body } from '../../api/answers';

export type Lead = Body<'LeadBody'>;

/** By what leads are narrowed, one value each. */
export const filters = ['status', 'stage', 'owner', 'source', 'campaign', 'segment', 'team'] as const;
export type Filter = (typeof filters)[number];

export const sorts = ['due', 'updated'] as const;
export type Sort = (typeof sorts)[number];

/** What the list asks for: all of it stands in the address. */
export interface LeadQuestion {
  q: string;
  filters: Partial<Record<Filter, string>>;
  sort: Sort;
  /** The number whose leads these are; null for all that there are now. */
  behind: Behind | null;
}

/** A number of the dashboard: what happened, to what, in which days. */
export interface Behind {
  fact: string;
  key: string | null;
  from: string | null;
  to: string | null;
}

/** @param get A parameter of the address; null where it is not given. */
export function questionOf(get: (name: string) => string | null): LeadQuestion {
  const chosen: LeadQuestion['filters'] = {};
  for (const filter of filters) {
    const value = get(filter);
    if (value !== null && value !== '') chosen[filter] = value;
  }
  const fact = get('fact');
  return {
    q: get('q')?.trim() ?? '',
    filters: chosen,
    sort: sorts.find((sort) => sort === get('sort')) ?? 'due',
    behind: fact === null ? null : { fact, key: get('key'), from: get('from'), to: get('to') },
  };
}

/** The same as the API takes it. */
export function queryOf(question: LeadQuestion): Record<string, string> {
  const query: Record<string, string> = { ...question.filters, sort: question.sort };
  if (question.q !== '') query['q'] = question.q;
  for (const [name, value] of Object.entries(question.behind ?? {})) if (value !== null) query[name] = value as string;
  return query;
}

/** Whether a lead, as it is now, is one that the list asks for; what is behind a number of the past cannot be told here. */
export function isAskedFor(lead: Lead, question: LeadQuestion): boolean {
  const fits = Object.entries(question.filters).every(([name, value]) => (lead[name as Filter] ?? '(none)') === value);
  const words = [lead.id, lead.source, lead.campaign, lead.segment, lead.owner].map((word) => fold(word ?? ''));
  return fits && question.behind === null && words.some((word) => word.includes(fold(question.q)));
}

/** As the server compares: without case and accents. */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
