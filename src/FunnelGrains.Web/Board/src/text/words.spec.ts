import { expect, test } from 'vitest';

type Words = Record<string, unknown>;

/** Every room's texts; those of the wall are in the catalogue. */
const rooms = import.meta.glob<{ words: { pt: Words; en: Words } }>('../**/words.ts', { eager: true });
const sources = import.meta.glob<string>(['../**/*.svelte', '../**/*.ts', '!../**/*.spec.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

const written = (text: unknown) =>
  typeof text === 'function' ? String((text as (...a: unknown[]) => unknown)('#', '#', '#')) : String(text);
const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/') + 1);
/** What every room may say too, as `c`. */
const shared = '../ui/words.ts';
/** Texts that are the same word in both languages, by room. */
const alike = new Set([
  'Leads',
  'leads',
  'Lead',
  '# leads',
  '1 lead',
  'E-mail',
  'WhatsApp',
  'Webhooks',
  'Webhook',
  'CSV',
  'Excel',
  'URL',
  'Slack',
  'Teams',
  'SLA',
  'Status',
  'Total',
  'Link',
  'Logo',
  'Final',
  'Demo',
  'Id',
  'ID',
]);

test('there are rooms with texts', () => expect(Object.keys(rooms).length).toBeGreaterThan(0));

for (const [path, { words }] of Object.entries(rooms)) {
  const keys = Object.keys(words.pt);

  test(`${path}: both languages have the same texts, and none is empty`, () => {
    expect(Object.keys(words.en)).toEqual(keys);
    for (const language of [words.pt, words.en])
      for (const key of keys) expect(written(language[key]).trim(), key).not.toBe('');
  });

  test(`${path}: no text is left untranslated`, () => {
    const same = keys.filter((key) => {
      const [pt, en] = [written(words.pt[key]), written(words.en[key])];
      return pt === en && /\p{L}{3}/u.test(pt.replaceAll('#', '')) && !alike.has(pt);
    });
    expect(same).toEqual([]);
  });

  test(`${path}: every text is used in its room`, () => {
    // `t[…]` takes its key from a type of texts: the keys stand as strings then, there or beside it.
    const code = Object.entries(sources)
      .filter(([source]) => (source.startsWith(folderOf(path)) || path === shared) && source !== path)
      .map(([, text]) => text)
      .join('\n');
    const used = (key: string) =>
      new RegExp(`\\b[tc]\\.${key}\\b|['"\`]${key}['"\`]|\\bwords\\.\\w+\\.${key}\\b|\\b${key}:`).test(code);
    expect(keys.filter((key) => !used(key))).toEqual([]);
  });
}
