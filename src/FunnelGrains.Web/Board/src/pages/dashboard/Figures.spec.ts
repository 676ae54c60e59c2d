import { expect, test } from 'vitest';
import { TestServer } from '../../api/testServer';
import { Figures, stepOf } from './Figures.svelte';
import type { View } from './view';

const november: View = {
  preset: 'month',
  period: { from: '2026-11-01', to: '2026-11-30' },
  before: { from: '2026-10-01', to: '2026-10-30' },
  filters: { source: 'ads' },
  by: 'owner',
};
const settled = () => new Promise<void>((done) => setTimeout(done));

test('all parts of a view are asked for, the funnel by its filters and both periods', async () => {
  const server = new TestServer(({ path }) => ({ path }));
  const figures = new Figures(server.api, () => november);
  figures.load();
  await settled();
  const asked = (path: string) => server.asked.filter((one) => one.path === path).map(({ query }) => query);
  expect(asked('/api/v1/funnel')).toEqual([
    { ...november.period, source: 'ads' },
    { ...november.before, source: 'ads' },
    { ...november.period, source: 'ads', by: 'owner' },
  ]);
  expect(asked('/api/v1/funnel/trend')).toEqual([
    { ...november.period, source: 'ads', step: 'day' },
    { ...november.before, source: 'ads', step: 'day' },
  ]);
  expect(asked('/api/v1/compliance')).toEqual([{ ...november.period, by: 'owner' }]);
  expect(figures.times.value).toEqual({ path: '/api/v1/funnel/stages' });
});

test('figures of a view go when another one is opened, those on their way too', async () => {
  let view = november;
  const server = new TestServer(({ query }) => query);
  const figures = new Figures(server.api, () => view);
  figures.load();
  await settled();
  figures.load();
  view = { ...november, filters: {} };
  figures.forget();
  await settled();
  expect([figures.funnel.value, figures.trend.value, figures.compliance.value]).toEqual([null, null, null]);
  figures.load();
  await settled();
  expect(figures.funnel.value).toEqual(november.period);
});

test('a point of the trend is a day, in longer periods a week, in the longest a month', () => {
  const until = (to: string) => stepOf({ from: '2026-01-01', to });
  expect([
    until('2026-01-01'),
    until('2026-03-03'),
    until('2026-03-04'),
    until('2027-02-04'),
    until('2027-02-05'),
  ]).toEqual(['day', 'day', 'week', 'week', 'month']);
});
