import type { Body } from '../../../api/answers';
import type { ShapeName } from '../../../look/Shape.svelte';
import type { Terms } from '../../../terms/Terms';
import type { Language } from '../../../text/catalogue';
import type { Formats } from '../../../text/Formats';
import { words } from './words';

export type TimelineEvent = Body<'TimelineBody'>;

/** An event of the timeline, for people. */
export interface EventWords {
  title: string;
  /** What else it says; empty for nothing. */
  detail: string;
  shape: ShapeName;
}

/** Channels that have a word of their own; any other one stands for itself. */
export const channels = ['call', 'whatsapp', 'email', 'meeting'] as const;

export function channelWord(channel: string, language: Language): string {
  const known = channels.find((one) => one === channel);
  return known ? words[language][known] : channel;
}

/** What an event says. Types that are not known here stand for themselves, with all that they carry. */
export function eventWords(event: TimelineEvent, terms: Terms, formats: Formats, language: Language): EventWords {
  const t = words[language];
  const data = (event.data ?? {}) as Record<string, unknown>;
  const text = (name: string) => (typeof data[name] === 'string' ? data[name] : '');
  const stage = () => terms.stage(text('stage')).name[language];
  switch (event.type) {
    case 'lead.captured':
      return { title: t.wasCaptured, detail: listed(data, formats), shape: 'star' };
    case 'lead.stage_changed':
      return { title: t.wentTo(stage()), detail: text('reason'), shape: 'diamond' };
    case 'lead.rejected':
      return { title: t.wasRejected, detail: text('reason'), shape: 'cross' };
    case 'lead.recycled':
      return {
        title: text('stage') === '' ? t.wasRecycled : t.wasRecycledTo(stage()),
        detail: text('reason'),
        shape: 'clock',
      };
    case 'lead.assigned':
      return {
        title: t.wasAssigned(text('owner')),
        detail: text('team') === '' ? '' : terms.team(text('team')).name[language],
        shape: 'dot',
      };
    case 'lead.touched': {
      const channel = channelWord(text('channel'), language);
      return {
        title: data['automated'] === true ? t.automated(channel) : t.touched(channel),
        detail: outcomeWord(text('outcome'), language),
        shape: 'check',
      };
    }
    case 'lead.updated':
      return { title: t.wasUpdated, detail: listed(data, formats), shape: 'dash' };
    case 'deal.won':
      return { title: t.wasWon, detail: amount(data, formats), shape: 'star' };
    case 'deal.lost':
      return { title: t.wasLost, detail: text('reason'), shape: 'cross' };
    default:
      return { title: event.type, detail: listed(data, formats), shape: 'dash' };
  }
}

function outcomeWord(outcome: string, language: Language): string {
  const t = words[language];
  if (outcome === 'answered') return t.answered;
  return outcome === 'no_answer' ? t.noAnswer : outcome;
}

function amount(data: Record<string, unknown>, formats: Formats): string {
  const { amount, currency } = data;
  if (typeof amount !== 'number') return '';
  if (typeof currency !== 'string') return formats.number(amount, 2);
  return formats.amount(amount, currency);
}

function listed(data: Record<string, unknown>, formats: Formats): string {
  return Object.entries(data)
    .map(([name, value]) => `${name}: ${valueText(value, formats)}`)
    .join(' · ');
}

/** An attribute as people read it. */
export function valueText(value: unknown, formats: Formats): string {
  if (typeof value === 'number') return formats.number(value, 4);
  return typeof value === 'string' ? value : JSON.stringify(value);
}
