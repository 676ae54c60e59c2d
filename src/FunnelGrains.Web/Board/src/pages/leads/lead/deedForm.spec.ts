import { expect, test } from 'vitest';
import { Terms } from '../../../terms/Terms';
import { amountOf, happeningOf, isHappening, noFields } from './deedForm';

const stage = (key: string, kind: string) => ({ key, name: { pt: key, en: key }, team: 'sales', kind });
const terms = new Terms({
  teams: [],
  stages: [stage('sal', 'open'), stage('customer', 'won'), stage('rejected', 'rejected'), stage('lost', 'lost')],
  clauses: [],
  calendars: {},
});
const said = (kind: Parameters<typeof happeningOf>[0], fields: object) =>
  happeningOf(kind, { ...noFields, ...fields }, terms);

test('a refusal has its reason', () => {
  expect(said('reject', { reason: '  ' })).toEqual({ reason: 'reasonMissing' });
  expect(said('reject', { reason: ' No budget ' })).toEqual({ type: 'lead.rejected', data: { reason: 'No budget' } });
  expect(isHappening(said('reject', {}))).toBe(false);
});

test('a recycle begins in the first stage, or in the one that is said', () => {
  expect(said('recycle', { reason: 'Later' })).toEqual({ type: 'lead.recycled', data: { reason: 'Later' } });
  expect(said('recycle', { reason: 'Later', stage: 'sal' })).toEqual({
    type: 'lead.recycled',
    data: { reason: 'Later', stage: 'sal' },
  });
});

test('somebody takes over, in his team or the stage’s', () => {
  expect(said('assign', {})).toEqual({ owner: 'ownerMissing' });
  expect(said('assign', { owner: ' Ana ', team: 'sales' })).toEqual({
    type: 'lead.assigned',
    data: { owner: 'Ana', team: 'sales' },
  });
});

test('a change of stage is one, and a way out is the event of that way', () => {
  expect(said('stage', {})).toEqual({ stage: 'stageMissing' });
  expect(said('stage', { stage: 'sal' })).toEqual({ type: 'lead.stage_changed', data: { stage: 'sal' } });
  expect(said('stage', { stage: 'lost', reason: 'Price' })).toEqual({ type: 'deal.lost', data: { reason: 'Price' } });
  expect(said('stage', { stage: 'lost' })).toEqual({ reason: 'reasonMissing' });
  expect(said('stage', { stage: 'rejected', reason: 'Student' })).toEqual({
    type: 'lead.rejected',
    data: { reason: 'Student' },
  });
});

test('a win may have its amount, exact', () => {
  expect(said('stage', { stage: 'customer' })).toEqual({ type: 'deal.won', data: {} });
  expect(said('stage', { stage: 'customer', amount: '4.490,50' })).toEqual({
    type: 'deal.won',
    data: { amount: 4490.5, currency: 'BRL' },
  });
  expect(said('stage', { stage: 'customer', amount: 'much' })).toEqual({ amount: 'amountWrong' });
});

test('amounts are read as people of both languages write them', () => {
  const amounts = ['4490', '4490,5', '4490.50', '4.490', '4,490', '4.490,00', '1.234.567,89', '0,99', ' 12 000 '].map(
    amountOf,
  );
  expect(amounts).toEqual([4490, 4490.5, 4490.5, 4490, 4490, 4490, 1234567.89, 0.99, 12000]);
  expect(['', '0', '-5', '4.49.0', '1,23,456', 'R$ 5', '1e9', '1.2345'].map(amountOf)).toEqual(Array(8).fill(null));
});
