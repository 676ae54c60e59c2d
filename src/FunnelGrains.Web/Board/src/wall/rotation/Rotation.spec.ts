import { beforeEach, expect, test, vi } from 'vitest';
import { breachOf } from '../../feed/testFrame';
import { alarmTime, gathering, groupTime, mostInARow, mostListed, Rotation } from './Rotation.svelte';
import { sceneNames, usualCourse } from './scenes';

let rotation: Rotation;
const pass = (time: number) => vi.advanceTimersByTime(time);
const ids = () => rotation.alarm?.breaches.map((breach) => breach.id) ?? null;

beforeEach(() => {
  vi.useFakeTimers();
  rotation = new Rotation();
  rotation.start();
});

test('every scene has its time, in order, and after the last comes the first', () => {
  const seen = sceneNames.map(() => {
    const { scene } = rotation;
    pass(24_000);
    return scene;
  });
  expect(seen).toEqual(sceneNames);
  expect(rotation.scene).toBe('funnel');
});

test('only the scenes that were chosen, in their order and as long as was chosen', () => {
  rotation.take({ scenes: ['today', 'sla'], seconds: 30, pinned: null });
  expect(rotation.scene).toBe('today');
  pass(29_999);
  expect(rotation.scene).toBe('today');
  pass(1);
  expect(rotation.scene).toBe('sla');
  pass(30_000);
  expect(rotation.scene).toBe('today');
});

test('the scene that is shown stays when others are chosen beside it', () => {
  pass(24_000);
  rotation.take({ ...usualCourse, scenes: ['today', 'goals'] });
  expect(rotation.scene).toBe('goals');
});

test('the same settings again begin nothing anew', () => {
  pass(23_000);
  rotation.take({ ...usualCourse });
  pass(1_000);
  expect(rotation.scene).toBe('goals');
});

test('a pinned scene stays, and its turns are still moments to reload at', () => {
  rotation.take({ ...usualCourse, pinned: 'sla' });
  for (let i = 0; i < 10; i++) {
    pass(24_000);
    expect([rotation.scene, rotation.turns()]).toEqual(['sla', true]);
  }
  pass(2_000);
  expect(rotation.turns()).toBe(false);
});

test('a broken promise interrupts the scene, and the scene has the rest of its time', () => {
  pass(10_000);
  rotation.interrupt(breachOf('a'));
  expect(ids()).toEqual(['a']);
  pass(alarmTime);
  expect([ids(), rotation.scene]).toEqual([null, 'funnel']);
  pass(13_999);
  expect(rotation.scene).toBe('funnel');
  pass(1);
  expect(rotation.scene).toBe('goals');
});

test('a scene that was interrupted at its end is seen once more before it turns', () => {
  pass(23_900);
  rotation.interrupt(breachOf('a'));
  pass(alarmTime + 5_000);
  expect(rotation.scene).toBe('funnel');
  pass(1_000);
  expect(rotation.scene).toBe('goals');
});

test('what breaks in the same moment is one group, whose rest is counted', () => {
  for (let i = 0; i < 5_000; i++) rotation.interrupt(breachOf(String(i)));
  expect(ids()).toHaveLength(mostListed);
  expect(rotation.alarm?.more).toBe(5_000 - mostListed);
  pass(groupTime - 1);
  expect(rotation.alarm).not.toBeNull();
  pass(1);
  expect([rotation.alarm, rotation.scene]).toEqual([null, 'funnel']);
});

test('what breaks while another is shown follows it', () => {
  rotation.interrupt(breachOf('a'));
  pass(gathering);
  rotation.interrupt(breachOf('b'));
  rotation.interrupt(breachOf('c'));
  expect(ids()).toEqual(['a']);
  pass(alarmTime - gathering);
  expect(ids()).toEqual(['b', 'c']);
  pass(groupTime);
  expect(ids()).toBeNull();
});

test('alarms without end leave each scene its time', () => {
  let [shown, longest, run] = [0, 0, 0];
  for (let second = 0; second < 600; second++) {
    rotation.interrupt(breachOf(`${second}`));
    pass(1_000);
    run = rotation.alarm === null ? 0 : run + 1;
    longest = Math.max(longest, run);
    if (rotation.alarm === null) shown++;
  }
  expect(longest).toBeLessThanOrEqual((mostInARow * groupTime) / 1000 + 1);
  expect(shown).toBeGreaterThan(150);
});

test('the moment to reload is a scene’s end without an alarm', () => {
  expect(rotation.turns()).toBe(false);
  pass(24_000);
  expect(rotation.turns()).toBe(true);
  rotation.interrupt(breachOf('a'));
  expect(rotation.turns()).toBe(false);
});
