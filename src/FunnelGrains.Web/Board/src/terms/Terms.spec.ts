import { expect, test } from 'vitest';
import { Terms } from './Terms';

const text = (word: string) => ({ pt: word, en: word });
const stage = (key: string, team: string, kind = 'open') => ({ key, name: text(key.toUpperCase()), team, kind });
const terms = new Terms({
  teams: [
    { key: 'marketing', name: text('Marketing') },
    { key: 'sales', name: text('Sales') },
  ],
  stages: [
    stage('lead', 'marketing'),
    stage('mql', 'marketing'),
    stage('sal', 'sales'),
    stage('customer', 'sales', 'won'),
    stage('lost', 'sales', 'lost'),
  ],
  clauses: [
    { key: 'accept', name: text('Accepts'), team: 'sales', target: { n: 4, unit: 'business_hours' }, calendar: 'b' },
  ],
  calendars: { b: { zone: 'America/Recife' } },
});

test('keys have names, and the colour of their team', () => {
  expect(terms.stage('mql').name.en).toBe('MQL');
  expect(terms.team('sales').name.en).toBe('Sales');
  expect([terms.teamClass('marketing'), terms.teamClass('sales')]).toEqual(['team-0', 'team-1']);
  expect(terms.zoneOf('accept')).toBe('America/Recife');
});

test('what this version does not know stands for itself', () => {
  expect(terms.stage('retired').name.pt).toBe('retired');
  expect(terms.clauseName('old').pt).toBe('old');
  expect(terms.zoneOf('old')).toBeNull();
  expect(terms.teamClass('nobody')).toBe('team-3');
  expect(new Terms(null).stage('mql').name.pt).toBe('mql');
});

test('a handoff is the step into a stage of another team, and nothing else', () => {
  expect(terms.handoff('mql')?.key).toBe('sal');
  expect(terms.handoff('lead')).toBeNull();
  expect(terms.handoff('sal')).toBeNull();
  expect(terms.handoff('lost')).toBeNull();
  expect(terms.handoff('nowhere')).toBeNull();
});
