import { expect, test } from 'vitest';
import type { BoardGoal } from '../contract';
import { Formats } from '../text/Formats';
import { barOf, boundOf, goalText, perDayLeftOf, projectionOf, statusOf } from './goalView';
import { goalPlaces } from './goalTurns';

const goal = (parts: Partial<BoardGoal>): BoardGoal => ({
  id: 'g',
  team: 'sales',
  metric: 'won',
  stage: null,
  clause: null,
  filter: null,
  period: 'month',
  target: 100,
  kind: 'reach',
  currency: null,
  label: { pt: '', en: '' },
  from: '2026-11-01',
  to: '2026-11-30',
  actual: 50,
  expected: 40,
  pace: 1.25,
  gap: 10,
  projection: 80,
  forecast: null,
  perDayLeft: 5,
  daysLeft: 10,
  missesAllowed: null,
  status: 'on_track',
  ...parts,
});

test('what is left a day is rounded up to what somebody can do', () => {
  const left = (perDayLeft: number | null, metric = 'won') => perDayLeftOf(goal({ perDayLeft, metric }));
  expect([left(106.67), left(20.001), left(10), left(2.1000000000000005), left(0.41), left(0), left(null)]).toEqual([
    107,
    21,
    10,
    2.1,
    0.5,
    0,
    null,
  ]);
  expect(left(41_250.5, 'revenue')).toBe(41_250.5);
});

test('the bar ends at the target', () => {
  expect(barOf(goal({}))).toEqual({ actual: 0.5, target: 1, expected: 0.4, projection: 0.8 });
});

test('a goal that is surpassed keeps its target in sight', () => {
  expect(barOf(goal({ actual: 200 }))).toMatchObject({ actual: 1, target: 0.5 });
});

test('nothing measured marks nothing', () => {
  expect(barOf(goal({ actual: null, expected: null, projection: null }))).toEqual({
    actual: 0,
    target: 1,
    expected: null,
    projection: null,
  });
  expect(goalText(goal({}), null, new Formats('en-US'))).toBe('–');
});

test('values are written in the goal’s unit', () => {
  const pt = new Formats('pt-BR');
  expect(goalText(goal({ metric: 'revenue', currency: 'BRL' }), 482_350.75, pt)).toBe('482 mil');
  expect(goalText(goal({ metric: 'compliance' }), 0.934, pt)).toBe('93%');
  expect(goalText(goal({ metric: 'first_touch' }), 3_725, pt)).toBe('1:02:05');
  expect(goalText(goal({}), 33.84, pt)).toBe('33,8');
});

test('a projection of a count is whole', () => {
  expect(projectionOf(goal({ projection: 44.6 }))).toBe(45);
  expect(projectionOf(goal({ metric: 'compliance', projection: 0.9 }))).toBe(0.9);
  expect(projectionOf(goal({ projection: null }))).toBeNull();
});

test('a status of a later server is no verdict', () => {
  expect(statusOf(goal({ status: 'unheard_of' }))).toBe('no_verdict');
  expect(statusOf(goal({ status: 'at_risk' }))).toBe('at_risk');
});

test('bounds are marked as such', () => {
  expect([goal({}), goal({ kind: 'below' }), goal({ kind: 'above' })].map(boundOf)).toEqual(['', '≤', '≥']);
});

test('both teams have a place, where their goals take turns', () => {
  const name = { pt: '', en: '' };
  const teams = [
    { key: 'marketing', name },
    { key: 'sales', name },
  ];
  const of = (id: string, team: string) => goal({ id, team });
  const keys = (goals: BoardGoal[]) => goalPlaces(goals, teams).map((place) => place.goals.map((g) => g.id));
  expect(keys([of('a', 'sales'), of('b', 'marketing'), of('c', 'sales')])).toEqual([['b'], ['a', 'c']]);
  expect(keys([of('a', 'sales'), of('c', 'sales')])).toEqual([['a'], ['c']]);
  expect(keys([of('a', 'sales'), of('b', 'sales'), of('c', 'sales')])).toEqual([['a', 'c'], ['b']]);
  expect(keys([])).toEqual([]);
});
