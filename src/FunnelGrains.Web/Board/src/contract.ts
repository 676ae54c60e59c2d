// Generated from the server's types by the test The_page's_contract_file_is_up_to_date; do not edit.
// Instants are ISO 8601 in UTC with "Z", dates are ISO 8601 ("2026-11-02").

/** All that a board shows, at one moment. Never a lead's personal data; persons as the display names them, by initials unless its settings say otherwise. The answer of `Watch(board)`; `BoardChanged` sends it too. */
export interface BoardFrame {
  kind: "frame";
  /** Changes when a shard is claimed anew: versions of two epochs do not compare. */
  epoch: string;
  /** Sum of the shards' counted sequence numbers; grows within an epoch. With the same version goals may still move with time. */
  version: number;
  /** Grows with every frame of this funnel activation. */
  revision: number;
  /** The workspace's key. */
  workspace: string;
  /** Its IANA zone. */
  zone: string;
  /** The server's time of this frame. */
  at: string;
  /** When the oldest of the shards last told anything (they tell at least every 5 s). */
  dataAt: string;
  /** First day of the period of flows: the current month. */
  from: string;
  /** Its last day. */
  to: string;
  /** The parties. */
  teams: BoardTeam[];
  /** Open and won stages in order. */
  stages: BoardStage[];
  /** Sums. */
  totals: BoardTotals;
  /** Goals of the current periods. */
  goals: BoardGoal[];
  /** The promises of the current month. */
  clauses: BoardClause[];
  /** The latest open breaches, at most 12, the latest due first. */
  breaches: Breach[];
  /** Clocks falling due, at most 12, the next first. */
  nextClocks: BoardClock[];
  /** The last 31 days, today last. */
  days: BoardDay[];
  /** The period by source, at most 12, the largest first; some seconds older than the other numbers. Empty until it was read for the first time. */
  sources: BoardSource[];
}

/** Only what changed, each section whole. On a gap (`epoch` or `base` is not what the page has) call `Watch` again. */
export interface BoardPatch {
  kind: "patch";
  /** The revision that this builds on. */
  base: number;
  /** Changes when a shard is claimed anew: versions of two epochs do not compare. */
  epoch: string;
  /** Sum of the shards' counted sequence numbers; grows within an epoch. With the same version goals may still move with time. */
  version: number;
  /** Grows with every frame of this funnel activation. */
  revision: number;
  /** The workspace's key. */
  workspace?: string;
  /** Its IANA zone. */
  zone?: string;
  /** The server's time of this frame. */
  at?: string;
  /** When the oldest of the shards last told anything (they tell at least every 5 s). */
  dataAt?: string;
  /** First day of the period of flows: the current month. */
  from?: string;
  /** Its last day. */
  to?: string;
  /** The parties. */
  teams?: BoardTeam[];
  /** Open and won stages in order. */
  stages?: BoardStage[];
  /** Sums. */
  totals?: BoardTotals;
  /** Goals of the current periods. */
  goals?: BoardGoal[];
  /** The promises of the current month. */
  clauses?: BoardClause[];
  /** The latest open breaches, at most 12, the latest due first. */
  breaches?: Breach[];
  /** Clocks falling due, at most 12, the next first. */
  nextClocks?: BoardClock[];
  /** The last 31 days, today last. */
  days?: BoardDay[];
  /** The period by source, at most 12, the largest first; some seconds older than the other numbers. Empty until it was read for the first time. */
  sources?: BoardSource[];
}

/** A team on a board. */
export interface BoardTeam {
  key: string;
  name: LocalText;
}

/** A stage on a board; flows are of the frame's period. */
export interface BoardStage {
  /** The stage. */
  key: string;
  /** Its name. */
  name: LocalText;
  /** Its team's key. */
  team: string;
  /** Open or won. */
  kind: StageKind;
  /** Open leads in it now; for a won stage the leads won, now. */
  now: number;
  /** First entries in the period. */
  entered: number;
  /** First entries today. */
  enteredToday: number;
  /** Of the entries of the period, how many went on to the next stage. */
  converted: number;
  /** Converted ÷ entered, 0 to 1; null for no entry or the last stage. */
  conversion: number | null;
}

/** Sums on a board; flows are of the frame's period, or of today. */
export interface BoardTotals {
  /** Leads captured. */
  captured: number;
  /** Today. */
  capturedToday: number;
  /** Wins that stand. */
  won: number;
  /** Today. */
  wonToday: number;
  /** Losses that stand. */
  lost: number;
  /** Rejections that stand. */
  rejected: number;
  /** Touches of people. */
  touches: number;
  /** Today. */
  touchesToday: number;
  /** Open leads now. */
  open: number;
  /** Breaches still to be repaired. */
  breachesOpen: number;
  /** Of the wins that stand. */
  revenue: Money[];
  /** Losses of today. */
  lostToday: number;
  /** Rejections of today. */
  rejectedToday: number;
  /** Clocks due today that were met. */
  keptToday: number;
  /** Clocks due today that were breached, met late included. */
  brokenToday: number;
  /** Clocks due today that run. */
  runningToday: number;
  /** Of the wins of today. */
  revenueToday: Money[];
}

/** A team's goal as the API and the boards show it: what was set, and how it goes. */
export interface BoardGoal {
  /** The goal. */
  id: string;
  /** The team's key. */
  team: string;
  /** `entered`, `won`, `revenue`, `touches`, `compliance` or `first_touch`. */
  metric: string;
  /** The stage's key, for `entered`. */
  stage: string | null;
  /** The clause's key, for `compliance`. */
  clause: string | null;
  /** Attribute to required value; null for all leads. */
  filter: Record<string, string> | null;
  /** `week`, `month` or `quarter`. */
  period: string;
  /** T, in the metric's unit: leads, money, touches, a share from 0 to 1, or seconds. */
  target: number;
  /** `reach`, `above` or `below`. */
  kind: string;
  /** ISO 4217, for `revenue`. */
  currency: string | null;
  /** What it counts, in words. */
  label: LocalText;
  /** First day of the current period. */
  from: string;
  /** Its last day. */
  to: string;
  /** A; null where nothing was measured. */
  actual: number | null;
  /** E, expected by now in business time; null where the metric is not paced. */
  expected: number | null;
  /** A ÷ E; null without a verdict. */
  pace: number | null;
  /** A − E; null where the metric is not paced. */
  gap: number | null;
  /** Run rate to the end of the period; null before anything elapsed. */
  projection: number | null;
  /** From the open leads' chances; null where there is none. */
  forecast: Forecast | null;
  /** What is left for each business day left; null when none is left. */
  perDayLeft: number | null;
  /** Business days left, today included while open time remains. */
  daysLeft: number;
  /** How many more clocks may breach, negative when too many have; null for a metric other than `compliance`. */
  missesAllowed: number | null;
  /** `on_track`, `behind`, `at_risk`, `reached`, `missed` or `no_verdict`. */
  status: string;
}

/** A promise on a board, in the frame's period by due. */
export interface BoardClause {
  /** The clause. */
  key: string;
  /** The promise in words. */
  name: LocalText;
  /** The responsible team's key. */
  team: string;
  /** Clocks met. */
  met: number;
  /** Clocks breached, met late included. */
  breached: number;
  /** Clocks running now. */
  running: number;
  /** Breaches still to be repaired. */
  open: number;
  /** Met ÷ (met + breached), 0 to 1; null while nothing was judged. */
  compliance: number | null;
}

/** A breach on a board. */
export interface Breach {
  /** The same for the same clock and due, for ever. */
  id: string;
  /** The lead's id (never personal data). */
  lead: string;
  /** The clause's key. */
  clause: string;
  /** The promise in words. */
  name: LocalText;
  /** The responsible team's key. */
  team: string;
  /** As the display names persons, by initials unless its settings say otherwise; null without an owner. */
  owner: string | null;
  /** When it fell due. */
  due: string;
}

/** A clock falling due on a board. */
export interface BoardClock {
  /** The lead's id (never personal data). */
  lead: string;
  /** The clause's key. */
  clause: string;
  /** The promise in words. */
  name: LocalText;
  /** The responsible team's key. */
  team: string;
  /** As the display names persons; null without an owner. */
  owner: string | null;
  /** When it began. */
  start: string;
  /** When it falls due. */
  due: string;
}

/** What happened on one local day. */
export interface BoardDay {
  /** The day. */
  date: string;
  /** Leads captured. */
  captured: number;
  /** Deals won that stand. */
  won: number;
}

/** Where leads came from, in the frame's period. */
export interface BoardSource {
  /** The source; `(none)` without one, `(other)` for those without a place of their own. */
  value: string;
  /** Leads captured. */
  captured: number;
  /** Deals won that stand. */
  won: number;
  /** Of the wins that stand. */
  revenue: Money[];
}

/** The sign of life that every board gets at least every 5 s. */
export interface Heartbeat {
  /** The server's time. */
  at: string;
  /** The build of the server and its page; a board that was loaded with another one reloads. */
  build: string;
  /** When the oldest of the shards last told anything; null while nothing was heard yet. */
  dataAt: string | null;
}

/** Something to celebrate. */
export interface Celebration {
  /** `won` or `goal_reached`. */
  kind: string;
  /** Of the event or goal and period; the same for the same thing. */
  id: string;
  /** The team's key. */
  team: string;
  /** As the display names persons, by initials unless its settings say otherwise; null without. */
  owner: string | null;
  /** Of a deal, where it has one. */
  amount: Money | null;
  /** When. */
  at: string;
}

/** A text in the product's two languages. */
export interface LocalText {
  pt: string;
  en: string;
}

/** What being in a stage means. */
export type StageKind = "open" | "won" | "lost" | "rejected";

/** An amount of money, exact. */
export interface Money {
  currency: string;
  amount: number;
}

/** A forecast with its range. */
export interface Forecast {
  /** The lower end. */
  low: number;
  /** The expected value. */
  mid: number;
  /** The upper end. */
  high: number;
}

/** What `BoardChanged` carries. */
export type BoardChange = BoardFrame | BoardPatch;

/** Methods the server calls on the page. */
export interface BoardClient {
  BoardChanged(change: BoardChange): void;
  Breached(breach: Breach): void;
  Celebrated(what: Celebration): void;
  Heartbeat(beat: Heartbeat): void;
}
