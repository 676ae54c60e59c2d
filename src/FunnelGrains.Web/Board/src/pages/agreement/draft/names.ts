import type { Unit } from '../document';

/** A unit's name among the texts. */
export const unitTexts = {
  business_minutes: 'business_minutes',
  business_hours: 'business_hours',
  business_days: 'business_days',
  elapsed_minutes: 'elapsed_minutes',
  elapsed_hours: 'elapsed_hours',
  elapsed_days: 'elapsed_days',
} as const satisfies Record<Unit, Unit>;
