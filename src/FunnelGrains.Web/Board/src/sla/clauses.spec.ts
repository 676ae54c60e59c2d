import { expect, test } from 'vitest';
import type { BoardClause } from '../contract';
import { shownClauses } from './clauses';

const clause = (key: string, compliance: number | null, open = 0) => ({ key, compliance, open }) as BoardClause;

test('up to four are shown as they stand', () => {
  const four = ['a', 'b', 'c', 'd'].map((key) => clause(key, 1));
  expect(shownClauses(four)).toEqual(four);
});

test('of more the worst are shown, in their own order', () => {
  const all = [
    clause('a', 0.99),
    clause('b', 0.5),
    clause('c', null),
    clause('d', 0.6),
    clause('e', 1, 3),
    clause('f', 0.7),
  ];
  expect(shownClauses(all).map((c) => c.key)).toEqual(['b', 'd', 'e', 'f']);
});
