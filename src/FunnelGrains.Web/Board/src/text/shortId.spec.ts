import { expect, test } from 'vitest';
import { shortId } from './shortId';

test('a short id stands as it is', () => {
  expect(shortId('L-10412345')).toBe('L-10412345');
});

test('a long id keeps its end, whole characters', () => {
  expect(shortId('MG-261123-233710-01')).toBe('…233710-01');
  expect(shortId('🙂'.repeat(20))).toBe(`…${'🙂'.repeat(9)}`);
});
