import type { LocalText, StageKind } from '../contract';

/** A stage, as the agreement has it. */
export interface StageTerm {
  key: string;
  name: LocalText;
  team: string;
  kind: StageKind;
}

/** A team. */
export interface TeamTerm {
  key: string;
  name: LocalText;
}

/** A promise. */
export interface ClauseTerm {
  key: string;
  name: LocalText;
  team: string;
  target: { n: number; unit: string };
  calendar: string;
}

/** An agreement, as far as its words go: the API describes these lists in words, since they are the agreement's own JSON. */
export interface AgreementDocument {
  stages: readonly unknown[];
  teams: readonly unknown[];
  clauses: readonly unknown[];
  calendars: object;
}

const teamColours = 4;

/** The words of the agreement in force: what the keys of stages, teams and clauses stand for. A key of an older version that this one does not know stands for itself. */
export class Terms {
  readonly stages: readonly StageTerm[];
  readonly teams: readonly TeamTerm[];
  readonly clauses: readonly ClauseTerm[];
  readonly #zones: Readonly<Record<string, { zone?: string }>>;

  /** @param agreement None yet: every key stands for itself. */
  constructor(agreement: AgreementDocument | null) {
    this.stages = (agreement?.stages ?? []) as StageTerm[];
    this.teams = (agreement?.teams ?? []) as TeamTerm[];
    this.clauses = (agreement?.clauses ?? []) as ClauseTerm[];
    this.#zones = (agreement?.calendars ?? {}) as Record<string, { zone?: string }>;
  }

  stage(key: string): StageTerm {
    return (
      this.stages.find((stage) => stage.key === key) ?? { key, name: { pt: key, en: key }, team: '', kind: 'open' }
    );
  }

  team(key: string): TeamTerm {
    return this.teams.find((team) => team.key === key) ?? { key, name: { pt: key, en: key } };
  }

  /** Null for one that is not in this version. */
  clause(key: string): ClauseTerm | null {
    return this.clauses.find((clause) => clause.key === key) ?? null;
  }

  clauseName(key: string): LocalText {
    return this.clause(key)?.name ?? { pt: key, en: key };
  }

  /** The zone in which a clause's calendar reckons; null where it is not known. */
  zoneOf(clause: string): string | null {
    const calendar = this.clause(clause)?.calendar;
    return calendar === undefined ? null : (this.#zones[calendar]?.zone ?? null);
  }

  /** The class that gives a team its colour: the same as on the wall. */
  teamClass(key: string): string {
    const place = this.teams.findIndex((team) => team.key === key);
    return `team-${place < 0 ? teamColours - 1 : place % teamColours}`;
  }

  /**
   * The step by which a lead passes from its stage to another team; null where the next stage is the same team's.
   * @param stage Where the lead is.
   */
  handoff(stage: string): StageTerm | null {
    const funnel = this.stages.filter(({ kind }) => kind === 'open');
    const place = funnel.findIndex(({ key }) => key === stage);
    const [here, next] = [funnel[place], funnel[place + 1]];
    return place >= 0 && here && next && next.team !== here.team ? next : null;
  }
}
