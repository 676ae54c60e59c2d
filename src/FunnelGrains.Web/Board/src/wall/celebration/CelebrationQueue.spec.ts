import { beforeEach, expect, test, vi } from 'vitest';
import type { Celebration } from '../../contract';
import { celebrationTime, CelebrationQueue } from './CelebrationQueue.svelte';

const win = (id: string): Celebration => ({
  kind: 'won',
  id,
  team: 'sales',
  owner: null,
  amount: null,
  at: '2026-11-02T12:00:00Z',
});

beforeEach(() => {
  vi.useFakeTimers();
});

test('celebrations follow one another and end', () => {
  const queue = new CelebrationQueue();
  queue.add(win('a'));
  queue.add(win('b'));
  expect(queue.shown?.id).toBe('a');
  vi.advanceTimersByTime(celebrationTime);
  expect(queue.shown?.id).toBe('b');
  vi.advanceTimersByTime(celebrationTime);
  expect(queue.shown).toBeNull();
});

test('of a hundred at once the latest few are shown', () => {
  const queue = new CelebrationQueue();
  for (let i = 0; i < 100; i++) queue.add(win(String(i)));
  const seen: string[] = [];
  while (queue.shown !== null) {
    seen.push(queue.shown.id);
    vi.advanceTimersByTime(celebrationTime);
  }
  expect(seen).toEqual(['0', '95', '96', '97', '98', '99']);
});
