import { expect, test } from 'vitest';
import { Session } from './Session.svelte';

test('a session keeps what it knew when the server does not answer', async () => {
  const answers = [{ workspace: 'demo', name: 'Maracatu Gestão', open: true }, null];
  const session = new Session(() => Promise.resolve(answers.shift() ?? null));
  await session.ask();
  await session.ask();
  expect([session.name, session.open]).toEqual(['Maracatu Gestão', true]);
});

test('nothing is claimed before the server answered', () => {
  const session = new Session(() => Promise.resolve(null));
  expect([session.name, session.open, session.asked]).toEqual([null, false, false]);
});
