import { beforeEach, expect, test, vi } from 'vitest';
import type { BoardFrame } from '../contract';
import type { Access } from './access';
import type { BoardListener } from './BoardConnection';
import { BoardFeed, longestTry, silenceBeforeReplacing } from './BoardFeed.svelte';
import { breachOf, frameOf, patchOf } from './testFrame';

const noon = Date.parse('2026-11-02T12:00:00Z');

/** A hub whose answers the spec gives one by one. */
class Hub {
  connections: { listener: BoardListener; stopped: boolean; watches: ((frame: BoardFrame) => void)[] }[] = [];
  start: () => Promise<void> = () => Promise.resolve();
  /** Answers a `Watch` at once; null leaves it open. */
  answer: BoardFrame | null = frameOf();
  access: Access = 'unreachable';

  readonly feed = new BoardFeed({
    board: 'main',
    random: () => 1,
    askAccess: () => Promise.resolve(this.access),
    connect: (listener) => {
      const own = { listener, stopped: false, watches: [] as ((frame: BoardFrame) => void)[] };
      this.connections.push(own);
      return {
        start: () => this.start(),
        stop: () => (own.stopped = true),
        watch: () => {
          if (this.answer !== null) own.watches.push(() => undefined);
          return this.answer !== null ? Promise.resolve(this.answer) : new Promise((done) => own.watches.push(done));
        },
      };
    },
  });

  get last() {
    return this.connections.at(-1)!;
  }

  beat(build = '1', dataAt: string | null = null) {
    this.last.listener.Heartbeat({ at: new Date(noon + performance.now()).toISOString(), build, dataAt });
  }
}

let hub: Hub;
const turns = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers({ now: noon });
  hub = new Hub();
});

test('connects and shows the first frame', async () => {
  hub.feed.start();
  expect(hub.feed.link).toBe('connecting');
  await turns();
  expect(hub.feed.link).toBe('up');
  expect(hub.feed.frame?.revision).toBe(5);
});

test('the first start is tried again for ever', async () => {
  hub.start = () => Promise.reject(new Error('refused'));
  hub.feed.start();
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(hub.connections.length).toBeGreaterThan(200);
  expect(hub.feed.link).toBe('down');
  hub.start = () => Promise.resolve();
  await vi.advanceTimersByTimeAsync(15_000);
  expect(hub.feed.link).toBe('up');
});

test('a lost connection keeps the content and is replaced', async () => {
  hub.feed.start();
  await turns();
  hub.last.listener.Closed();
  expect(hub.feed.link).toBe('down');
  expect(hub.feed.frame?.revision).toBe(5);
  hub.answer = frameOf({ epoch: 'e2', revision: 1 });
  await vi.advanceTimersByTimeAsync(500);
  expect(hub.connections).toHaveLength(2);
  expect(hub.feed.link).toBe('up');
  expect(hub.feed.frame?.epoch).toBe('e2');
});

test('what a replaced connection still says is not heard', async () => {
  hub.feed.start();
  await turns();
  const old = hub.last.listener;
  old.Closed();
  await vi.advanceTimersByTimeAsync(500);
  old.BoardChanged(frameOf({ revision: 99 }));
  old.Closed();
  expect(hub.feed.frame?.revision).toBe(5);
  expect(hub.feed.link).toBe('up');
});

test('a try that hangs is given up and repeated', async () => {
  hub.start = () => new Promise(() => undefined);
  hub.feed.start();
  await vi.advanceTimersByTimeAsync(longestTry);
  expect(hub.connections[0]?.stopped).toBe(true);
  await vi.advanceTimersByTimeAsync(500);
  expect(hub.connections).toHaveLength(2);
});

test('patches follow one another', async () => {
  hub.feed.start();
  await turns();
  hub.last.listener.BoardChanged(patchOf({ base: 5, revision: 6 }));
  hub.last.listener.BoardChanged(patchOf({ base: 6, revision: 8, version: 20 }));
  expect(hub.feed.frame).toMatchObject({ revision: 8, version: 20 });
  expect(hub.last.watches).toHaveLength(1);
});

test('a gap asks for the whole board once, and shows it', async () => {
  hub.feed.start();
  await turns();
  hub.answer = null;
  hub.last.listener.BoardChanged(patchOf({ base: 7, revision: 8 }));
  hub.last.listener.BoardChanged(patchOf({ base: 8, revision: 9 }));
  expect(hub.last.watches).toHaveLength(2);
  hub.last.watches[1]?.(frameOf({ revision: 8, version: 30 }));
  await turns();
  expect(hub.feed.frame).toMatchObject({ revision: 9, version: 11 });
});

test('a change that overtakes the snapshot is not lost', async () => {
  hub.answer = null;
  hub.feed.start();
  await turns();
  hub.last.listener.BoardChanged(patchOf({ base: 5, revision: 6, version: 12 }));
  hub.last.watches[0]?.(frameOf());
  await turns();
  expect(hub.feed.frame).toMatchObject({ revision: 6, version: 12 });
  expect(hub.last.watches).toHaveLength(1);
});

test('a repair that hangs replaces the connection', async () => {
  hub.feed.start();
  await turns();
  hub.answer = null;
  hub.last.listener.BoardChanged(patchOf({ base: 7 }));
  await vi.advanceTimersByTimeAsync(longestTry);
  expect(hub.connections[0]?.stopped).toBe(true);
  expect(hub.feed.link).toBe('down');
});

test('a silent connection that claims to be up is replaced', async () => {
  hub.feed.start();
  await turns();
  await vi.advanceTimersByTimeAsync(silenceBeforeReplacing - 1);
  hub.feed.watchOver();
  expect(hub.feed.link).toBe('up');
  await vi.advanceTimersByTimeAsync(2);
  hub.feed.watchOver();
  expect(hub.feed.link).toBe('down');
  expect(hub.connections[0]?.stopped).toBe(true);
});

test('heartbeats keep a connection and tell the age of the data', async () => {
  hub.feed.start();
  await turns();
  for (let i = 0; i < 5; i++) {
    await vi.advanceTimersByTimeAsync(5_000);
    hub.beat('1', '2026-11-02T12:00:00.000Z');
    hub.feed.watchOver();
  }
  expect(hub.feed.link).toBe('up');
  expect(hub.feed.silence()).toBe(0);
  expect(hub.feed.age()).toBe(25_000);
});

test('without a word the age grows with the silence', async () => {
  hub.feed.start();
  await turns();
  hub.last.listener.Closed();
  hub.start = () => Promise.reject(new Error('gone'));
  await vi.advanceTimersByTimeAsync(61_000);
  expect(hub.feed.age()).toBeGreaterThanOrEqual(61_000);
});

test('a breach and a celebration are told once', async () => {
  hub.feed.start();
  await turns();
  const first = breachOf('b1');
  hub.last.listener.Breached(first);
  hub.last.listener.Breached(breachOf('b1'));
  expect(hub.feed.breach).toBe(first);
  const won = { kind: 'won', id: 'w1', team: 'marketing', owner: null, amount: null, at: '2026-11-02T12:00:00Z' };
  hub.last.listener.Celebrated(won);
  hub.last.listener.Celebrated({ ...won });
  expect(hub.feed.celebration).toBe(won);
});

test('another build makes the page outdated, the same build after a restart does not', async () => {
  hub.feed.start();
  await turns();
  hub.beat('1');
  hub.last.listener.Closed();
  await vi.advanceTimersByTimeAsync(500);
  hub.beat('1');
  expect(hub.feed.outdated).toBe(false);
  hub.beat('2');
  expect(hub.feed.outdated).toBe(true);
});

test('a browser that is not signed in is told so, and gets in by itself afterwards', async () => {
  hub.start = () => Promise.reject(new Error('401'));
  hub.access = 'refused';
  hub.feed.start();
  await turns();
  expect(hub.feed.link).toBe('refused');
  hub.start = () => Promise.resolve();
  await vi.advanceTimersByTimeAsync(15_000);
  expect(hub.feed.link).toBe('up');
});

test('after stop nothing is tried any more', async () => {
  hub.feed.start();
  await turns();
  hub.feed.stop();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(hub.connections).toHaveLength(1);
  expect(hub.connections[0]?.stopped).toBe(true);
});

test('several breaches of one moment are all told, each once', async () => {
  const told: string[] = [];
  hub.feed.onBreach = (breach) => told.push(breach.id);
  hub.feed.start();
  await turns();
  for (const id of ['a', 'b', 'a', 'c']) hub.last.listener.Breached(breachOf(id));
  expect(told).toEqual(['a', 'b', 'c']);
});

test('a board that was let in just now connects at once', async () => {
  hub.start = () => Promise.reject(new Error('refused'));
  hub.access = 'refused';
  hub.feed.start();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(hub.feed.link).toBe('refused');
  hub.start = () => Promise.resolve();
  hub.feed.retry();
  await turns();
  expect(hub.feed.link).toBe('up');
  const tries = hub.connections.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(hub.connections).toHaveLength(tries);
});

test('a board that is told differently asks for the whole again', async () => {
  hub.feed.start();
  await turns();
  hub.feed.refresh();
  expect(hub.last.watches).toHaveLength(2);
});
