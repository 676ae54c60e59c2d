import { expect, test } from 'vitest';
import { Formats } from '../../text/Formats';
import { amountText, estimateText, leadsOf } from './amounts';

const formats = new Formats('en-US');
const days = { from: '2026-11-01', to: '2026-11-30' };

test('an estimate of what is counted is a whole one, a rate is not', () => {
  expect(estimateText({ metric: 'won', currency: null }, 12.6, formats)).toBe('13');
  expect(estimateText({ metric: 'compliance', currency: null }, 0.913, formats)).toBe(
    amountText({ metric: 'compliance', currency: null }, 0.913, formats),
  );
  expect(estimateText({ metric: 'won', currency: null }, null, formats)).not.toContain('0');
});

test('the leads behind a goal are those of its fact, stage or clause, filter and days', () => {
  const of = (metric: string) =>
    leadsOf({ metric, stage: 'mql', clause: 'accept', filter: { source: 'ads' } } as never, days);
  expect(of('entered')).toBe('/leads?fact=entered&key=mql&from=2026-11-01&to=2026-11-30&source=ads');
  expect(of('compliance')).toBe('/leads?fact=met&key=accept&from=2026-11-01&to=2026-11-30&source=ads');
  expect(of('revenue')).toBe('/leads?fact=won&from=2026-11-01&to=2026-11-30&source=ads');
  expect(of('first_touch')).toBeNull();
});
