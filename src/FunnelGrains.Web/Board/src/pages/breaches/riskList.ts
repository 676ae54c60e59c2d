import type { Body } from '../../api/answers';
import { taken, type Api } from '../../api/client';
import type { AskPage } from '../../list/KeysetList.svelte';
import type { BreachQuestion } from './breachView';

/** A running clock, with an id for the list: one lead may have several. */
export type Risk = Body<'RunningClockBody'> & { id: string };

const pageSize = 200;

/** Asks for what falls due next, the next first. */
export function askRisks(api: Api, question: BreachQuestion, all: boolean): AskPage<Risk> {
  const filters = Object.fromEntries(
    (['clause', 'owner', 'team'] as const).flatMap((name) => (question[name] === null ? [] : [[name, question[name]]])),
  );
  return async (cursor, signal) => {
    const show = all ? ('all' as const) : ('at_risk' as const);
    const query = { ...filters, show, limit: String(pageSize), ...(cursor === null ? {} : { cursor }) };
    const { clocks, next } = await taken(api.GET('/api/v1/at-risk', { params: { query }, signal }));
    return {
      rows: clocks.map((clock) => ({ ...clock, id: JSON.stringify([clock.lead, clock.clause, clock.startEvent]) })),
      next,
    };
  };
}
