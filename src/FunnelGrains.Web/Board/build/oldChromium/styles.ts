import postcss, { type AtRule, type Declaration, type Rule } from 'postcss';
import { data, has, partsOf, type Feature } from './known.ts';

/** What an engine that does not know it leaves out, and nobody misses: each with the reason. */
const harmless: Record<string, string> = {
  'selector: :focus-visible': 'the engine draws its own ring, and there is a rule of its own to leave out',
  'property: line-clamp': 'stands beside the prefixed one',
  'property: -webkit-font-smoothing': 'letters are drawn as the system does',
  'property: align-content start': 'in grids since 57; the data speak of flexible boxes',
  'property: color-scheme': 'the page has its own colours for everything',
  'property: font-optical-sizing': 'letters are drawn a little plainer',
  'property: overflow-wrap anywhere': 'where a long word could not be broken before',
  'at-rule: prefers-reduced-motion': 'such an engine has no such wish to tell',
  'at-rule: prefers-color-scheme': 'dark, as everywhere on a wall',
};

/** The old names of grid gaps, which the data leave out: Chromium has them since 57. */
const oldNames = new Set(['grid-gap', 'grid-row-gap', 'grid-column-gap', 'word-wrap']);

/** Known in grids since 66, in flexible boxes since 84; a style sheet does not say in which of them it is used. */
const gaps = new Set(['gap', 'row-gap']);

const functions = new Map<string, boolean>();
index(data.css.types as Feature);

function index(types: Feature): void {
  for (const [name, feature] of partsOf(types)) {
    const known = has(feature);
    if (known !== undefined) functions.set(name, (functions.get(name) ?? false) || known);
    index(feature);
  }
}

/** What a style sheet needs that the engine does not have. */
export function styleFindings(css: string): string[] {
  const found = new Set<string>();
  const root = postcss.parse(css);
  root.walkDecls((declaration) => declarationFindings(declaration).forEach((finding) => found.add(finding)));
  root.walkRules((rule) => selectorFindings(rule).forEach((finding) => found.add(finding)));
  root.walkAtRules((rule) => atRuleFindings(rule).forEach((finding) => found.add(finding)));
  return [...found].filter((finding) => !(finding in harmless)).sort();
}

function declarationFindings({ prop, value, parent }: Declaration): string[] {
  const calls = [...value.matchAll(/(?<![\w-])([a-z][a-z-]*)\(/g)].map((call) => call[1]!);
  const unknownCalls = calls.filter((name) => functions.get(name) === false).map((name) => `function: ${name}()`);
  // Descriptors of a font are the at-rule's, and names that start with dashes are our own.
  if (prop.startsWith('--') || (parent?.type === 'atrule' && (parent as AtRule).name === 'font-face'))
    return unknownCalls;
  if (gaps.has(prop)) return [`property: ${prop}`, ...unknownCalls];
  const [, prefix = '', name = prop] = /^(-webkit-|-moz-|-ms-)?(.+)$/.exec(prop) ?? [];
  const feature = data.css.properties[prop] ?? data.css.properties[name];
  // What other engines call something by is left out by this one.
  if (prefix === '-moz-' || prefix === '-ms-' || oldNames.has(prop)) return unknownCalls;
  const isKnown = data.css.properties[prop] !== undefined ? has(feature) || has(feature, prefix) : has(feature, prefix);
  if (!isKnown) return [`property: ${prop}`, ...unknownCalls];
  const words = value.split(/[\s,()/]+/);
  const newer = partsOf(feature).filter(
    ([word, about]) => words.includes(word) && has(about) === false && has(about, '-webkit-') !== true,
  );
  return [...newer.map(([word]) => `property: ${prop} ${word}`), ...unknownCalls];
}

function selectorFindings({ selector, parent }: Rule): string[] {
  if (parent?.type === 'atrule' && (parent as AtRule).name.endsWith('keyframes')) return [];
  const nested = parent?.type === 'rule' || selector.includes('&') ? ['selector: nesting'] : [];
  const names = [...selector.matchAll(/::?(-?[a-z][a-z-]*)/g)].map((name) => name[1]!);
  return [
    ...nested,
    ...names
      .filter((name) => has(data.css.selectors[name]) !== true && !isPrefixed(name))
      .map((name) => `selector: :${name}`),
  ];
}

function isPrefixed(name: string): boolean {
  return name.startsWith('-moz-') || name.startsWith('-ms-') || name.startsWith('-webkit-');
}

function atRuleFindings({ name, params }: AtRule): string[] {
  const bare = name.replace(/^-webkit-/, '');
  if (bare !== name) return [];
  const rule = data.css['at-rules'][name];
  if (has(rule) !== true) return [`at-rule: @${name}`];
  if (name !== 'media') return [];
  const features = [...params.matchAll(/\(\s*(?:(?:min|max)-)?([a-z-]+)/g)].map((feature) => feature[1]!);
  const range = /[<>]/.test(params) ? ['at-rule: range in @media'] : [];
  return [
    ...range,
    ...features
      .filter((feature) => has(rule![feature] as Feature | undefined) !== true)
      .map((feature) => `at-rule: ${feature}`),
  ];
}
