import { expect, test } from 'vitest';
import { preferredLanguage } from './Locale.svelte';

test('the address comes before the choice, and that before the browser', () => {
  expect(preferredLanguage('en', 'pt', ['pt-BR'])).toBe('en');
  expect(preferredLanguage(null, 'pt', ['en-US'])).toBe('pt');
  expect(preferredLanguage(null, null, ['fr-FR', 'pt-PT', 'en'])).toBe('pt');
  expect(preferredLanguage('xx', null, [])).toBe('en');
});
