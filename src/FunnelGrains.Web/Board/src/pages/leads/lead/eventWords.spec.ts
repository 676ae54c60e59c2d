import { expect, test } from 'vitest';
import { Terms } from '../../../terms/Terms';
import { Formats } from '../../../text/Formats';
import { eventWords, type TimelineEvent } from './eventWords';

const terms = new Terms({
  teams: [{ key: 'sales', name: { pt: 'Vendas', en: 'Sales' } }],
  stages: [{ key: 'sal', name: { pt: 'Aceito por Vendas', en: 'Sales Accepted' }, team: 'sales', kind: 'open' }],
  clauses: [],
  calendars: {},
});
const said = (type: string, data: Record<string, unknown>) => {
  const { title, detail } = eventWords({ type, data } as unknown as TimelineEvent, terms, new Formats('en-US'), 'en');
  return [title, detail];
};

test('a stage, a person, a reason and an amount stand in words', () => {
  expect(said('lead.stage_changed', { stage: 'sal', reason: 'called back' })).toEqual([
    'Went to Sales Accepted',
    'called back',
  ]);
  expect(said('lead.assigned', { owner: 'Bruno', team: 'sales' })).toEqual([expect.stringContaining('Bruno'), 'Sales']);
  expect(said('lead.rejected', { reason: 'a student' })[1]).toBe('a student');
  expect(said('deal.won', { amount: 4490.5, currency: 'BRL' })[1]).toMatch(/4,490\.50/);
  expect(said('deal.won', {})[1]).toBe('');
});

test('a touch by a machine is told from one by a person, and a channel without a word stands for itself', () => {
  const [byHand] = said('lead.touched', { channel: 'call' });
  const [automated] = said('lead.touched', { channel: 'call', automated: true });
  expect(automated).not.toBe(byHand);
  expect(said('lead.touched', { channel: 'carrier pigeon', outcome: 'lost it' })).toEqual([
    expect.stringContaining('carrier pigeon'),
    'lost it',
  ]);
});

test('a type that is not known stands for itself, with all that it carries', () => {
  expect(said('lead.sung_to', { song: 'Asa Branca', times: 2, of: { by: 'Gonzaga' } })).toEqual([
    'lead.sung_to',
    'song: Asa Branca · times: 2 · of: {"by":"Gonzaga"}',
  ]);
});
