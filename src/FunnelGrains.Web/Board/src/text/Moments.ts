/** How one language spells instants out in one zone: for people who must know which day and hour are meant. */
export class Moments {
  readonly #made = new Map<string, Intl.DateTimeFormat>();

  /**
   * @param tag The language, such as pt-BR.
   * @param zone An IANA zone.
   */
  constructor(
    readonly tag: string,
    readonly zone: string,
  ) {}

  /** For example "terça-feira, 3 de novembro de 2026 às 14:15". */
  whole(instant: string | number): string {
    return this.#of({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', ...hour }).format(at(instant));
  }

  /** For example "ter., 3 de nov., 14:15". */
  short(instant: string | number): string {
    return this.#of({ weekday: 'short', day: 'numeric', month: 'short', ...hour }).format(at(instant));
  }

  /** For example "14:15:07": what happened within a minute has an order. */
  exact(instant: string | number): string {
    return this.#of({ day: '2-digit', month: '2-digit', year: 'numeric', ...hour, second: '2-digit' }).format(
      at(instant),
    );
  }

  /** The time of today, else day and month too: it stands in a narrow column. */
  near(instant: string | number, now: number): string {
    const date = at(instant);
    const day = this.#of({ day: '2-digit', month: '2-digit', year: 'numeric' });
    const time = this.#of(hour).format(date);
    if (day.format(date) === day.format(now)) return time;
    const sameYear = this.#of({ year: 'numeric' }).format(date) === this.#of({ year: 'numeric' }).format(now);
    return sameYear ? `${this.#of({ day: '2-digit', month: '2-digit' }).format(date)} ${time}` : day.format(date);
  }

  /** A date of the calendar, such as 2026-11-03: "3 de nov. de 2026". */
  date(date: string): string {
    return this.#of({ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(Date.parse(date));
  }

  /** The date of an instant in the zone, as 2026-11-03. */
  iso(instant: string | number): string {
    const parts = new Map(
      new Intl.DateTimeFormat('en-US', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: this.zone })
        .formatToParts(at(instant))
        .map((part) => [part.type, part.value]),
    );
    return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
  }

  /** The zone's name at that instant, for example "Horário Padrão de Brasília". */
  zoneName(instant: string | number): string {
    const part = this.#of({ timeZoneName: 'long' })
      .formatToParts(at(instant))
      .find((one) => one.type === 'timeZoneName');
    return part?.value ?? this.zone;
  }

  #of(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    const key = JSON.stringify(options);
    const known = this.#made.get(key) ?? new Intl.DateTimeFormat(this.tag, { timeZone: this.zone, ...options });
    this.#made.set(key, known);
    return known;
  }
}

const hour = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

function at(instant: string | number): number {
  return typeof instant === 'number' ? instant : Date.parse(instant);
}
