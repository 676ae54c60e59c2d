import { expect, test } from 'vitest';
import { frameOf } from '../feed/testFrame';
import { firstEventCommand, isEmpty } from './empty';
import { boardOf } from './boardOf';

const nothing = {
  captured: 0,
  capturedToday: 0,
  won: 0,
  wonToday: 0,
  lost: 0,
  rejected: 0,
  touches: 0,
  touchesToday: 0,
  open: 0,
  breachesOpen: 0,
  revenue: [],
};
const stage = { ...frameOf().stages[0]!, now: 0, entered: 0, enteredToday: 0 };

test('a workspace without a lead anywhere is empty', () => {
  expect(isEmpty(frameOf({ totals: nothing, stages: [stage] }))).toBe(true);
});

test('a quiet month is not an empty workspace', () => {
  expect(isEmpty(frameOf({ totals: nothing, stages: [{ ...stage, kind: 'won', now: 842 }] }))).toBe(false);
  expect(isEmpty(frameOf({ totals: { ...nothing, lost: 1 }, stages: [stage] }))).toBe(false);
});

test('the command posts to the server that shows it', () => {
  expect(firstEventCommand('http://localhost:5080')).toContain('curl http://localhost:5080/api/v1/events');
});

test('the address names the board', () => {
  expect([boardOf('/'), boardOf('/board/reception'), boardOf('/board/')]).toEqual(['main', 'reception', 'main']);
});
