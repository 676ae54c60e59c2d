// What Chromium 68 lacks of what is used here. The build fails where something newer is used and is not among these
// (build/oldChromium/).

if (typeof globalThis === 'undefined') Object.defineProperty(self, 'globalThis', { value: self, configurable: true });

define(self, 'queueMicrotask', (task: () => void) => {
  Promise.resolve()
    .then(task)
    .catch((error: unknown) =>
      setTimeout(() => {
        throw error;
      }),
    );
});

define(Object, 'fromEntries', (entries: Iterable<[PropertyKey, unknown]>) => {
  const made: Record<PropertyKey, unknown> = {};
  for (const [key, value] of entries) made[key] = value;
  return made;
});

define(Array.prototype, 'flat', function flat(this: unknown[], depth = 1): unknown[] {
  return this.reduce<unknown[]>(
    (all, one) => all.concat(Array.isArray(one) && depth > 1 ? (one as unknown[]).flat(depth - 1) : one),
    [],
  );
});

define(
  Array.prototype,
  'flatMap',
  function flatMap(this: unknown[], of: (one: unknown, at: number) => unknown): unknown[] {
    return this.map(of).flat();
  },
);

define(Array.prototype, 'at', function at(this: unknown[], place: number): unknown {
  return this[place < 0 ? this.length + place : place];
});

define(String.prototype, 'replaceAll', function replaceAll(this: string, what: string, by: string): string {
  return this.split(what).join(by);
});

define(
  Element.prototype,
  'replaceChildren',
  function replaceChildren(this: Element, ...nodes: (Node | string)[]): void {
    this.textContent = '';
    this.append(...nodes);
  },
);

function define(on: object, name: string, value: unknown): void {
  if (!(name in on)) Object.defineProperty(on, name, { value, configurable: true, writable: true });
}
