import type { Breach } from '../../contract';
import { usualCourse, type Course, type SceneName } from './scenes';

/** Broken promises that stand on the whole wall at once. */
export interface Alarm {
  breaches: Breach[];
  /** How many there are beside these. */
  more: number;
}

/** How long one broken promise is shown, and how long several at once. */
export const alarmTime = 8_000;
export const groupTime = 12_000;

/** What breaks within this belongs to what is shown already. */
export const gathering = 1_500;

/** Listed of one group, and kept of those that wait; the rest is counted. */
export const mostListed = 6;

/** So many alarms follow one another; then a scene has its time. */
export const mostInARow = 3;

/** A scene that was interrupted gets at least so much when it is back. */
const leastLeft = 6_000;

/** A reload at a scene's end is seen by nobody for so long after it. */
const turning = 1_500;

/** Turns the scenes, lets broken promises interrupt them, and goes on where it was. */
export class Rotation {
  scene = $state<SceneName>(usualCourse.scenes[0]!);
  /** What interrupts; null while the scene is shown. */
  alarm = $state.raw<Alarm | null>(null);

  #course: Course = usualCourse;
  #waiting: Alarm = { breaches: [], more: 0 };
  #inARow = 0;
  #resting = false;
  #since = performance.now();
  #left = 0;
  #turnedAt = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;

  start(): void {
    this.scene = this.#first();
    this.#show(this.#full());
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** Takes another course; the scene that is shown stays if it is in it. */
  take(course: Course): void {
    if (JSON.stringify(course) === JSON.stringify(this.#course)) return;
    this.#course = course;
    if (course.pinned !== null || !course.scenes.includes(this.scene)) this.scene = this.#first();
    if (this.alarm === null) this.#show(this.#full());
    else this.#left = this.#full();
  }

  /** A promise was broken: it is shown at once, with those of the same moment, or after those that are shown. */
  interrupt(breach: Breach): void {
    if (this.alarm !== null && performance.now() - this.#since < gathering) {
      this.alarm = joined(this.alarm, breach);
      this.#after(this.#time(this.alarm) - (performance.now() - this.#since), () => this.#calm());
      return;
    }
    this.#waiting = joined(this.#waiting, breach);
    if (this.alarm === null && !this.#resting) {
      this.#left -= performance.now() - this.#since;
      this.#interrupt();
    }
  }

  /** Whether a scene has just ended: the moment to load the page anew. */
  turns(): boolean {
    return this.alarm === null && performance.now() - this.#turnedAt < turning;
  }

  #interrupt(): void {
    this.alarm = this.#waiting;
    this.#waiting = { breaches: [], more: 0 };
    this.#inARow++;
    this.#since = performance.now();
    this.#after(this.#time(this.alarm), () => this.#calm());
  }

  #calm(): void {
    const waits = this.#waiting.breaches.length > 0;
    if (waits && this.#inARow < mostInARow) return this.#interrupt();
    this.#resting = waits;
    this.#inARow = 0;
    this.alarm = null;
    this.#show(Math.max(leastLeft, this.#left));
  }

  #turn(): void {
    const { scenes, pinned } = this.#course;
    this.#turnedAt = performance.now();
    this.scene = pinned ?? scenes[(scenes.indexOf(this.scene) + 1) % scenes.length] ?? this.#first();
    this.#resting = false;
    this.#left = this.#full();
    if (this.#waiting.breaches.length > 0) this.#interrupt();
    else this.#show(this.#left);
  }

  #show(time: number): void {
    this.#since = performance.now();
    this.#left = time;
    this.#after(time, () => this.#turn());
  }

  #after(time: number, then: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(then, Math.max(0, time));
  }

  #first(): SceneName {
    return this.#course.pinned ?? this.#course.scenes[0] ?? usualCourse.scenes[0]!;
  }

  #full(): number {
    return this.#course.seconds * 1000;
  }

  #time(alarm: Alarm): number {
    return alarm.breaches.length > 1 ? groupTime : alarmTime;
  }
}

function joined({ breaches, more }: Alarm, breach: Breach): Alarm {
  return breaches.length < mostListed ? { breaches: [...breaches, breach], more } : { breaches, more: more + 1 };
}
