import { expect, test } from 'vitest';
import { changeOf, viewOf } from './view';

const at = (query: string, today = '2026-11-28') => {
  const parameters = new URLSearchParams(query);
  return viewOf((name) => parameters.get(name), today);
};

test('without a word the dashboard shows the current month', () => {
  const view = at('');
  expect([view.preset, view.period, view.by]).toEqual(['month', { from: '2026-11-01', to: '2026-11-30' }, 'source']);
});

test('a month that runs is compared with the same days of the month before', () => {
  expect(at('').before).toEqual({ from: '2026-10-01', to: '2026-10-28' });
  expect(at('', '2026-03-30').before).toEqual({ from: '2026-02-01', to: '2026-02-28' });
  expect(at('', '2026-11-30').before).toEqual({ from: '2026-10-01', to: '2026-10-31' });
});

test('a month that is over is compared with the whole month before', () => {
  expect(at('period=last_month', '2026-03-05').before).toEqual({ from: '2026-01-01', to: '2026-01-31' });
});

test('a week, a quarter and today are compared with what came before them', () => {
  expect(at('period=week').period).toEqual({ from: '2026-11-23', to: '2026-11-29' });
  expect(at('period=week').before).toEqual({ from: '2026-11-16', to: '2026-11-21' });
  expect(at('period=quarter').before).toEqual({ from: '2026-07-01', to: '2026-08-28' });
  expect(at('period=today').before).toEqual({ from: '2026-11-27', to: '2026-11-27' });
  expect(at('period=last_30').before).toEqual({ from: '2026-09-30', to: '2026-10-29' });
});

test('dates of one’s own are compared with as many days before them', () => {
  const view = at('from=2026-11-10&to=2026-11-12');
  expect([view.preset, view.before]).toEqual(['custom', { from: '2026-11-07', to: '2026-11-09' }]);
  expect(at('from=2026-12-01&to=2026-12-31').before).toEqual({ from: '2026-10-31', to: '2026-11-30' });
});

test('dates that are none, or stand the wrong way round, are passed over', () => {
  expect(at('from=2026-02-30&to=2026-03-01').preset).toBe('month');
  expect(at('from=2026-11-12&to=2026-11-10').preset).toBe('month');
});

test('filters are those of the address', () => {
  expect(at('owner=ana&source=&team=sales&by=owner')).toMatchObject({
    filters: { owner: 'ana', team: 'sales' },
    by: 'owner',
  });
});

test('a change is measured against what was, and nothing is no measure', () => {
  expect([changeOf(12, 10), changeOf(0, 10), changeOf(5, 0), changeOf(5, null)]).toEqual([0.2, -1, null, null]);
});
