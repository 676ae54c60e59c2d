import { expect, test } from 'vitest';
import { ageText } from './age';
import { catalogue } from './catalogue';

const minute = 60_000;

test('an age is told in its largest whole unit, once there are two of it, and is never negative', () => {
  const t = catalogue.en;
  expect([-5_000, 1_999, 119_999].map((age) => ageText(age, t))).toEqual(['0', '1', '119'].map(t.ageSeconds));
  expect([2 * minute, 119 * minute].map((age) => ageText(age, t))).toEqual(['2', '119'].map(t.ageMinutes));
  expect([120 * minute, 48 * 60 * minute - 1].map((age) => ageText(age, t))).toEqual(['2', '47'].map(t.ageHours));
  expect(ageText(48 * 60 * minute, t)).toBe(t.ageDays('2'));
});
