import { expect, test } from 'vitest';
import { leadsBehind, leadsIn } from './drill';
import type { View } from './view';

const view = { period: { from: '2026-11-01', to: '2026-11-30' }, filters: { source: 'Ads & Co' } } as unknown as View;

test('behind a number are the leads of its fact, period and filters', () => {
  expect(leadsBehind(view, 'entered', 'mql')).toBe(
    '/leads?fact=entered&key=mql&from=2026-11-01&to=2026-11-30&source=Ads+%26+Co',
  );
  expect(leadsBehind(view, 'breached', undefined, { clause: 'accept' })).toBe(
    '/leads?fact=breached&from=2026-11-01&to=2026-11-30&source=Ads+%26+Co&clause=accept',
  );
});

test('in a stage are the open leads of now, whatever the period', () => {
  expect(leadsIn(view, 'sal')).toBe('/leads?stage=sal&status=open&source=Ads+%26+Co');
});
