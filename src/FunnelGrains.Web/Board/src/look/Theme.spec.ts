import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { preferredTheme, Theme } from './Theme.svelte';

const dataset: { theme?: string } = {};
const kept = new Map<string, string>();

beforeEach(() => {
  kept.clear();
  vi.stubGlobal('document', { documentElement: { dataset } });
  vi.stubGlobal('location', { search: '' });
  vi.stubGlobal('matchMedia', () => ({ matches: true }));
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
  });
});
afterEach(() => void vi.unstubAllGlobals());

test('the board is dark unless somebody wished otherwise', () => {
  expect(preferredTheme(null, null, true)).toBe('dark');
  expect(preferredTheme('light', 'dark', false)).toBe('light');
  expect(preferredTheme('auto', null, true)).toBe('light');
  expect(preferredTheme(null, 'light', false)).toBe('light');
});

test("a page takes the system's theme where it may, and a wall does not", () => {
  expect(Theme.ofBrowser('auto').name).toBe('light');
  expect(Theme.ofBrowser().name).toBe('dark');
});

test('the other theme is on the page at once, and there at the next visit', () => {
  const theme = Theme.ofBrowser();
  theme.switch();
  expect([theme.name, dataset.theme]).toEqual(['light', 'light']);
  expect(Theme.ofBrowser().name).toBe('light');
});

test('a theme that a display is given is for now alone', () => {
  const theme = Theme.ofBrowser();
  theme.use('light');
  expect([theme.name, dataset.theme, kept.size]).toEqual(['light', 'light', 0]);
});
