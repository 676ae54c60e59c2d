import { expect, test } from 'vitest';
import { preferredTheme } from '../look/Theme.svelte';
import { preferredLanguage } from './Locale.svelte';

test('the address comes before the choice, and that before the browser', () => {
  expect(preferredLanguage('en', 'pt', ['pt-BR'])).toBe('en');
  expect(preferredLanguage(null, 'pt', ['en-US'])).toBe('pt');
  expect(preferredLanguage(null, null, ['fr-FR', 'pt-PT', 'en'])).toBe('pt');
  expect(preferredLanguage('xx', null, [])).toBe('en');
});

test('the board is dark unless somebody wished otherwise', () => {
  expect(preferredTheme(null, null, true)).toBe('dark');
  expect(preferredTheme('light', 'dark', false)).toBe('light');
  expect(preferredTheme('auto', null, true)).toBe('light');
  expect(preferredTheme(null, 'light', false)).toBe('light');
});
