import type { components, paths } from './openapi';

/** What a GET of a path answers. */
export type Answer<P extends keyof paths> = paths[P] extends {
  get: { responses: { 200: { content: { 'application/json': infer T } } } };
}
  ? T
  : never;

/** A body of the API by its name in the description. */
export type Body<N extends keyof components['schemas']> = components['schemas'][N];
