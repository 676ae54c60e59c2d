import type { Body, Extended } from '../../api/answers';
import { taken, type Api } from '../../api/client';
import { Resource } from '../../api/Resource.svelte';

export type MeetingEntry = Body<'MeetingBody'>;
export type MeetingDetail = Extended<'MeetingBody', 'MeetingDetailBody'>;
export type Figures = Body<'MeetingFiguresBody'>;
export type Decision = Body<'DecisionBody'>;
export type DecisionTerms = { text: string; owner?: string; due?: string; status?: string };

/** How often a meeting is read again while its figures are taken, in milliseconds. */
const patience = 2_000;

/** One meeting: its figures stand still, its decisions and notes are written down. */
export class Meeting {
  readonly read: Resource<MeetingDetail>;

  constructor(
    private readonly api: Api,
    private readonly id: string,
  ) {
    this.read = new Resource(
      (signal) =>
        taken(api.GET('/api/v1/meetings/{id}', { params: { path: { id } }, signal })) as Promise<MeetingDetail>,
    );
  }

  /** Reads it now and until its figures are there. */
  follow(): () => void {
    void this.read.load();
    const asking = setInterval(() => this.read.value?.state === 'due' && void this.read.load(), patience);
    return () => clearInterval(asking);
  }

  async decide(terms: DecisionTerms): Promise<void> {
    await taken(
      this.api.POST('/api/v1/meetings/{id}/decisions', {
        params: { path: { id: this.id } },
        body: sent(terms) as never,
      }),
    );
    await this.read.load();
  }

  /** Changes a decision, at the meeting that made it. */
  async change(decision: Decision, terms: DecisionTerms): Promise<void> {
    const path = { id: decision.meeting, decision: decision.id };
    await taken(
      this.api.PUT('/api/v1/meetings/{id}/decisions/{decision}', { params: { path }, body: sent(terms) as never }),
    );
    await this.read.load();
  }

  async note(text: string): Promise<void> {
    await taken(this.api.PUT('/api/v1/meetings/{id}/notes', { params: { path: { id: this.id } }, body: { text } }));
    await this.read.load();
  }
}

/** Calls a meeting: its figures are of now, or follow within seconds. */
export function callMeeting(api: Api, kind: string, name: string): Promise<MeetingEntry> {
  const body = { kind, ...(name === '' ? {} : { name }) };
  return taken(api.POST('/api/v1/meetings', { body: body as never })) as Promise<unknown> as Promise<MeetingEntry>;
}

/** What of a decision is set. */
export function termsOf(decision: Decision): DecisionTerms {
  const { text, owner, due, status } = decision;
  return { text, ...(owner ? { owner } : {}), ...(due ? { due } : {}), status };
}

/** What is empty is not sent: it is taken away. */
function sent({ text, owner, due, status }: DecisionTerms): DecisionTerms {
  return { text, ...(owner ? { owner } : {}), ...(due ? { due } : {}), ...(status ? { status } : {}) };
}
