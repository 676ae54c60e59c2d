import type { BoardClock, BoardFrame, BoardPatch, Breach, LocalText } from '../contract';

const text = (en: string): LocalText => ({ pt: en, en });

/** A small board for specs. */
export function frameOf(sections: Partial<BoardFrame> = {}): BoardFrame {
  return {
    kind: 'frame',
    epoch: 'e1',
    version: 10,
    revision: 5,
    workspace: 'default',
    zone: 'America/Sao_Paulo',
    at: '2026-11-02T12:00:00.000Z',
    dataAt: '2026-11-02T12:00:00.000Z',
    from: '2026-11-01',
    to: '2026-11-30',
    teams: [{ key: 'marketing', name: text('Marketing') }],
    stages: [
      {
        key: 'mql',
        name: text('MQL'),
        team: 'marketing',
        kind: 'open',
        now: 1,
        entered: 2,
        enteredToday: 1,
        converted: 1,
        conversion: 0.5,
      },
    ],
    totals: {
      captured: 2,
      capturedToday: 1,
      won: 0,
      wonToday: 0,
      lost: 0,
      rejected: 0,
      touches: 0,
      touchesToday: 0,
      open: 2,
      breachesOpen: 0,
      revenue: [],
      lostToday: 0,
      rejectedToday: 0,
      keptToday: 0,
      brokenToday: 0,
      runningToday: 0,
      revenueToday: [],
    },
    goals: [],
    clauses: [],
    breaches: [],
    nextClocks: [],
    days: [],
    sources: [],
    ...sections,
  };
}

/** A patch on {@link frameOf} unless told otherwise. */
export function patchOf(sections: Partial<BoardPatch> = {}): BoardPatch {
  return { kind: 'patch', epoch: 'e1', base: 5, revision: 6, version: 11, ...sections };
}

export function breachOf(id: string): Breach {
  return {
    id,
    lead: 'L-1',
    clause: 'c',
    name: text('Promise'),
    team: 'marketing',
    owner: null,
    due: '2026-11-02T12:00:00.000Z',
  };
}

export function clockOf(lead: string): BoardClock {
  return {
    lead,
    clause: 'c',
    name: text('Promise'),
    team: 'marketing',
    owner: null,
    start: '2026-11-02T11:00:00.000Z',
    due: '2026-11-02T13:00:00.000Z',
  };
}
