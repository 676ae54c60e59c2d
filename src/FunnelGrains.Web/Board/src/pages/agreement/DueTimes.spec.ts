import { expect, test } from 'vitest';
import { ApiProblem } from '../../api/ApiProblem';
import type { AgreementDocument, Calendar, Target } from './document';
import { DueTimes } from './DueTimes.svelte';

const calendar: Calendar = { zone: 'UTC', week: {} };
const of = (...targets: number[]) =>
  ({
    clauses: targets.map((n) => ({ calendar: 'c', target: { n, unit: 'business_hours' } })),
    calendars: { c: calendar },
  }) as unknown as AgreementDocument;

function server(answer: (target: Target) => string | ApiProblem) {
  const asked: number[] = [];
  const dues = new DueTimes((_, __, target) => {
    asked.push(target.n);
    const given = answer(target);
    return typeof given === 'string' ? Promise.resolve(given) : Promise.reject(given);
  });
  return { asked, dues };
}

test('each clause gets the instant that the server says, and alike ones are asked once', async () => {
  const { asked, dues } = server((target) => `due-${target.n}`);
  await dues.spell(of(4, 1, 4), 'now');
  expect([dues.of(0), dues.of(1), dues.of(2), asked]).toEqual([
    { due: 'due-4' },
    { due: 'due-1' },
    { due: 'due-4' },
    [4, 1],
  ]);
  await dues.spell(of(4, 1, 4), 'now');
  expect(asked.length).toBe(2);
});

test('a target that does not fit says so at its clause alone', async () => {
  const wrong = new ApiProblem(422, 'no');
  const { dues } = server((target) => (target.n > 100 ? wrong : 'fits'));
  await dues.spell(of(4, 9999), 'now');
  expect([dues.of(0), dues.of(1)]).toEqual([{ due: 'fits' }, { problem: wrong }]);
});

test('what the server could not be asked is asked again', async () => {
  let up = false;
  const { dues } = server(() => (up ? 'due' : ApiProblem.unreachable));
  await dues.spell(of(4), 'now');
  up = true;
  await dues.spell(of(4), 'now');
  expect(dues.of(0)).toEqual({ due: 'due' });
});
