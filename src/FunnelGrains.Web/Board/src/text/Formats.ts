/** A number cut into its figures and the small print around them: currency sign and unit. */
export interface Figures {
  before: string;
  figures: string;
  after: string;
}

/** How one language writes numbers, money and times. Times are 24-hour everywhere: their width never changes. */
export class Formats {
  readonly #numbers = new Map<string, Intl.NumberFormat>();
  readonly #dates = new Map<string, Intl.DateTimeFormat>();

  constructor(readonly tag: string) {}

  /** At most one decimal. */
  number(value: number, decimals = 1): string {
    return this.#number({ maximumFractionDigits: decimals }).format(value);
  }

  /** @param share 0 to 1. */
  percent(share: number): string {
    return this.#number({ style: 'percent', maximumFractionDigits: 0 }).format(share);
  }

  /** A count in full up to 99,999, then shortened. */
  count(value: number): Figures {
    if (Math.abs(value) < 100_000) return { before: '', figures: this.number(value), after: '' };
    return this.#cut({ notation: 'compact', maximumSignificantDigits: 4 }, value);
  }

  /** A count in full up to 9,999, then shortened: it stands in a narrow column. */
  shortCount(value: number): Figures {
    if (Math.abs(value) < 10_000) return { before: '', figures: this.number(value), after: '' };
    return this.#cut({ notation: 'compact', maximumSignificantDigits: 3 }, value);
  }

  /** An amount, shortened to what can be read across a room; not more exact than its figures. */
  money(amount: number, currency: string): Figures {
    const short = Math.abs(amount) >= 10_000;
    return this.#cut(
      {
        style: 'currency',
        currency,
        ...(short ? { notation: 'compact' as const, maximumSignificantDigits: 3 } : { maximumFractionDigits: 0 }),
      },
      amount,
    );
  }

  /** An amount in full, for example "R$ 4.490,00". */
  amount(amount: number, currency: string): string {
    return this.#number({ style: 'currency', currency }).format(amount);
  }

  /** For example 14:30 or 14:30:05. */
  time(instant: number, zone: string, seconds = false): string {
    // Chromium before 73 knows no `hourCycle`, and engines that know neither well write midnight as 24.
    const format = { hour: '2-digit', minute: '2-digit', hour12: false, timeZone: zone } as const;
    const text = this.#date(seconds ? { ...format, second: '2-digit' } : format).format(instant);
    return text.replace(/^24/, '00');
  }

  /** For example "seg., 23 de nov." */
  day(instant: number, zone: string): string {
    return this.#date({ weekday: 'short', day: 'numeric', month: 'short', timeZone: zone }).format(instant);
  }

  /** For example "segunda-feira, 30 de novembro de 2026". */
  longDay(instant: number, zone: string): string {
    return this.#date({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: zone }).format(
      instant,
    );
  }

  /** For example "30 de nov. de 2026, 10:00". */
  dateTime(instant: number, zone: string): string {
    return `${this.#date({ day: 'numeric', month: 'short', year: 'numeric', timeZone: zone }).format(instant)}, ${this.time(instant, zone)}`;
  }

  /** An ISO date, for example "30 de nov. de 2026". */
  date(date: string): string {
    return this.#date({ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(Date.parse(date));
  }

  /** Whether two instants fall on one local day. */
  isSameDay(one: number, other: number, zone: string): boolean {
    const day = this.#date({ year: 'numeric', month: '2-digit', day: '2-digit', timeZone: zone });
    return day.format(one) === day.format(other);
  }

  /** For example 23/11. */
  dayOfMonth(instant: number, zone: string): string {
    return this.#date({ day: '2-digit', month: '2-digit', timeZone: zone }).format(instant);
  }

  /** The month of an ISO date, for example "novembro". */
  month(date: string): string {
    return this.#date({ month: 'long', timeZone: 'UTC' }).format(Date.parse(date));
  }

  #number(options: Intl.NumberFormatOptions): Intl.NumberFormat {
    return cached(this.#numbers, options, () => new Intl.NumberFormat(this.tag, options));
  }

  #date(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    return cached(this.#dates, options, () => new Intl.DateTimeFormat(this.tag, options));
  }

  #cut(options: Intl.NumberFormatOptions, value: number): Figures {
    if (options.notation !== 'compact' || knowsCompact) return this.#parts(options, value);
    const { divisor, unit } = shortened(value, this.tag);
    const { notation: _notation, ...others } = options;
    const cut = this.#parts(others, value / divisor);
    return { ...cut, after: [unit, cut.after].filter(Boolean).join(' ') };
  }

  #parts(options: Intl.NumberFormatOptions, value: number): Figures {
    const parts = this.#number(options).formatToParts(value);
    const isFigure = (type: string) => ['integer', 'group', 'decimal', 'fraction', 'minusSign'].includes(type);
    const first = parts.findIndex((part) => isFigure(part.type));
    const last = parts.length - 1 - [...parts].reverse().findIndex((part) => isFigure(part.type));
    const text = (from: number, to: number) =>
      parts
        .slice(from, to)
        .map((part) => part.value)
        .join('');
    return {
      before: text(0, first).trim(),
      figures: text(first, last + 1),
      after: text(last + 1, parts.length).trim(),
    };
  }
}

/** Chromium before 77 passes over `notation`. */
const knowsCompact = 'notation' in new Intl.NumberFormat('en', { notation: 'compact' }).resolvedOptions();

/** How a large number is shortened where the engine cannot: what to divide by, and the unit that is left. */
export function shortened(value: number, tag: string): { divisor: number; unit: string } {
  const units = tag.startsWith('pt') ? ['mil', 'mi', 'bi'] : ['K', 'M', 'B'];
  const power = Math.min(3, Math.max(0, Math.floor(Math.log10(Math.max(1, Math.abs(value))) / 3)));
  return { divisor: 1000 ** power, unit: units[power - 1] ?? '' };
}

function cached<T>(map: Map<string, T>, options: object, make: () => T): T {
  const key = JSON.stringify(options);
  const known = map.get(key) ?? make();
  map.set(key, known);
  return known;
}
