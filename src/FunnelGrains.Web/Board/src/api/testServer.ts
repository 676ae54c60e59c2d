import createClient from 'openapi-fetch';
import type { Api } from './client';

/** What a spec's server was asked. */
export interface Asked {
  method: string;
  path: string;
  query: Record<string, string>;
  body: unknown;
}

/** A server for specs: it answers as it is told, a {@link Response} as it is and anything else as JSON, and notes what it was asked. */
export class TestServer {
  readonly asked: Asked[] = [];
  readonly api: Api = createClient({
    baseUrl: 'http://localhost',
    fetch: (request: Request) => this.#take(request),
  }) as Api;

  constructor(public answer: (asked: Asked) => unknown) {}

  /** The paths that were asked for, with their methods. */
  get calls(): string[] {
    return this.asked.map(({ method, path }) => `${method} ${path}`);
  }

  async #take(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const text = await request.text();
    const asked: Asked = {
      method: request.method,
      path: pathname,
      query: Object.fromEntries(searchParams),
      body: text === '' ? null : (JSON.parse(text) as unknown),
    };
    this.asked.push(asked);
    const answer = await this.answer(asked);
    if (answer instanceof Response) return answer;
    return new Response(JSON.stringify(answer), { headers: { 'content-type': 'application/json' } });
  }
}

/** A refusal, as the server writes it. */
export function refusal(status: number, title = 'no', errors: Record<string, string[]> = {}): Response {
  return new Response(JSON.stringify({ title, errors }), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });
}
