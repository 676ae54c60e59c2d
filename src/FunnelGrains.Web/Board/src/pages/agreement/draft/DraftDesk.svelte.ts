import { ApiProblem } from '../../../api/ApiProblem';
import type { AgreementApi, Change, Draft, Preview, Version } from '../AgreementApi';
import type { AgreementDocument, Scope } from '../document';
import type { KeptEdit } from './KeptEdit';
import { merge } from './merge';

/** What somebody else did to the draft while it was edited here. */
export interface Conflict {
  /** Their draft; null where it was thrown away or published. */
  theirs: Draft | null;
  /** What both changed, differently. */
  clashes: string[];
}

type Calls = Pick<AgreementApi, 'versions' | 'draft' | 'save' | 'discard' | 'compare' | 'preview' | 'sign' | 'publish'>;

/** The draft on its way: edited here, saved, compared, signed by each team, published. What was typed is never lost to a refusal. */
export class DraftDesk {
  /** The document as it is edited; null before it is loaded. */
  document = $state<AgreementDocument | null>(null);
  /** The draft as the server has it; null where there is none. */
  saved = $state.raw<Draft | null>(null);
  inForce = $state.raw<Version | null>(null);
  changes = $state.raw<Change[]>([]);
  preview = $state.raw<Preview | null>(null);
  published = $state.raw<Version | null>(null);
  conflict = $state.raw<Conflict | null>(null);
  problem = $state.raw<ApiProblem | null>(null);
  busy = $state(false);
  /** What the edit began with. */
  #base = $state.raw<AgreementDocument | null>(null);

  constructor(
    private readonly api: Calls,
    private readonly kept: KeptEdit,
  ) {}

  /** Whether something is typed that is not saved. */
  readonly dirty = $derived.by(() => this.document !== null && text(this.document) !== text(this.#base));

  get isSigned(): boolean {
    return this.saved !== null && this.saved.missingTeams.length === 0;
  }

  async load(): Promise<void> {
    await this.#do(async () => {
      const [versions, draft] = await Promise.all([this.api.versions(), this.api.draft()]);
      this.inForce = versions.find((version) => version.status === 'in_force') ?? null;
      const newest = versions[0]?.agreement;
      this.#begin(draft, draft?.agreement ?? newest ?? null);
      const kept = this.kept.read();
      if (kept && this.document && text(kept.document) !== text(this.document)) {
        this.#base = kept.base;
        this.document = kept.document;
        if (kept.revision !== (draft?.revision ?? null)) this.#clash(draft);
      }
      await this.#compare();
    });
  }

  /** Notes what is typed, so that leaving the page loses nothing. */
  keep(): void {
    if (this.document === null || this.#base === null) return;
    if (this.dirty)
      this.kept.write({ base: this.#base, document: copy(this.document), revision: this.saved?.revision ?? null });
    else this.kept.forget();
  }

  /** Saves what is typed as the draft. */
  async save(): Promise<void> {
    await this.#do(async () => {
      try {
        const draft = await this.api.save(copy(this.document!), this.saved?.revision ?? null);
        this.kept.forget();
        this.#begin(draft, draft.agreement);
        await this.#compare();
      } catch (failed) {
        if (!(failed instanceof ApiProblem) || (failed.status !== 412 && failed.status !== 409)) throw failed;
        this.#clash(await this.api.draft());
      }
    });
  }

  /** Goes on with both edits joined; where both differ, with mine. */
  join(): void {
    const { theirs } = this.conflict!;
    const other = theirs?.agreement ?? this.inForce?.agreement ?? this.#base!;
    this.document = merge(this.#base!, copy(this.document!), other).value;
    this.#base = other;
    this.saved = theirs;
    this.conflict = null;
    this.keep();
  }

  /** Goes on with theirs; what was typed here goes. */
  async yield(): Promise<void> {
    this.kept.forget();
    this.conflict = null;
    await this.load();
  }

  /** What is typed goes; the saved draft stays. */
  undo(): void {
    this.document = this.#base === null ? null : copy(this.#base);
    this.problem = null;
    this.kept.forget();
  }

  async discard(): Promise<void> {
    await this.#do(async () => {
      await this.api.discard(this.saved!.revision);
      this.kept.forget();
      this.#begin(null, this.inForce?.agreement ?? null);
      this.changes = [];
    });
  }

  async sign(team: string): Promise<void> {
    await this.#do(async () => {
      this.saved = await this.api.sign(team, this.saved!.hash);
    });
  }

  /** @param inForceFrom ISO; null for as soon as can be. */
  async publish(inForceFrom: string | null): Promise<void> {
    await this.#do(async () => {
      this.published = await this.api.publish(this.saved!.hash, inForceFrom);
      this.#begin(null, this.published.agreement);
      this.changes = [];
    });
  }

  async look(scope: Scope, inForceFrom: string | null): Promise<void> {
    await this.#do(async () => {
      this.preview = await this.api.preview(scope, inForceFrom);
    });
  }

  #begin(draft: Draft | null, document: AgreementDocument | null): void {
    this.saved = draft;
    this.#base = document;
    this.document = document === null ? null : copy(document);
    this.conflict = null;
    this.preview = null;
  }

  #clash(theirs: Draft | null): void {
    const other = theirs?.agreement ?? this.inForce?.agreement ?? this.#base!;
    this.conflict = { theirs, clashes: merge(this.#base!, copy(this.document!), other).clashes };
  }

  async #compare(): Promise<void> {
    this.changes = this.saved === null ? [] : await this.api.compare();
  }

  async #do(work: () => Promise<void>): Promise<void> {
    this.busy = true;
    try {
      await work();
      this.problem = null;
    } catch (failed) {
      if (!(failed instanceof ApiProblem)) throw failed;
      this.problem = failed;
    } finally {
      this.busy = false;
    }
  }
}

function copy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** Numbers and instants of the versions are the server's to set. */
function text(document: AgreementDocument | null): string {
  return JSON.stringify({ ...document, version: 0, inForceFrom: '' });
}
