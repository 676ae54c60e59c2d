/** A problem document (RFC 9457), as the server writes it. */
interface ProblemDocument {
  title?: string | null;
  detail?: string | null;
  errors?: Record<string, string[]> | null;
}

/** Why the server did not do what was asked. */
export class ApiProblem extends Error {
  /** What is wrong with each field, by its JSON pointer or the parameter's name. */
  readonly errors: Readonly<Record<string, readonly string[]>>;

  /** @param status Of the answer; 0 where none came. */
  constructor(
    readonly status: number,
    title: string,
    readonly detail: string | null = null,
    errors: Readonly<Record<string, readonly string[]>> = {},
  ) {
    super(title);
    this.errors = errors;
  }

  static of(status: number, body: unknown): ApiProblem {
    const problem = (typeof body === 'object' && body !== null ? body : {}) as ProblemDocument;
    return new ApiProblem(status, problem.title ?? `HTTP ${status}`, problem.detail ?? null, problem.errors ?? {});
  }

  /** No answer came. */
  static get unreachable(): ApiProblem {
    return new ApiProblem(0, 'unreachable');
  }

  get isUnreachable(): boolean {
    return this.status === 0 || this.status === 503;
  }

  /** What is wrong with one field; null for nothing. */
  of(pointer: string): string | null {
    return this.errors[pointer]?.join('; ') ?? null;
  }

  /** All that is said, one line each. */
  get lines(): string[] {
    const fields = Object.entries(this.errors).flatMap(([field, what]) => what.map((one) => `${field}: ${one}`));
    return fields.length > 0 ? fields : [this.detail ?? this.message];
  }
}
