import { beforeEach, expect, test, vi } from 'vitest';
import type { BoardFeed, Link } from './BoardFeed.svelte';
import { longestReloadDelay, silenceBeforeReload, Watchdog } from './Watchdog';

let silence = 0;
let link: Link = 'up';
let outdated = false;
let calm = true;
const reload = vi.fn(() => Promise.resolve());
const watchOver = vi.fn();
const feed = {
  watchOver,
  silence: () => silence,
  get link() {
    return link;
  },
  get outdated() {
    return outdated;
  },
} as unknown as BoardFeed;

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  [silence, link, outdated, calm] = [0, 'up', false, true];
});

const dog = () => new Watchdog({ feed, reload, calm: () => calm, random: () => 0.5 });

test('looks after the connection every second', () => {
  const watchdog = dog();
  watchdog.start();
  vi.advanceTimersByTime(3_000);
  watchdog.stop();
  vi.advanceTimersByTime(3_000);
  expect(watchOver).toHaveBeenCalledTimes(3);
  expect(reload).not.toHaveBeenCalled();
});

test('a long silence reloads the page, whatever the link claims', () => {
  silence = silenceBeforeReload + 1;
  dog().look();
  link = 'down';
  dog().look();
  expect(reload).toHaveBeenCalledTimes(2);
});

test('a browser that is not signed in is not reloaded', () => {
  silence = silenceBeforeReload + 1;
  link = 'refused';
  dog().look();
  expect(reload).not.toHaveBeenCalled();
});

test('a new build is loaded after a random delay, at a calm moment', () => {
  const watchdog = dog();
  outdated = true;
  watchdog.look();
  vi.advanceTimersByTime(longestReloadDelay / 2 - 1);
  watchdog.look();
  calm = false;
  vi.advanceTimersByTime(1);
  watchdog.look();
  expect(reload).not.toHaveBeenCalled();
  calm = true;
  watchdog.look();
  expect(reload).toHaveBeenCalledTimes(1);
});
