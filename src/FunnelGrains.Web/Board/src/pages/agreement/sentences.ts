import type { Formats } from '../../text/Formats';
import type { Language } from '../../text/catalogue';
import {
  stageName,
  type AgreementDocument,
  type Clause,
  type EscalationStep,
  type Moment,
  type Target,
  type Trigger,
  type Unit,
} from './document';
import { words, type Words } from './words';

const unitTexts = {
  business_minutes: 'unitBusinessMinutes',
  business_hours: 'unitBusinessHours',
  business_days: 'unitBusinessDays',
  elapsed_minutes: 'unitElapsedMinutes',
  elapsed_hours: 'unitElapsedHours',
  elapsed_days: 'unitElapsedDays',
} as const satisfies Record<Unit, keyof Words>;

const eventTexts = {
  'lead.captured': 'eventCaptured',
  'lead.stage_changed': 'eventStageChanged',
  'lead.rejected': 'eventRejected',
  'lead.recycled': 'eventRecycled',
  'lead.assigned': 'eventAssigned',
  'lead.touched': 'eventTouched',
  'lead.updated': 'eventUpdated',
  'deal.won': 'eventWon',
  'deal.lost': 'eventLost',
} as const satisfies Record<string, keyof Words>;

const recipientTexts = { owner: 'toOwner', team_manager: 'toManager' } as const;

/** The parts of a clause as sentences of one language. */
export class Sentences {
  private readonly t: Words;

  constructor(
    private readonly document: AgreementDocument,
    private readonly language: Language,
    private readonly formats: Formats,
  ) {
    this.t = words[language];
  }

  /** For example "4 horas úteis". */
  target(target: Target): string {
    return this.t[unitTexts[target.unit]](this.formats.number(target.n, 4), target.n === 1);
  }

  /** For example "o lead entra em Qualificado por Marketing". */
  trigger(trigger: Trigger): string {
    switch (trigger.on) {
      case 'stage_entered':
        return this.t.stageEntered(this.any(trigger.stages.map((key) => this.stage(key))));
      case 'other_stage_entered':
        return this.t.otherStageEntered(this.stage(trigger.stage));
      case 'event':
        return this.event(trigger.type) + this.where(trigger.where);
      case 'assigned':
        return this.t.assigned;
      case 'touch':
        return this.t.touch(this.formats.number(trigger.n), trigger.n === 1);
    }
  }

  /** Any of them: "a, b ou c". */
  triggers(triggers: readonly Trigger[]): string {
    return this.any(triggers.map((trigger) => this.trigger(trigger)));
  }

  /** When a clock stands still. */
  pause(pause: NonNullable<Clause['pauseWhile']>): string {
    const stages = pause.stages?.length ? [this.t.whileIn(this.any(pause.stages.map((key) => this.stage(key))))] : [];
    const attributes = Object.entries(pause.attributes ?? {}).map(([name, value]) => this.t.whileIs(name, value));
    return this.all([...stages, ...attributes]);
  }

  /** To which leads it applies. */
  filter(filter: Record<string, string> | null | undefined): string {
    const parts = Object.entries(filter ?? {}).map(([name, value]) => this.t.isValue(name, value));
    return parts.length === 0 ? this.t.allLeads : this.t.leadsWhose(this.all(parts));
  }

  /** When something is told, for example "30 min antes do vencimento". */
  moment(moment: Moment): string {
    if (typeof moment.share === 'number')
      return moment.share >= 1 ? this.t.atDue : this.t.atShare(this.formats.percent(moment.share));
    if (typeof moment.beforeSeconds === 'number') return this.t.beforeDue(this.span(moment.beforeSeconds));
    return moment.afterSeconds ? this.t.afterDue(this.span(moment.afterSeconds)) : this.t.atBreach;
  }

  /** A step of the escalation: when, and who is told. */
  step(step: EscalationStep): string {
    const told = step.to.map(({ who, channel }) =>
      who === 'channel' ? this.t.toChannel(channel ?? '') : this.t[recipientTexts[who]],
    );
    return this.t.step(this.moment(step.at), this.all(told));
  }

  private event(type: string): string {
    return type in eventTexts ? this.t[eventTexts[type as keyof typeof eventTexts]] : this.t.anyEvent(type);
  }

  private span(seconds: number): string {
    const [unit, each] =
      seconds % 3600 === 0 ? (['h', 3600] as const) : seconds % 60 === 0 ? (['min', 60] as const) : (['s', 1] as const);
    return `${this.formats.number(seconds / each)} ${unit}`;
  }

  private stage(key: string): string {
    return `“${stageName(this.document, key, this.language)}”`;
  }

  private where(where: Record<string, string> | null | undefined): string {
    const parts = Object.entries(where ?? {}).map(([name, value]) => this.t.isValue(name, value));
    return parts.length === 0 ? '' : ` (${this.all(parts)})`;
  }

  private any(parts: readonly string[]): string {
    return joined(parts, this.t.or);
  }

  private all(parts: readonly string[]): string {
    return joined(parts, this.t.and);
  }
}

/** "a", "a ou b", "a, b ou c". */
function joined(parts: readonly string[], last: string): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} ${last} ${parts[parts.length - 1]}`;
}
