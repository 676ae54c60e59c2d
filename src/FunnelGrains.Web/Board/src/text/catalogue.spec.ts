import { expect, test } from 'vitest';
import { catalogue, type Texts } from './catalogue';

const sources = import.meta.glob<string>(['../**/*.svelte', '../**/*.ts', '!../**/*.spec.ts', '!./catalogue.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});
const keys = Object.keys(catalogue.pt) as (keyof Texts)[];
const written = (text: Texts[keyof Texts]) =>
  typeof text === 'string' ? text : (text as (...a: unknown[]) => string)('#', '#');

test('both languages have the same texts, and none is empty', () => {
  expect(Object.keys(catalogue.en)).toEqual(keys);
  for (const language of Object.values(catalogue)) {
    for (const key of keys) expect(written(language[key]).trim(), key).not.toBe('');
  }
});

test('no text is left untranslated', () => {
  const same = keys.filter((key) => written(catalogue.pt[key]) === written(catalogue.en[key]));
  const alike: (keyof Texts)[] = ['demo', 'ageSeconds', 'ageMinutes', 'ageHours', 'ageDays'];
  expect(same).toEqual(alike);
});

test('every text is used', () => {
  const code = Object.values(sources).join('\n');
  const dynamic = [
    'on_track',
    'behind',
    'at_risk',
    'reached',
    'missed',
    'no_verdict',
    'live',
    'late',
    'lost',
    'connecting',
  ];
  const unused = keys.filter((key) => !dynamic.includes(key) && !new RegExp(`\\bt\\.${key}\\b`).test(code));
  expect(unused).toEqual([]);
});

test('no component shows a text of its own', () => {
  const allowed = /^(FunnelGrains|EN|PT|[^\p{L}]*)$/u;
  for (const [path, code] of Object.entries(sources).filter(([path]) => path.endsWith('.svelte'))) {
    const markup = code
      .replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
      .replace(/<!--[\s\S]*?-->/g, '')
      .replace(/=\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}/g, '')
      .replace(/\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}/g, ' ')
      .replace(/<[^>]*>/g, '\n');
    for (const line of markup.split('\n')) expect(line.trim(), path).toMatch(allowed);
  }
});
