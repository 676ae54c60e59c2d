import { expect, test } from 'vitest';
import { codeOf, firstSettings, scenes } from './displaySettings';

test('a code may be typed as people type', () => {
  expect(codeOf(' ab2c-de3f ')).toBe('AB2CDE3F');
});

test('a display begins with all scenes, in their order, and with initials', () => {
  expect(firstSettings.scenes).toEqual([...scenes]);
  expect(firstSettings.names).toBe('initials');
});
