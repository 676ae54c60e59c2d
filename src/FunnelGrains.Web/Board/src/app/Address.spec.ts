import { expect, test } from 'vitest';
import { Address } from './Address.svelte';

/** A browser's window, as far as addresses go. */
function browser(at: string) {
  const steps = [at];
  const window = {
    location: { href: `http://board.example${at}` },
    history: {
      pushState: (_: unknown, __: string, to: string) => (steps.push(to), stand(to)),
      replaceState: (_: unknown, __: string, to: string) => ((steps[steps.length - 1] = to), stand(to)),
    },
    scrollTo: () => undefined,
  };
  const stand = (to: string) => (window.location.href = `http://board.example${to}`);
  return { steps, window: window as unknown as Window, stand };
}

test('a filter is a parameter of the address, and going back does not step through each of them', () => {
  const { steps, window } = browser('/leads?owner=ana');
  const address = new Address(window);
  address.set({ stage: 'mql', q: 'São Paulo' });
  address.set({ owner: null });
  expect(steps).toEqual(['/leads?stage=mql&q=S%C3%A3o+Paulo']);
  expect([address.get('stage'), address.get('q'), address.get('owner')]).toEqual(['mql', 'São Paulo', null]);
});

test('another page is a step', () => {
  const { steps, window } = browser('/');
  const address = new Address(window);
  address.go('/leads/L-1?from=list');
  expect(steps).toEqual(['/', '/leads/L-1?from=list']);
  expect([address.path, address.query]).toEqual(['/leads/L-1', '?from=list']);
});

test('where the browser went by itself is known when it says so', () => {
  const { window, stand } = browser('/');
  const address = new Address(window);
  stand('/goals');
  address.moved();
  expect(address.path).toBe('/goals');
});

test('the address of another view keeps the other parameters', () => {
  const address = new Address(browser('/?from=2026-11-01&to=2026-11-30').window);
  expect(address.with({ source: 'ads' }, '/leads')).toBe('/leads?from=2026-11-01&to=2026-11-30&source=ads');
  expect(address.with({ from: null, to: null })).toBe('/');
});
