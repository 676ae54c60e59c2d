import { expect, test } from 'vitest';
import { shortId } from './shortId';

test('a short id stands as it is', () => {
  expect(shortId('261123-9K3F0')).toBe('261123-9K3F0');
});

test('a long id keeps its end, whole characters', () => {
  expect(shortId('MG-261123-233710-01')).toBe('…3-233710-01');
  expect(shortId('🙂'.repeat(20))).toBe(`…${'🙂'.repeat(11)}`);
});
