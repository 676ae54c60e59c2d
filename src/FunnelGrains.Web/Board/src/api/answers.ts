import type { components, paths } from './openapi';

/** What a GET of a path answers. */
export type Answer<P extends keyof paths> = paths[P] extends {
  get: { responses: { 200: { content: { 'application/json': infer T } } } };
}
  ? T
  : never;

/** A body of the API by its name in the description. */
export type Body<N extends keyof components['schemas']> = components['schemas'][N];

/** A body that adds to another one: the description says of what it inherits only that it may be there, though it always is. */
export type Extended<Base extends keyof components['schemas'], N extends keyof components['schemas']> = Body<Base> &
  Omit<Body<N>, keyof Body<Base>>;
