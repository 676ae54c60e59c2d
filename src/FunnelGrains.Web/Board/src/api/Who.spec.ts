import { expect, test } from 'vitest';
import { Who } from './Who.svelte';

const answer =
  (status: number, body: object = {}) =>
  () =>
    Promise.resolve(Response.json(body, { status }));
const ana = {
  workspace: 'acacia',
  name: 'Acácia',
  open: false,
  caller: 'browser',
  antiforgery: 'token',
  scopes: ['read', 'admin'],
};

test('a browser that is let in may do what its scopes say', async () => {
  const who = new Who(answer(200, ana));
  expect(who.standing).toBe('unknown');
  await who.ask();
  expect([who.standing, who.name, who.antiforgery]).toEqual(['in', 'Acácia', 'token']);
  expect([who.may('admin'), who.may('ingest')]).toEqual([true, false]);
});

test('a browser that is not let in may do nothing', async () => {
  const who = new Who(answer(401));
  await who.ask();
  expect([who.standing, who.may('read')]).toEqual(['out', false]);
});

test('who is in stays in while the server does not answer', async () => {
  const answers = [answer(200, ana), answer(503), () => Promise.reject(new TypeError('no net'))];
  const who = new Who(() => answers.shift()!());
  await who.ask();
  await who.ask();
  await who.ask();
  expect([who.standing, who.may('admin')]).toEqual(['in', true]);
});

test('a server that never answered is told from one that refuses', async () => {
  const who = new Who(answer(503));
  await who.ask();
  expect(who.standing).toBe('unreachable');
});
