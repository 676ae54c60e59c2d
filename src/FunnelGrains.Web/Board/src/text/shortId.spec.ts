import { expect, test } from 'vitest';
import { shortId } from './shortId';

test('a short id stands as it is', () => {
  expect(shortId('MG-261123-9K3F')).toBe('MG-261123-9K3F');
});

test('a long id keeps its end, whole characters', () => {
  expect(shortId('MG-261123-233710-01')).toBe('…123-233710-01');
  expect(shortId('🙂'.repeat(20))).toBe(`…${'🙂'.repeat(13)}`);
});
