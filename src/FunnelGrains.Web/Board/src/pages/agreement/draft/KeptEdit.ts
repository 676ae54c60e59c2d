import type { AgreementDocument } from '../document';

/** An edit that is not saved. */
export interface Edit {
  /** What it began with. */
  base: AgreementDocument;
  document: AgreementDocument;
  /** Of the draft that it began with; null for none. */
  revision: number | null;
}

const key = 'funnelgrains.draft';

/** Keeps an unsaved edit of this tab through going to another page and reloading. */
export class KeptEdit {
  constructor(private readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> = sessionStorage) {}

  read(): Edit | null {
    try {
      const text = this.storage.getItem(key);
      return text === null ? null : (JSON.parse(text) as Edit);
    } catch {
      return null;
    }
  }

  write(edit: Edit): void {
    try {
      this.storage.setItem(key, JSON.stringify(edit));
    } catch {
      // Full or forbidden: the edit lives in this page alone then.
    }
  }

  forget(): void {
    this.storage.removeItem(key);
  }
}
