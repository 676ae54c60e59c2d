import { ApiProblem } from './ApiProblem';
import type { Body } from './answers';
import type { Api } from './client';

/** An event as a page posts it; its time is the server's. */
export interface PageEvent {
  /** The same at every try. */
  id: string;
  type: string;
  lead: string;
  actor?: string;
  data: Record<string, unknown>;
}

/**
 * Posts one event.
 * @throws ApiProblem It was refused, with what is wrong in each field, or could not be taken now.
 */
export async function postEvent(api: Api, event: PageEvent): Promise<void> {
  const asked = api.POST('/api/v1/events', { body: event });
  const answer = await asked.catch(() => {
    throw ApiProblem.unreachable;
  });
  const problem = problemOf(answer.response.status, answer.data ?? answer.error);
  if (problem) throw problem;
}

/** Why the one event was not taken; null where it was, now or before. */
export function problemOf(status: number, body: unknown): ApiProblem | null {
  const results = (body as Partial<Body<'IngestAnswer'>> | undefined)?.results;
  const result = Array.isArray(results) ? results[0] : undefined;
  if (result?.status === 'refused') return new ApiProblem(422, 'refused', null, result.errors ?? {});
  if (result?.status === 'retry') return new ApiProblem(503, 'later');
  return status >= 200 && status < 300 ? null : ApiProblem.of(status, body);
}

/** An id that nobody else makes, on plain HTTP too. */
export function newEventId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return `page-${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
