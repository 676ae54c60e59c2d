import { expect, test } from 'vitest';
import { ApiProblem } from '../../../api/ApiProblem';
import type { Draft, Version } from '../AgreementApi';
import type { AgreementDocument } from '../document';
import { DraftDesk } from './DraftDesk.svelte';
import { KeptEdit } from './KeptEdit';

const agreement = (hours: number, scope: AgreementDocument['scope'] = 'new_clocks'): AgreementDocument => ({
  version: 0,
  inForceFrom: '1970-01-01T00:00:00Z',
  teams: [],
  stages: [],
  clauses: [
    {
      key: 'accept',
      name: { pt: 'Aceita', en: 'Accepts' },
      team: 'sales',
      start: { on: 'assigned' },
      stop: [],
      cancelWhen: [],
      target: { n: hours, unit: 'business_hours' },
      calendar: 'business',
    },
  ],
  calendars: {},
  scope,
});

/** A server with one draft that others may change. */
class Server {
  draftNow: Draft | null = null;
  refusal: ApiProblem | null = null;

  put(document: AgreementDocument): Draft {
    const revision = (this.draftNow?.revision ?? 0) + 1;
    this.draftNow = {
      revision,
      hash: `h${revision}`,
      savedAt: '',
      savedBy: 'key:a',
      signatures: [],
      missingTeams: ['marketing', 'sales'],
      agreement: document,
    };
    return this.draftNow;
  }

  versions = () => Promise.resolve([{ version: 1, status: 'in_force', agreement: agreement(4) } as unknown as Version]);
  draft = () => Promise.resolve(this.draftNow);
  compare = () => Promise.resolve([]);
  preview = () => Promise.reject(new ApiProblem(404, 'none'));
  discard = () => Promise.resolve(void (this.draftNow = null));
  save = (document: AgreementDocument, revision: number | null) => {
    if (this.refusal) return Promise.reject(this.refusal);
    if (revision !== (this.draftNow?.revision ?? null)) return Promise.reject(new ApiProblem(412, 'stale'));
    return Promise.resolve(this.put(document));
  };
  sign = (team: string) => {
    const draft = this.draftNow!;
    this.draftNow = { ...draft, missingTeams: draft.missingTeams.filter((one) => one !== team) };
    return Promise.resolve(this.draftNow);
  };
  publish = () => {
    const published = { version: 2, agreement: this.draftNow!.agreement } as unknown as Version;
    this.draftNow = null;
    return Promise.resolve(published);
  };
}

function memory() {
  const held = new Map<string, string>();
  return new KeptEdit({
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: (key) => void held.delete(key),
  });
}

async function desk(server = new Server(), kept = memory()) {
  const made = new DraftDesk(server, kept);
  await made.load();
  return made;
}

const hours = (one: DraftDesk) => one.document!.clauses[0]!.target.n;
const setHours = (one: DraftDesk, n: number) => (one.document!.clauses[0]!.target.n = n);

test('without a draft it begins with the version in force, and saving makes one', async () => {
  const one = await desk();
  expect([hours(one), one.saved, one.dirty]).toEqual([4, null, false]);
  setHours(one, 8);
  expect(one.dirty).toBe(true);
  await one.save();
  expect([hours(one), one.saved?.revision, one.dirty]).toEqual([8, 1, false]);
});

test('both teams sign and it is published', async () => {
  const one = await desk();
  setHours(one, 8);
  await one.save();
  await one.sign('marketing');
  expect(one.isSigned).toBe(false);
  await one.sign('sales');
  expect(one.isSigned).toBe(true);
  await one.publish(null);
  expect([one.published?.version, one.saved]).toEqual([2, null]);
});

test('a refusal leaves what was typed, with what is wrong by pointer', async () => {
  const server = new Server();
  const one = await desk(server);
  setHours(one, 0);
  server.refusal = new ApiProblem(422, 'no', null, { '/clauses/0/target/n': ['is not more than 0'] });
  await one.save();
  expect([hours(one), one.dirty, one.problem?.of('/clauses/0/target/n')]).toEqual([0, true, 'is not more than 0']);
});

test('somebody else saved meanwhile: nothing typed is lost, and both edits are joined', async () => {
  const server = new Server();
  const one = await desk(server);
  setHours(one, 8);
  server.put(agreement(4, 'open_clocks'));
  await one.save();
  expect([one.conflict?.theirs?.revision, one.conflict?.clashes, hours(one)]).toEqual([1, [], 8]);
  one.join();
  await one.save();
  expect([server.draftNow?.agreement.scope, hours(one), one.conflict]).toEqual(['open_clocks', 8, null]);
});

test('where both changed the same, it is told which before one of both goes on', async () => {
  const server = new Server();
  const one = await desk(server);
  setHours(one, 8);
  server.put(agreement(6));
  await one.save();
  expect(one.conflict?.clashes).toEqual(['/clauses/accept/target/n']);
  await one.yield();
  expect([hours(one), one.dirty]).toEqual([6, false]);
});

test('an edit that was not saved is there again after a reload, also where the draft moved on', async () => {
  const [server, kept] = [new Server(), memory()];
  const one = await desk(server, kept);
  setHours(one, 8);
  one.keep();
  server.put(agreement(4, 'open_clocks'));
  const again = await desk(server, kept);
  expect([hours(again), again.dirty, again.conflict?.theirs?.revision]).toEqual([8, true, 1]);
});
