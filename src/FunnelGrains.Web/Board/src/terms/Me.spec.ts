import { expect, test } from 'vitest';
import { Me } from './Me.svelte';

function storage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

test('who I am is remembered by the browser', () => {
  const kept = storage();
  new Me(kept).name = ' Ana Lins ';
  expect(new Me(kept).name).toBe('Ana Lins');
});

test('nobody is nobody', () => {
  const kept = storage();
  const me = new Me(kept);
  expect(me.name).toBeNull();
  me.name = 'Ana';
  me.name = '  ';
  expect([me.name, new Me(kept).name]).toEqual([null, null]);
});
