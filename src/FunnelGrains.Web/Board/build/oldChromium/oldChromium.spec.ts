import { expect, test } from 'vitest';
import { polyfilledNames, withoutWhere } from './plugin';
import { withoutPrivateNames } from './privateNames';
import { scriptFindings } from './scripts';
import { styleFindings } from './styles';

const none = new Set<string>();

test('syntax that came later is found', () => {
  for (const code of ['a?.b', 'a ?? b', 'class A { x = 1 }', 'class A { #x() {} }', 'a ||= 1', 'import("./a.js")'])
    expect(scriptFindings(`const a = {}, b = 1; ${code}`, none)[0], code).toMatch(/^syntax/);
});

test('syntax of its time is not', () => {
  const code =
    'const { a, ...b } = f; async function* g() { try { yield a ** 2; } catch { for await (const c of b) {} } } export { g }';
  expect(scriptFindings(code, none)).toEqual([]);
});

test.each([
  ['new WeakRef(a)', 'global: WeakRef'],
  ['queueMicrotask(a)', 'global: queueMicrotask'],
  ['globalThis.a', 'global: globalThis'],
  ['window.structuredClone(a)', 'global: structuredClone'],
  ['Object.fromEntries(a)', 'method: Object.fromEntries'],
  ['Promise.allSettled(a)', 'method: Promise.allSettled'],
  ['a.replaceAll("b", "c")', 'method: .replaceAll'],
  ['a.flatMap(b)', 'method: .flatMap'],
  ['a.replaceChildren()', 'method: .replaceChildren'],
])('an interface that came later is found: %s', (code, finding) => {
  expect(scriptFindings(code, none)).toContain(finding);
});

test('what is added, what is the script’s own and what it asks for first are not', () => {
  expect(scriptFindings('a.at(1); a.flat(); queueMicrotask(a)', new Set(['at', 'flat', 'queueMicrotask']))).toEqual([]);
  expect(scriptFindings('const Temporal = { flatMap() {} }; Temporal.flatMap()', none)).toEqual([]);
  expect(scriptFindings('typeof WeakRef === "undefined" || new WeakRef(a)', none)).toEqual([]);
  expect(
    scriptFindings('a.map(b).filter(c); new IntersectionObserver(d); Object.entries(e); f.append(g)', none),
  ).toEqual([]);
});

test.each([
  ['.a:where(.b) { color: red }', 'selector: :where'],
  ['.a:is(.b) { color: red }', 'selector: :is'],
  ['.a:has(.b) { color: red }', 'selector: :has'],
  ['.a { .b { color: red } }', 'selector: nesting'],
  ['.a { inset: 0 }', 'property: inset'],
  ['.a { display: flex; gap: 1px }', 'property: gap'],
  ['.a { aspect-ratio: 1 }', 'property: aspect-ratio'],
  ['.a { margin-inline: 1px }', 'property: margin-inline'],
  ['.a { overflow: clip }', 'property: overflow clip'],
  ['.a { width: min(1px, 2vw) }', 'function: min()'],
  ['.a { font-size: clamp(1px, 2vw, 3px) }', 'function: clamp()'],
  ['@layer a { .b { color: red } }', 'at-rule: @layer'],
  ['@container (width: 1px) { .b { color: red } }', 'at-rule: @container'],
  ['@media (width >= 1px) { .b { color: red } }', 'at-rule: range in @media'],
  ['@media (prefers-contrast: more) { .b { color: red } }', 'at-rule: prefers-contrast'],
])('a style that came later is found: %s', (css, finding) => {
  expect(styleFindings(css)).toContain(finding);
});

test('styles of its time are not', () => {
  expect(
    styleFindings(`
      .a > b:nth-child(2n):not(.c)::before { display: grid; grid-gap: calc(2 * var(--u)); content: ''; -webkit-line-clamp: 2; transform: scale(0.5) }
      @media (max-aspect-ratio: 1/1) { .a { position: fixed; overflow: hidden; background: rgba(0, 0, 0, 0.5) linear-gradient(red, blue) } }
      @font-face { font-family: A; src: url(a.woff2) format('woff2-variations'); unicode-range: U+0-FF }
      @keyframes come { from { opacity: 0 } to { opacity: 1 } }`),
  ).toEqual([]);
});

test('the scope of a component becomes an ordinary class', () => {
  const css = withoutWhere('.a.svelte-1ab .b:where(.svelte-1ab){color:red}');
  expect(css).toBe('.a.svelte-1ab .b.svelte-1ab{color:red}');
  expect(styleFindings(css)).toEqual([]);
});

test('polyfills are known by their names', () => {
  const code = "define(Array.prototype, 'at', x); Object.defineProperty(self, 'globalThis', y)";
  expect([...polyfilledNames(code)]).toEqual(['at', 'globalThis']);
});

test('private members get ordinary names, of each class its own', () => {
  const code = `
    class A {
      static is(one) { return #x in one; }
      static #made = 0;
      #x = 1;
      constructor() { A.#made++; }
      get #twice() { return this.#x * 2; }
      #add(n) { this.#x += n; return this?.#twice; }
      base(n) { const inner = new (class { #x = n; read() { return this.#x; } })(); return [this.#add(inner.read()), A.#made]; }
    }
    class B extends A { #x = 'own'; both() { return [...this.base(4), this.#x]; } }
    return [new B().both(), A.is(new B()), A.is({ '#x': 1 }), '#x'];`;
  const run = (text: string) => new Function(text)() as unknown;
  const plain = withoutPrivateNames(`function all() {${code}}`, 'one.ts')!;
  expect(plain.match(/#\w+/g)).toEqual(['#x', '#x']);
  expect(run(`${plain}; return all();`)).toEqual([[10, 1, 'own'], true, false, '#x']);
  expect(run(`${plain}; return all();`)).toEqual(run(code));
  expect(withoutPrivateNames('const color = "#fff";', 'one.ts')).toBeNull();
});
