import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './openapi';
import { ApiProblem } from './ApiProblem';

/** The server's API, typed by its own description. */
export type Api = Client<paths>;

/** @param antiforgery What goes with all that changes anything: a cookie alone does not. */
export function apiClient(antiforgery: () => string, refused: () => void): Api {
  const api = createClient<paths>({ baseUrl: location.origin });
  api.use({
    onRequest({ request }) {
      if (request.method !== 'GET') request.headers.set('X-Antiforgery', antiforgery());
      return request;
    },
    onResponse({ response }) {
      if (response.status === 401) refused();
    },
  });
  return api;
}

/**
 * What was asked for.
 * @throws ApiProblem The server said no, or nothing.
 */
export async function taken<T>(asked: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const answer = await asked.catch((failed: unknown) => {
    if (failed instanceof DOMException && failed.name === 'AbortError') throw failed;
    throw ApiProblem.unreachable;
  });
  if (!answer.response.ok) throw ApiProblem.of(answer.response.status, answer.error);
  return answer.data as T;
}
