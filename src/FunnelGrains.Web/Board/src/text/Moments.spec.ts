import { expect, test } from 'vitest';
import { Moments } from './Moments';

const due = '2026-11-03T17:15:07Z';
const pt = new Moments('pt-BR', 'America/Sao_Paulo');
const en = new Moments('en-GB', 'Europe/Lisbon');

test('an instant is spelled out in its zone and language', () => {
  expect(pt.whole(due)).toBe('terça-feira, 3 de novembro de 2026 às 14:15');
  expect(pt.short(due)).toBe('ter., 3 de nov., 14:15');
  expect(pt.exact(due)).toBe('03/11/2026, 14:15:07');
  expect(pt.zoneName(due)).toBe('Horário Padrão de Brasília');
  expect(en.whole(due)).toBe('Tuesday, 3 November 2026 at 17:15');
});

test('what is near is short', () => {
  expect(pt.near(due, Date.parse('2026-11-04T02:59:00Z'))).toBe('14:15');
  expect(pt.near(due, Date.parse('2026-11-04T03:00:00Z'))).toBe('03/11 14:15');
  expect(pt.near(due, Date.parse('2027-01-04T03:00:00Z'))).toBe('03/11/2026');
});

test('midnight is 00:00, and the date is that of the zone', () => {
  expect(pt.near('2026-11-03T03:00:00Z', Date.parse(due))).toBe('00:00');
  expect(pt.iso('2026-11-03T02:59:59Z')).toBe('2026-11-02');
  expect(pt.date('2026-11-03')).toBe('3 de nov. de 2026');
});
