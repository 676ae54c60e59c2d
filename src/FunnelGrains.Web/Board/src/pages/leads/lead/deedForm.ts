import type { Terms } from '../../../terms/Terms';
import type { Happening } from './RepDeeds.svelte';
import type { words } from './words';

/** What needs more than one click. */
export type FormKind = 'reject' | 'recycle' | 'assign' | 'stage';

/** What somebody filled in; empty for nothing. */
export interface DeedFields {
  reason: string;
  stage: string;
  owner: string;
  team: string;
  amount: string;
  currency: string;
}

type Missing = Extract<keyof typeof words.pt, `${string}Missing` | 'amountWrong'>;

/** What is wrong with each field: the name of a text. */
export type FieldErrors = Partial<Record<keyof DeedFields, Missing>>;

export const noFields: DeedFields = { reason: '', stage: '', owner: '', team: '', amount: '', currency: 'BRL' };

/** The event that a form says, or what is missing in it. */
export function happeningOf(kind: FormKind, fields: DeedFields, terms: Terms): Happening | FieldErrors {
  const reason = fields.reason.trim();
  const withReason = reason === '' ? {} : { reason };
  switch (kind) {
    case 'reject':
      return reason === '' ? { reason: 'reasonMissing' } : { type: 'lead.rejected', data: { reason } };
    case 'recycle':
      if (reason === '') return { reason: 'reasonMissing' };
      return { type: 'lead.recycled', data: { reason, ...(fields.stage === '' ? {} : { stage: fields.stage }) } };
    case 'assign': {
      const owner = fields.owner.trim();
      if (owner === '') return { owner: 'ownerMissing' };
      return { type: 'lead.assigned', data: { owner, ...(fields.team === '' ? {} : { team: fields.team }) } };
    }
    case 'stage':
      if (fields.stage === '') return { stage: 'stageMissing' };
      return changeOf(fields, withReason, terms);
  }
}

/** A way out of the funnel is an event of its own; a win may have an amount. */
function changeOf(fields: DeedFields, withReason: object, terms: Terms): Happening | FieldErrors {
  switch (terms.stage(fields.stage).kind) {
    case 'won': {
      if (fields.amount.trim() === '') return { type: 'deal.won', data: {} };
      const amount = amountOf(fields.amount);
      return amount === null
        ? { amount: 'amountWrong' }
        : { type: 'deal.won', data: { amount, currency: fields.currency } };
    }
    case 'lost':
      return 'reason' in withReason ? { type: 'deal.lost', data: withReason } : { reason: 'reasonMissing' };
    case 'rejected':
      return 'reason' in withReason ? { type: 'lead.rejected', data: withReason } : { reason: 'reasonMissing' };
    case 'open':
      return { type: 'lead.stage_changed', data: { stage: fields.stage, ...withReason } };
  }
}

export function isHappening(said: Happening | FieldErrors): said is Happening {
  return 'type' in said;
}

/** An amount as people write it in either language: the last comma or point with one or two figures behind it is the decimal one. Null for none above zero. */
export function amountOf(text: string): number | null {
  const plain = text.replace(/[\s\u00a0]/g, '');
  const parts = /^(\d[\d.,]*?)(?:[.,](\d{1,2}))?$/.exec(plain);
  if (!parts) return null;
  const whole = parts[1]!;
  if (/[.,]/.test(whole) && !/^\d{1,3}([.,])\d{3}(\1\d{3})*$/.test(whole)) return null;
  const amount = Number(`${whole.replace(/[.,]/g, '')}.${parts[2] ?? '0'}`);
  return amount > 0 && Number.isFinite(amount) ? amount : null;
}
