import { expect, test } from 'vitest';
import { linesOf, questionOf, shownOf, standingOf, type Breach } from './breachView';

let made = 0;
const breach = (more: Partial<Breach> = {}): Breach => ({
  id: `br_${++made}`,
  lead: `L-${made}`,
  clause: 'accept',
  startEvent: 'e',
  cycle: 1,
  due: '2026-11-02T12:00:00Z',
  announcedAt: null,
  owner: null,
  team: 'sales',
  state: 'breached',
  rescinded: false,
  takenBy: null,
  takenAt: null,
  resolution: null,
  noteCount: 0,
  ...more,
});
const asked = (query: string) => {
  const parameters = new URLSearchParams(query);
  return questionOf((name) => parameters.get(name));
};
const resolution = { by: 'ana', at: '2026-11-02T13:00:00Z', reason: 'Holiday', code: null };

test('how a breach stands', () => {
  expect(standingOf(breach())).toBe('waiting');
  expect(standingOf(breach({ takenBy: 'ana' }))).toBe('taken');
  expect(standingOf(breach({ takenBy: 'ana', resolution }))).toBe('resolved');
  expect(standingOf(breach({ state: 'met_late' }))).toBe('met_late');
  expect(standingOf(breach({ state: 'cancelled' }))).toBe('over');
  expect(standingOf(breach({ resolution, rescinded: true }))).toBe('rescinded');
});

test('without a wish the open ones are shown, all hands, not in groups', () =>
  expect(asked('group=odd')).toEqual({
    room: 'open',
    clause: null,
    owner: null,
    team: null,
    hands: 'all',
    resolved: false,
    group: 'none',
  }));

test('what is resolved waits at the end, and only where it is asked for', () => {
  const all = [breach({ id: 'a', resolution }), breach({ id: 'b' })];
  const ids = (query: string) => shownOf(all, asked(query), 'ana').map(({ id }) => id);
  expect(ids('')).toEqual(['b']);
  expect(ids('resolved=1')).toEqual(['b', 'a']);
  expect(ids('view=history')).toEqual(['a', 'b']);
});

test('hands, clause, owner and team narrow the list together', () => {
  const all = [
    breach({ id: 'a', takenBy: 'ana', clause: 'touch' }),
    breach({ id: 'b', takenBy: 'bruno', owner: 'ana' }),
    breach({ id: 'c', team: 'marketing' }),
  ];
  const ids = (query: string, me: string | null = 'ana') => shownOf(all, asked(query), me).map(({ id }) => id);
  expect(ids('hands=mine')).toEqual(['a']);
  expect(ids('hands=mine', null)).toEqual([]);
  expect(ids('hands=others')).toEqual(['b']);
  expect(ids('hands=nobody')).toEqual(['c']);
  expect(ids('owner=ana')).toEqual(['b']);
  expect(ids('owner=(none)&team=sales')).toEqual(['a']);
  expect(ids('clause=touch')).toEqual(['a']);
});

test('groups have heads, the largest first, and keep their order', () => {
  const all = [breach({ id: 'a', clause: 'touch' }), breach({ id: 'b', owner: 'ana' }), breach({ id: 'c' })];
  const told = (grouping: 'none' | 'clause' | 'owner') =>
    linesOf(all, grouping).map((line) => ('breach' in line ? line.breach.id : `${line.group}:${line.count}`));
  expect(told('none')).toEqual(['a', 'b', 'c']);
  expect(told('clause')).toEqual(['accept:2', 'b', 'c', 'touch:1', 'a']);
  expect(told('owner')).toEqual(['(none):2', 'a', 'c', 'ana:1', 'b']);
});
