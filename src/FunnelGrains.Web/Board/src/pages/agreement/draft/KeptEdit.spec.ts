import { expect, test } from 'vitest';
import { KeptEdit, type Edit } from './KeptEdit';

const edit = { base: { version: 1 }, document: { version: 1, scope: 'open_clocks' }, revision: 3 } as unknown as Edit;

test('an edit outlives the page that made it, until it is forgotten', () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
    removeItem: (key: string) => void kept.delete(key),
  };
  new KeptEdit(storage).write(edit);
  expect(new KeptEdit(storage).read()).toEqual(edit);
  new KeptEdit(storage).forget();
  expect(new KeptEdit(storage).read()).toBeNull();
});

test('a storage that is full, forbidden or of somebody else loses no page', () => {
  const full = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  const kept = new KeptEdit({ getItem: () => '{"base":', setItem: full, removeItem: () => undefined });
  kept.write(edit);
  expect(kept.read()).toBeNull();
  expect(new KeptEdit({ getItem: full, setItem: full, removeItem: () => undefined }).read()).toBeNull();
});
