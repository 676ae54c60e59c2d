import { expect, test } from 'vitest';
import { pinnedBy, settingsOf, usualSettings } from './wallSettings';

test('a browser that is no display has the usual settings: initials, dark, no sound', () => {
  expect(settingsOf(null)).toEqual(usualSettings);
  expect(usualSettings).toMatchObject({ names: 'initials', theme: 'dark', sound: false, seconds: 24, pinned: null });
});

test('a display has its own', () => {
  const told = {
    names: 'team',
    scenes: ['today', 'sla', 'today'],
    seconds: 30,
    pinned: 'sla',
    sound: true,
    language: 'en',
    theme: 'auto',
  };
  expect(settingsOf(told)).toEqual({ ...told, scenes: ['today', 'sla'] });
});

test('what this build does not know is as usual, and time has its bounds', () => {
  const told = { names: 'faces', scenes: ['weather'], seconds: 3, pinned: 'weather', language: 'fr', theme: 'pink' };
  expect(settingsOf(told)).toEqual({ ...usualSettings, seconds: 20 });
  expect(settingsOf({ seconds: 'soon' }).seconds).toBe(24);
  expect(settingsOf({ seconds: 900 }).seconds).toBe(30);
});

test('the address may pin a scene', () => {
  expect([pinnedBy('?scene=goals'), pinnedBy('?scene=x'), pinnedBy('')]).toEqual(['goals', null, null]);
});
