import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Theme } from '../../look/Theme.svelte';
import { Locale } from '../../text/Locale.svelte';
import { WallLook } from './WallLook.svelte';
import { usualSettings } from './wallSettings';

beforeEach(() => {
  vi.stubGlobal('document', { documentElement: { dataset: {} } });
  vi.stubGlobal('location', { search: '' });
  vi.stubGlobal('navigator', { languages: ['pt-BR'] });
  vi.stubGlobal('localStorage', { getItem: () => null });
  vi.stubGlobal('matchMedia', () => ({ matches: true }));
});
afterEach(() => void vi.unstubAllGlobals());

function wall(search = '') {
  const [locale, theme] = [new Locale('pt'), new Theme('dark')];
  return { locale, theme, look: new WallLook(locale, theme, search) };
}

test('a television takes the language and the theme of its settings, and gives them back', () => {
  const { locale, theme, look } = wall();
  look.take({ ...usualSettings, language: 'en', theme: 'light' });
  expect([locale.language, theme.name]).toEqual(['en', 'light']);
  look.take(usualSettings);
  expect([locale.language, theme.name]).toEqual(['pt', 'dark']);
  look.take({ ...usualSettings, theme: 'auto' });
  expect(theme.name).toBe('light');
});

test('what its address asks for comes before its settings', () => {
  const { locale, theme, look } = wall('?lang=pt&theme=dark');
  look.take({ ...usualSettings, language: 'en', theme: 'light' });
  expect([locale.language, theme.name]).toEqual(['pt', 'dark']);
});
