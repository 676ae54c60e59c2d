import type { BoardFrame, BoardPatch, BoardStage } from '../src/contract';
import type { Connect } from '../src/feed/BoardConnection';
import { emptyFrame, fakeFrame } from './fakeFrame';

/** A server that makes its numbers up. */
export function fakeConnection(state: string, goals: number): Connect {
  return (listener) => {
    let frame: BoardFrame = state === 'empty' ? emptyFrame() : fakeFrame(goals);
    const timers: ReturnType<typeof setInterval>[] = [];
    const old = state === 'late' ? 31_000 : state === 'lost' ? 754_000 : 0;
    const iso = (ago = 0) => new Date(Date.now() - ago).toISOString();

    const beat = () => listener.Heartbeat({ at: iso(), build: 'dev', dataAt: iso(old) });
    const patch = (sections: Pick<BoardPatch, 'stages'>) => {
      const next = {
        ...sections,
        at: iso(),
        dataAt: iso(),
        epoch: frame.epoch,
        version: frame.version + 1,
        revision: frame.revision + 1,
      };
      listener.BoardChanged({ kind: 'patch', base: frame.revision, ...next });
      frame = { ...frame, ...next } as BoardFrame;
    };
    const move = () => {
      const i = Math.floor(Math.random() * frame.stages.length);
      const more = (stage: BoardStage, at: number): BoardStage =>
        at === i
          ? { ...stage, entered: stage.entered + 1, enteredToday: stage.enteredToday + 1, now: stage.now + 1 }
          : stage;
      patch({ stages: frame.stages.map(more) });
    };

    return {
      start: () => (['unreachable', 'refused'].includes(state) ? Promise.reject(new Error('no')) : Promise.resolve()),
      watch: () => {
        if (state === 'loading') return new Promise(() => undefined);
        beat();
        timers.push(setInterval(beat, 5_000));
        if (['live', 'breach', 'breaches', 'win'].includes(state)) timers.push(setInterval(move, 900));
        if (state === 'breach')
          timers.push(setTimeout(() => listener.Breached({ ...frame.breaches[0]!, due: iso() }), 600));
        if (state === 'breaches')
          for (let i = 0; i < 40; i++)
            timers.push(
              setTimeout(() => listener.Breached({ ...frame.breaches[i % 5]!, id: `n${i}`, due: iso() }), 600),
            );
        if (state === 'win') {
          const amount = { currency: 'BRL', amount: 12_500 };
          timers.push(
            setTimeout(
              () => listener.Celebrated({ kind: 'won', id: 'w', team: 'sales', owner: 'AN', amount, at: iso() }),
              600,
            ),
          );
        }
        return Promise.resolve({ ...frame, at: iso(), dataAt: iso(old) });
      },
      stop: () => timers.forEach(clearInterval),
    };
  };
}
