import { expect, test } from 'vitest';
import { Terms } from '../../terms/Terms';
import { Moments } from '../../text/Moments';
import { factWords } from './factWords';

const terms = new Terms({
  teams: [],
  stages: [{ key: 'mql', name: { pt: 'Qualificado', en: 'Qualified' }, team: 'marketing', kind: 'open' }],
  clauses: [{ key: 'accept', name: { pt: 'Vendas aceita', en: 'Sales accepts' }, team: 'sales' }],
  calendars: {},
});
const pt = new Moments('pt-BR', 'America/Sao_Paulo');
const en = new Moments('en-US', 'America/Sao_Paulo');
const days = { from: '2026-11-01', to: '2026-11-30' };

test('a number is told by what happened, to what and when', () => {
  expect(factWords({ fact: 'entered', key: 'mql', ...days }, terms, pt, 'pt')).toBe(
    'Entraram em Qualificado · de 1 de nov. de 2026 a 30 de nov. de 2026',
  );
  expect(factWords({ fact: 'breached', key: 'accept', ...days }, terms, en, 'en')).toBe(
    'Not in time: Sales accepts · Nov 1, 2026 to Nov 30, 2026',
  );
  expect(factWords({ fact: 'won', key: null, from: '2026-11-01', to: '2026-11-01' }, terms, en, 'en')).toBe(
    'Won · Nov 1, 2026',
  );
});

test('one end alone, or none, is said so; what is not known stands for itself', () => {
  expect(factWords({ fact: 'won', key: null, from: '2026-11-01', to: null }, terms, en, 'en')).toBe(
    'Won · since Nov 1, 2026',
  );
  expect(factWords({ fact: 'odd', key: null, from: null, to: null }, terms, en, 'en')).toBe('odd');
});
