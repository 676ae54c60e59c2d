import { expect, test } from 'vitest';
import { freshnessOf } from './freshness';

test('amber after two missed heartbeats, red after a minute', () => {
  expect([0, 12_000, 12_001, 60_000, 60_001].map(freshnessOf)).toEqual(['live', 'live', 'late', 'late', 'lost']);
});
