import { beforeEach, expect, test, vi } from 'vitest';
import type { BoardFeed, Link } from './BoardFeed.svelte';
import { longestReloadDelay, mostRoundsBehind, silenceBeforeReload, Watchdog } from './Watchdog';

let silence = 0;
let link: Link = 'up';
let outdated = false;
let calm = true;
let [told, shown]: (number | undefined)[] = [1, 1];
const reload = vi.fn(() => Promise.resolve());
const watchOver = vi.fn();
const feed = {
  watchOver,
  silence: () => silence,
  get frame() {
    return told === undefined ? null : { revision: told };
  },
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
  [silence, link, outdated, calm, told, shown] = [0, 'up', false, true, 1, 1];
});

const dog = () => new Watchdog({ feed, reload, calm: () => calm, shown: () => shown, random: () => 0.5 });

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

test('a screen that no longer follows what is heard is reloaded, and one that is slow for a moment is not', () => {
  const watchdog = dog();
  for (let round = 0; round < mostRoundsBehind; round++) {
    told = 2 + round;
    watchdog.look();
  }
  shown = told;
  watchdog.look();
  expect(reload).not.toHaveBeenCalled();
  told = 100;
  for (let round = 0; round <= mostRoundsBehind; round++) watchdog.look();
  expect(reload).toHaveBeenCalledTimes(1);
});

test('a board that was told nothing yet has nothing to show', () => {
  [told, shown] = [undefined, undefined];
  const watchdog = dog();
  for (let round = 0; round < 100; round++) watchdog.look();
  expect(reload).not.toHaveBeenCalled();
});

test('a browser that was put out shows nothing, and is not reloaded for it', () => {
  [link, shown] = ['refused', undefined];
  const watchdog = dog();
  for (let round = 0; round < 100; round++) watchdog.look();
  expect(reload).not.toHaveBeenCalled();
});

test('an error that nobody caught reloads the page at a calm moment', () => {
  const watchdog = dog();
  watchdog.damaged();
  watchdog.look();
  vi.advanceTimersByTime(longestReloadDelay / 2);
  calm = false;
  watchdog.look();
  expect(reload).not.toHaveBeenCalled();
  calm = true;
  watchdog.look();
  expect(reload).toHaveBeenCalledTimes(1);
});
