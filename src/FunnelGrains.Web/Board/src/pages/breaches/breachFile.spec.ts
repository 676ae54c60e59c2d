import { expect, test } from 'vitest';
import { Terms } from '../../terms/Terms';
import { Moments } from '../../text/Moments';
import { breachFile, riskFile } from './breachFile';
import type { Breach } from './breachView';
import type { Risk } from './riskList';

const terms = new Terms({
  teams: [{ key: 'sales', name: { pt: 'Vendas', en: 'Sales' } }],
  stages: [],
  clauses: [
    {
      key: 'accept',
      name: { pt: 'Aceita', en: 'Accepts' },
      team: 'sales',
      target: { n: 4, unit: 'business_hours' },
      calendar: 'b',
    },
  ],
  calendars: {},
});
const breach = {
  lead: 'L-1',
  clause: 'accept',
  team: 'sales',
  owner: null,
  due: '2026-11-03T17:15:07Z',
  state: 'breached',
  rescinded: false,
  takenBy: '=ana',
  resolution: { reason: 'Holiday; nobody there', code: 'no_capacity' },
  noteCount: 2,
} as unknown as Breach;
const rows = (file: string) => file.slice(1).split('\r\n');

test('a file in Portuguese is parted by semicolons and in its words, and what somebody typed is text', () => {
  const [head, row, end] = rows(breachFile([breach], terms, new Moments('pt-BR', 'America/Sao_Paulo'), 'pt'));
  expect(head!.split(';').length).toBe(10);
  expect(row).toContain('L-1;Aceita;Vendas;;03/11/2026, 14:15:07;');
  expect(row).toContain(";'=ana;");
  expect(row).toContain(';"Holiday; nobody there";2');
  expect(end).toBe('');
});

test('a file in English is parted by commas, and an instant with one is quoted', () => {
  const [, row] = rows(riskFile([{ ...breach, id: '1' } as unknown as Risk], terms, new Moments('en-US', 'UTC'), 'en'));
  expect(row).toBe('L-1,Accepts,Sales,,"11/03/2026, 17:15:07"');
});
