import { expect, test } from 'vitest';
import { merge } from './merge';

const base = {
  clauses: [
    { key: 'a', target: { n: 4 }, team: 'sales' },
    { key: 'b', target: { n: 1 }, team: 'sales' },
  ],
  scope: 'new_clocks',
};
const changed = (change: (copy: typeof base) => void) => {
  const copy = structuredClone(base);
  change(copy);
  return copy;
};

test('what only one of two changed is taken from him, part by part', () => {
  const mine = changed((copy) => (copy.clauses[0]!.target.n = 8));
  const theirs = changed((copy) => {
    copy.clauses[0]!.team = 'marketing';
    copy.clauses[1]!.target.n = 2;
    copy.scope = 'open_clocks';
  });
  expect(merge(base, mine, theirs)).toEqual({
    value: {
      clauses: [
        { key: 'a', target: { n: 8 }, team: 'marketing' },
        { key: 'b', target: { n: 2 }, team: 'sales' },
      ],
      scope: 'open_clocks',
    },
    clashes: [],
  });
});

test('where both said something else mine stands, and it is told', () => {
  const mine = changed((copy) => (copy.clauses[0]!.target.n = 8));
  const theirs = changed((copy) => (copy.clauses[0]!.target.n = 6));
  const { value, clashes } = merge(base, mine, theirs);
  expect([value.clauses[0]!.target.n, clashes]).toEqual([8, ['/clauses/a/target/n']]);
});

test('what one added is there, what one removed is gone, and both the same is no clash', () => {
  const mine = changed((copy) => copy.clauses.push({ key: 'mine', target: { n: 1 }, team: 'sales' }));
  const theirs = changed((copy) => {
    copy.clauses.shift();
    copy.clauses.push({ key: 'theirs', target: { n: 1 }, team: 'sales' });
  });
  const { value, clashes } = merge(base, mine, theirs);
  expect([value.clauses.map((clause) => clause.key), clashes]).toEqual([['b', 'mine', 'theirs'], []]);
  expect(merge(base, theirs, theirs).clashes).toEqual([]);
});

test('what I changed and they removed stays, and is told', () => {
  const mine = changed((copy) => (copy.clauses[0]!.target.n = 8));
  const theirs = changed((copy) => copy.clauses.shift());
  const { value, clashes } = merge(base, mine, theirs);
  expect([value.clauses.map((clause) => clause.key), clashes]).toEqual([['a', 'b'], ['/clauses/a']]);
});
