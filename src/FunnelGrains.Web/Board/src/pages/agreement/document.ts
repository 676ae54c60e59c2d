import type { LocalText } from '../../contract';

/** The document of an agreement as its JSON is (the server's description leaves its parts open; `AgreementReader` refuses what does not fit). */
export interface AgreementDocument {
  version: number;
  inForceFrom: string;
  teams: Team[];
  stages: Stage[];
  clauses: Clause[];
  calendars: Record<string, Calendar>;
  scope: Scope;
  definitions?: Definition[] | null;
  roles?: Role[] | null;
  goals?: GoalTemplate[] | null;
  meetings?: Rhythm[] | null;
  timeScope?: { from: string; until?: string | null } | null;
  moves?: Record<string, string> | null;
}

export type Scope = 'new_clocks' | 'open_clocks';

export interface Team {
  key: string;
  name: LocalText;
  calendar: string;
}

export const stageKinds = ['open', 'won', 'lost', 'rejected'] as const;

export interface Stage {
  key: string;
  name: LocalText;
  team: string;
  kind: (typeof stageKinds)[number];
}

export type Trigger =
  | { on: 'stage_entered'; stages: string[] }
  | { on: 'other_stage_entered'; stage: string }
  | { on: 'event'; type: string; where?: Record<string, string> | null }
  | { on: 'assigned' }
  | { on: 'touch'; n: number };

export const units = [
  'business_minutes',
  'business_hours',
  'business_days',
  'elapsed_minutes',
  'elapsed_hours',
  'elapsed_days',
] as const;

export type Unit = (typeof units)[number];

export interface Target {
  n: number;
  unit: Unit;
}

/** One member is given: a share of the target, or seconds before or after due. */
export interface Moment {
  share?: number | null;
  beforeSeconds?: number | null;
  afterSeconds?: number | null;
}

export const recipients = ['owner', 'team_manager', 'channel'] as const;

export interface EscalationStep {
  key: string;
  at: Moment;
  to: { who: (typeof recipients)[number]; channel?: string | null }[];
}

export interface Clause {
  key: string;
  name: LocalText;
  team: string;
  start: Trigger;
  stop: Trigger[];
  cancelWhen: Trigger[];
  target: Target;
  calendar: string;
  appliesTo?: Record<string, string> | null;
  graceSeconds?: number;
  pauseWhile?: { stages?: string[] | null; attributes?: Record<string, string> | null } | null;
  warnAt?: Moment[] | null;
  escalation?: EscalationStep[] | null;
}

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export type Weekday = (typeof weekdays)[number];

/** Opening and closing times of a day, for example `09:00` and `12:00`. */
export type Hours = [string, string][];

export interface HolidayChoice {
  country: string;
  region?: string | null;
  optional?: string[];
  struckOff?: string[];
}

export interface Calendar {
  zone: string;
  week: Partial<Record<Weekday, Hours>>;
  exceptions?: { date: string; hours: Hours }[];
  holidays?: HolidayChoice | null;
}

export interface Definition {
  key: string;
  term: LocalText;
  meaning: LocalText;
}

export interface Role {
  key: string;
  team: string;
  name: LocalText;
  duties: LocalText;
}

/** What is set of a goal. */
export interface GoalTerms {
  team: string;
  metric: string;
  period: string;
  target: number;
  kind: string;
  stage?: string | null;
  clause?: string | null;
  filter?: Record<string, string> | null;
  currency?: string | null;
}

export interface GoalTemplate {
  key: string;
  name: LocalText;
  goal: GoalTerms;
}

export interface Rhythm {
  key: string;
  name: LocalText;
  every: 'week' | 'month';
  weekday: Weekday;
  time: string;
  zone: string;
  /** 1 to 4, or -1 for the month's last. */
  week?: number | null;
}

/** The name of a stage, or its key where the document has none of it. */
export function stageName(document: AgreementDocument, key: string, language: 'pt' | 'en'): string {
  return document.stages.find((stage) => stage.key === key)?.name[language] ?? key;
}

/** The name of a team, or its key. */
export function teamName(document: AgreementDocument, key: string, language: 'pt' | 'en'): string {
  return document.teams.find((team) => team.key === key)?.name[language] ?? key;
}
