import { expect, test } from 'vitest';
import { pageAt, pages, rooms } from './pages';

test('a path leads to its page, with what its parameters hold', () => {
  expect(pageAt('/')?.page.room).toBe('dashboard');
  expect(pageAt('/settings/')?.page.path).toBe('/settings');
  expect(pageAt('/settings/L%2F1%20a')?.params).toEqual({ part: 'L/1 a' });
});

test('a path that is no page of ours leads nowhere', () => {
  expect(pageAt('/settings/1/2')).toBeNull();
  expect(pageAt('/nothing')).toBeNull();
  expect(pageAt('/settings/%E0%A4%A')?.params).toEqual({ part: '%E0%A4%A' });
});

test('every page is in a room of the navigation, and no two pages have one path', () => {
  for (const page of pages) expect(rooms.map((room) => room.key)).toContain(page.room);
  expect(new Set(pages.map((page) => page.path)).size).toBe(pages.length);
});
