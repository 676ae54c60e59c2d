import { expect, test } from 'vitest';
import { pageAt, pages, rooms } from './pages';

test('a path leads to its page, with what its parameters hold', () => {
  expect(pageAt('/')?.page.room).toBe('dashboard');
  expect(pageAt('/leads/')?.page.path).toBe('/leads');
  expect(pageAt('/leads/L%2F1%20a')?.params).toEqual({ id: 'L/1 a' });
  expect(pageAt('/agreement/draft')?.page.path).toBe('/agreement/draft');
});

test('a path that is no page of ours leads nowhere', () => {
  expect(pageAt('/leads/1/2')).toBeNull();
  expect(pageAt('/nothing')).toBeNull();
  expect(pageAt('/leads/%E0%A4%A')?.params).toEqual({ id: '%E0%A4%A' });
});

test('every page is in a room of the navigation, and no two pages have one path', () => {
  for (const page of pages) expect(rooms.map((room) => room.key)).toContain(page.room);
  expect(new Set(pages.map((page) => page.path)).size).toBe(pages.length);
});
