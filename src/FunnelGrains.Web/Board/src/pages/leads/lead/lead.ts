import type { Body } from '../../../api/answers';

export type LeadDetail = Body<'LeadDetailBody'>;

/** A lead's words: name and value of each attribute, in the order in which they came. */
export function entriesOf(values: LeadDetail['attributes']): [string, unknown][] {
  return Object.entries((values ?? {}) as Record<string, unknown>);
}
