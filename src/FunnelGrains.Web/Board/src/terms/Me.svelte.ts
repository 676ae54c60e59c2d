const storageKey = 'funnelgrains.me';

/** Who sits at this browser, among the owners of leads: chosen once, remembered here, and told to nobody but as the actor of what is done. */
export class Me {
  #name = $state<string | null>(null);

  constructor(private readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> = localStorage) {
    this.#name = storage.getItem(storageKey);
  }

  /** As events name the owner; null while nobody said. */
  get name(): string | null {
    return this.#name;
  }

  set name(name: string | null) {
    const clean = name?.trim() ?? '';
    this.#name = clean === '' ? null : clean;
    if (this.#name === null) this.storage.removeItem(storageKey);
    else this.storage.setItem(storageKey, this.#name);
  }
}
