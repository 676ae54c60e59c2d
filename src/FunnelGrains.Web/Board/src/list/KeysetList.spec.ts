import { expect, test } from 'vitest';
import { ApiProblem } from '../api/ApiProblem';
import { KeysetList, type KeysetPage } from './KeysetList.svelte';

interface Row {
  id: string;
  text: string;
}

const settled = () => new Promise<void>((done) => setTimeout(done));

/** A list of rows in order, which answers in pages and notes what it was asked. */
class Shelf {
  rows: Row[];
  readonly asked: (string | null)[] = [];
  readonly size: number;
  failure: ApiProblem | null = null;

  constructor(count: number, size = 200) {
    this.rows = Array.from({ length: count }, (_, n) => ({ id: `L-${String(n).padStart(6, '0')}`, text: 'old' }));
    this.size = size;
  }

  ask = (cursor: string | null): Promise<KeysetPage<Row>> => {
    this.asked.push(cursor);
    if (this.failure) return Promise.reject(this.failure);
    // A cursor is a place in the order, not a number: what has left does not move it.
    const from = cursor === null ? 0 : this.rows.findIndex((row) => row.id > cursor);
    const rows = from < 0 ? [] : this.rows.slice(from, from + this.size);
    const last = rows.at(-1)?.id ?? null;
    return Promise.resolve({ rows, next: last === null || last === this.rows.at(-1)?.id ? null : last });
  };
}

async function opened(shelf: Shelf): Promise<KeysetList<Row>> {
  const list = new KeysetList<Row>(shelf.ask);
  await list.restart();
  list.show(0, 20);
  await settled();
  return list;
}

async function scroll(list: KeysetList<Row>, to: number): Promise<void> {
  for (let place = 0; place <= to; place += 100) {
    list.show(place, place + 20);
    await settled();
  }
}

test('pages are asked for before their rows are needed, and no further', async () => {
  const shelf = new Shelf(10_000);
  const list = await opened(shelf);
  expect([list.length, shelf.asked.length, list.more]).toEqual([200, 1, true]);
  list.show(60, 80);
  await settled();
  expect([list.length, list.at(399)?.id]).toEqual([400, 'L-000399']);
  expect(list.at(400)).toBeNull();
});

test('a long list keeps what is near alone, whatever was scrolled', async () => {
  const shelf = new Shelf(20_000);
  const list = await opened(shelf);
  await scroll(list, 19_979);
  expect([list.length, list.more, list.at(19_999)?.id]).toEqual([20_000, false, 'L-019999']);
  expect(list.kept.length).toBeLessThanOrEqual(3_000);
  expect(list.at(0)).toBeNull();
});

test('what was let go is asked for again at its own place', async () => {
  const shelf = new Shelf(20_000);
  const list = await opened(shelf);
  await scroll(list, 15_000);
  list.show(5_000, 5_020);
  await settled();
  expect([list.at(5_000)?.id, list.at(5_020)?.id, list.length]).toEqual(['L-005000', 'L-005020', 15_200]);
});

test('rows that left their page while it was away are told to who shows it, and no row stands twice', async () => {
  const shelf = new Shelf(10_000);
  const list = await opened(shelf);
  await scroll(list, 5_000);
  shelf.rows = shelf.rows.filter((row) => row.id !== 'L-000150' && row.id !== 'L-000199');
  const told: number[][] = [];
  list.shifted = (end, by) => told.push([end, by]);
  list.show(150, 170);
  await settled();
  expect(told).toContainEqual([200, -2]);
  const ids = Array.from({ length: 300 }, (_, n) => list.at(n)?.id).filter((id) => id !== undefined);
  expect(new Set(ids).size).toBe(ids.length);
  expect(list.at(198)?.id).toBe('L-000200');
});

test('newer rows take the places of the same ids, and what is not at hand is given back', async () => {
  const shelf = new Shelf(10_000);
  const list = await opened(shelf);
  const left = list.replace([
    { id: 'L-000003', text: 'new' },
    { id: 'L-009000', text: 'new' },
  ]);
  expect([list.at(3)?.text, list.at(4)?.text, list.placeOf('L-000003')]).toEqual(['new', 'old', 3]);
  expect(left.map((row) => row.id)).toEqual(['L-009000']);
});

test('another question empties the list at once; the same one keeps it until the answer is here', async () => {
  const shelf = new Shelf(1_000);
  const list = await opened(shelf);
  const again = list.restart();
  expect(list.length).toBe(200);
  await again;
  const other = list.restart(new Shelf(3).ask);
  expect([list.length, list.opening]).toEqual([0, true]);
  await other;
  expect([list.length, list.opening, list.more]).toEqual([3, false, false]);
});

test('an answer to the question before is dropped', async () => {
  let answer: (page: KeysetPage<Row>) => void = () => undefined;
  const list = new KeysetList<Row>(() => new Promise((done) => (answer = done)));
  const first = list.restart();
  const older = answer;
  const second = list.restart(new Shelf(2).ask);
  older({ rows: [{ id: 'X', text: 'old' }], next: null });
  await Promise.all([first, second]);
  expect([list.length, list.at(0)?.id]).toEqual([2, 'L-000000']);
});

test('when the server does not answer, what is there stays and it is asked again on demand', async () => {
  const shelf = new Shelf(1_000);
  const list = await opened(shelf);
  shelf.failure = new ApiProblem(503, 'overloaded');
  list.show(180, 199);
  await settled();
  const asked = shelf.asked.length;
  list.show(181, 199);
  await settled();
  expect([list.problem?.status, list.length, shelf.asked.length]).toEqual([503, 200, asked]);
  shelf.failure = null;
  list.retry();
  await settled();
  expect([list.problem, list.length]).toEqual([null, 400]);
});

test('pages that came back empty are passed over until there are rows', async () => {
  let calls = 0;
  const list = new KeysetList<Row>(() => {
    calls++;
    return Promise.resolve(
      calls < 4 ? { rows: [], next: `after-${calls}` } : { rows: [{ id: 'L-1', text: 'found' }], next: null },
    );
  });
  await list.restart();
  await settled();
  expect([list.length, list.at(0)?.id, list.more]).toEqual([1, 'L-1', false]);
});

test('an order that comes after somebody has come to the list is not taken', async () => {
  const shelf = new Shelf(3);
  const list = await opened(shelf);
  const shown = () => list.kept.map((row) => row.id);
  const before = shown();
  shelf.rows = shelf.rows.slice(1);
  let busy = false;
  const ordering = list.restart(undefined, () => busy);
  busy = true;
  expect(await ordering).toBe(false);
  expect(shown()).toEqual(before);
  busy = false;
  expect(await list.restart(undefined, () => busy)).toBe(true);
  expect(shown()).toEqual(before.slice(1));
});
