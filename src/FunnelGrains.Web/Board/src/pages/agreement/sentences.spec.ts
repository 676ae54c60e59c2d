import { expect, test } from 'vitest';
import { Formats } from '../../text/Formats';
import type { AgreementDocument } from './document';
import { goalSentence } from './goalSentence';
import { rhythmSentence } from './rhythms';
import { Sentences } from './sentences';

const document: AgreementDocument = {
  version: 1,
  inForceFrom: '1970-01-01T00:00:00Z',
  teams: [{ key: 'sales', name: { pt: 'Vendas', en: 'Sales' }, calendar: 'business' }],
  stages: [
    { key: 'sal', name: { pt: 'Aceito por Vendas', en: 'Sales Accepted' }, team: 'sales', kind: 'open' },
    { key: 'sql', name: { pt: 'Qualificado', en: 'Qualified' }, team: 'sales', kind: 'open' },
  ],
  clauses: [],
  calendars: {},
  scope: 'new_clocks',
};
const pt = new Sentences(document, 'pt', new Formats('pt-BR'));
const en = new Sentences(document, 'en', new Formats('en-US'));

test('a target is in the words of its unit, one and many', () => {
  expect([pt.target({ n: 1, unit: 'business_hours' }), pt.target({ n: 2.5, unit: 'business_days' })]).toEqual([
    '1 hora útil',
    '2,5 dias úteis',
  ]);
  expect(en.target({ n: 30, unit: 'elapsed_minutes' })).toBe('30 elapsed minutes');
});

test('triggers are told by what happens, several as a choice', () => {
  expect(
    en.triggers([
      { on: 'stage_entered', stages: ['sal', 'sql'] },
      { on: 'event', type: 'lead.rejected' },
    ]),
  ).toBe('the lead enters “Sales Accepted” or “Qualified” or the lead is rejected');
  expect(pt.trigger({ on: 'touch', n: 5 })).toBe('acontece o 5º contato');
  expect(en.trigger({ on: 'event', type: 'lead.touched', where: { channel: 'call' } })).toBe(
    'the lead is touched, automated or not (channel is call)',
  );
  expect(en.trigger({ on: 'event', type: 'crm.synced' })).toBe('the event crm.synced happens');
  expect(en.trigger({ on: 'stage_entered', stages: ['gone'] })).toBe('the lead enters “gone”');
});

test('moments, pauses, filters and steps are sentences', () => {
  expect(en.moment({ share: 0.75 })).toBe('when 75% of the target has run');
  expect([pt.moment({ beforeSeconds: 1800 }), pt.moment({ afterSeconds: 0 })]).toEqual([
    '30 min antes do vencimento',
    'assim que o prazo estoura',
  ]);
  expect(en.pause({ stages: ['sal'], attributes: { hold: 'yes' } })).toBe(
    'while the lead is in “Sales Accepted” and while hold is yes',
  );
  expect([en.filter(null), en.filter({ source: 'ads' })]).toEqual(['all leads', 'leads whose source is ads']);
  expect(
    en.step({ key: 'a', at: { afterSeconds: 3600 }, to: [{ who: 'owner' }, { who: 'channel', channel: 'deals' }] }),
  ).toBe('1 h after due, if nobody has repaired it: tells the lead’s owner and the channel deals.');
});

test('goals and meetings are sentences', () => {
  const goal = { team: 'sales', metric: 'entered', stage: 'sql', period: 'month', target: 1200, kind: 'reach' };
  expect(goalSentence(goal, document, 'pt', new Formats('pt-BR'))).toBe(
    'Vendas: 1.200 leads em “Qualificado” por mês.',
  );
  const rhythm = {
    key: 'm',
    name: { pt: '', en: '' },
    every: 'month',
    weekday: 'fri',
    time: '15:00',
    zone: 'UTC',
    week: -1,
  } as const;
  expect(rhythmSentence(rhythm, 'en')).toBe('Every month, the last Friday, at 15:00 (UTC).');
});
