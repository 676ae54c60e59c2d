import { ApiProblem } from '../../api/ApiProblem';
import type { Api } from '../../api/client';
import type { Breach } from './breachView';

/** Breaches that are read at most: more are not seen to one by one. */
export const mostBreaches = 5_000;
const pageSize = 1_000;

export interface Breaches {
  all: readonly Breach[];
  /** There are more than were read. */
  more: boolean;
}

/**
 * Breaches, the latest due first, page after page.
 * @param period Days of the due, both inclusive; none for all.
 */
export async function readBreaches(
  api: Api,
  state: 'open' | 'all',
  period: { from?: string; to?: string },
  signal: AbortSignal,
): Promise<Breaches> {
  const all: Breach[] = [];
  let cursor: string | null = null;
  do {
    const query = { state, ...period, limit: String(pageSize), ...(cursor === null ? {} : { cursor }) };
    const answer = await api.GET('/api/v1/breaches', { params: { query }, signal }).catch((failed: unknown) => {
      if (signal.aborted) throw failed;
      throw ApiProblem.unreachable;
    });
    if (answer.data === undefined) throw ApiProblem.of(answer.response.status, answer.error);
    all.push(...answer.data);
    cursor = cursorOf(answer.response.headers.get('link'));
  } while (cursor !== null && all.length < mostBreaches);
  return { all, more: cursor !== null };
}

/** The cursor of the next page, of its address in the header `Link`; null at the end. */
export function cursorOf(link: string | null): string | null {
  const next = link === null ? null : /<([^>]*)>;\s*rel="next"/.exec(link);
  return next ? new URL(next[1]!, 'http://localhost/').searchParams.get('cursor') : null;
}
