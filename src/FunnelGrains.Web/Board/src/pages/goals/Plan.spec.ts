import { expect, test } from 'vitest';
import { ApiProblem } from '../../api/ApiProblem';
import { Plan, type PlanAnswer, type PlanQuestion } from './Plan.svelte';

const answer = (why: string | null = null) => ({ computable: why === null, why, steps: [] }) as unknown as PlanAnswer;

function plan(reply: (question: PlanQuestion) => Promise<PlanAnswer> = () => Promise.resolve(answer())) {
  return new Plan(reply, async (question) => ({ plan: await reply(question), goals: ['plan-mql'] }));
}

test('customers are asked for by themselves, revenue with its share, deal and currency', () => {
  const one = plan();
  expect(one.question).toEqual({ period: 'month', customers: 10 });
  one.aim = 'revenue';
  one.share = 7;
  one.deal = 4000;
  expect(one.question).toEqual({
    period: 'month',
    revenue: 100_000,
    marketingShare: 0.07,
    averageDeal: 4000,
    currency: 'BRL',
  });
});

test('only what is typed is sent: an emptied rate is the measured one again', () => {
  const one = plan();
  one.rates = { mql: 29, sal: null };
  one.reps = 3;
  expect(one.question).toEqual({ period: 'month', customers: 10, rates: { mql: 0.29 } });
  one.leadsPerRep = 60;
  one.rates = {};
  expect(one.question).toEqual({ period: 'month', customers: 10, capacity: { reps: 3, leadsPerRep: 60 } });
});

test('a refusal stands beside the last plan, and the next answer takes it away', async () => {
  let refuse = false;
  const one = plan(() => (refuse ? Promise.reject(new ApiProblem(422, 'no')) : Promise.resolve(answer())));
  await one.compute(one.question);
  refuse = true;
  await one.compute(one.question);
  expect([one.answer?.computable, one.problem?.status]).toEqual([true, 422]);
  refuse = false;
  await one.compute(one.question);
  expect(one.problem).toBeNull();
});

test('a plan that was taken over names its goals until something else is asked', async () => {
  const one = plan();
  await one.adopt();
  expect(one.adopted).toEqual(['plan-mql']);
  await one.compute(one.question);
  expect(one.adopted).toBeNull();
});
