import { expect, test } from 'vitest';
import { refusal, TestServer } from '../../api/testServer';
import { questionOf, type Lead } from './leadQuestion';
import { LeadsRoom } from './LeadsRoom.svelte';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 2, 12, minute)).toISOString();
const lead = (id: string, minute: number, more: Partial<Lead> = {}) =>
  ({ id, stage: 'mql', owner: 'ana', updatedAt: at(minute), times: null, ...more }) as Lead;

/** A server whose leads a spec moves; lists come in the order in which they stand here. */
class House {
  leads: Lead[] = [lead('a', 1), lead('b', 2), lead('c', 3)];
  failure: Response | null = null;
  readonly server = new TestServer(
    ({ query }) =>
      this.failure ?? {
        leads: this.leads.filter((one) => !query['owner'] || one.owner === query['owner']),
        next: null,
      },
  );

  move(id: string, minute: number, more: Partial<Lead> = {}): void {
    this.leads = this.leads.map((one) => (one.id === id ? { ...one, ...more, updatedAt: at(minute) } : one));
  }

  async room(address = ''): Promise<LeadsRoom> {
    const query = new URLSearchParams(address);
    const room = new LeadsRoom(
      this.server.api,
      questionOf((name) => query.get(name)),
    );
    await room.list.restart();
    // What was there before is no news.
    await room.hear();
    return room;
  }
}

const shown = (room: LeadsRoom) => room.list.kept.map((one) => `${one.id} ${one.stage}`);

test('a lead that moves changes where it stands, and is one that changed', async () => {
  const house = new House();
  const room = await house.room();
  expect(room.changed).toBe(0);
  house.move('b', 10, { stage: 'sal' });
  await room.hear();
  expect([shown(room), room.changed]).toEqual([['a mql', 'b sal', 'c mql'], 1]);
  house.move('b', 11, { stage: 'sql' });
  await room.hear();
  expect([shown(room), room.changed]).toEqual([['a mql', 'b sql', 'c mql'], 1]);
});

test('a lead that nobody asked for changes nothing, and one that comes to be asked for does', async () => {
  const house = new House();
  const room = await house.room('owner=bruno');
  house.move('a', 10, { stage: 'sal' });
  await room.hear();
  expect(room.changed).toBe(0);
  house.move('a', 11, { owner: 'bruno' });
  await room.hear();
  expect([shown(room), room.changed]).toEqual([[], 1]);
  await room.order();
  expect([shown(room), room.changed]).toEqual([['a sal'], 0]);
});

test('an order that comes to somebody at the list is not taken, and what changed is still to be ordered', async () => {
  const house = new House();
  const room = await house.room();
  house.move('b', 10);
  await room.hear();
  house.leads = [house.leads[1]!, house.leads[0]!, house.leads[2]!];
  await room.order(() => true);
  expect([shown(room), room.changed]).toEqual([['a mql', 'b mql', 'c mql'], 1]);
  await room.order();
  expect([shown(room), room.changed]).toEqual([['b mql', 'a mql', 'c mql'], 0]);
});

test('a lead that changes while the list is put in order is still one that changed', async () => {
  const house = new House();
  const room = await house.room();
  house.move('b', 10);
  await room.hear();
  const ordering = room.order();
  room.take([lead('b', 11, { stage: 'sal' })]);
  await ordering;
  expect(room.changed).toBe(1);
});

test('an order that another one or another question overtakes leaves nothing behind', async () => {
  const house = new House();
  const room = await house.room();
  house.move('b', 10);
  await room.hear();
  await Promise.all([room.order(), room.order()]);
  expect(room.changed).toBe(0);
  house.move('c', 11);
  await room.hear();
  const asked = new URLSearchParams('owner=bruno');
  await Promise.all([room.order(), room.open(questionOf((name) => asked.get(name)))]);
  expect([shown(room), room.changed]).toEqual([[], 0]);
});

test('another question begins with nothing changed, and asks for its own leads', async () => {
  const house = new House();
  const room = await house.room();
  house.move('b', 10, { owner: 'bruno' });
  await room.hear();
  await room.open(questionOf((name) => (name === 'owner' ? 'bruno' : null)));
  expect([shown(room), room.changed, house.server.asked.at(-1)!.query['owner']]).toEqual([['b mql'], 0, 'bruno']);
});

test('moves that come while one is looked at are looked at together, once', async () => {
  const house = new House();
  const room = await house.room();
  const before = house.server.asked.length;
  await Promise.all([room.hear(), room.hear(), room.hear()]);
  expect(house.server.asked.length - before).toBe(2);
});

test('what is shown stays where the server does not answer, and the next move asks again', async () => {
  const house = new House();
  const room = await house.room();
  house.move('b', 10, { stage: 'sal' });
  house.failure = refusal(503);
  await room.hear();
  expect([shown(room), room.changed]).toEqual([['a mql', 'b mql', 'c mql'], 0]);
  house.failure = null;
  await room.hear();
  expect([shown(room), room.changed]).toEqual([['a mql', 'b sal', 'c mql'], 1]);
});

test('behind a number, how often a lead stands there is not forgotten when it moves', async () => {
  const house = new House();
  house.leads = house.leads.map((one) => ({ ...one, times: 2 }));
  const room = await house.room('fact=entered&key=mql');
  room.take([lead('b', 10, { stage: 'sal' })]);
  expect([room.list.at(1)?.stage, room.list.at(1)?.times]).toEqual(['sal', 2]);
});
