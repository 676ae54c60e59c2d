import type { Body } from '../../api/answers';
import { ApiProblem } from '../../api/ApiProblem';
import { taken, type Api } from '../../api/client';

export type PlanAnswer = Body<'PlanAnswer'>;

/** What is sent; what is not typed is as the workspace measured it. */
export interface PlanQuestion {
  customers?: number;
  revenue?: number;
  marketingShare?: number;
  averageDeal?: number;
  currency?: string;
  rates?: Record<string, number>;
  period: string;
  medianDays?: number;
  capacity?: { reps: number; leadsPerRep: number };
}

type Ask = (question: PlanQuestion) => Promise<PlanAnswer>;
type Adopt = (question: PlanQuestion) => Promise<{ plan: PlanAnswer; goals: string[] }>;

/** Back-planning: how many leads for so many customers. Numbers are null while nothing is typed. */
export class Plan {
  aim = $state<'customers' | 'revenue'>('customers');
  customers = $state<number | null>(10);
  revenue = $state<number | null>(100_000);
  /** In per cent. */
  share = $state<number | null>(null);
  deal = $state<number | null>(null);
  currency = $state('BRL');
  period = $state('month');
  medianDays = $state<number | null>(null);
  reps = $state<number | null>(null);
  leadsPerRep = $state<number | null>(null);
  /** Typed conversions in per cent, by stage. */
  rates = $state<Record<string, number | null>>({});
  answer = $state.raw<PlanAnswer | null>(null);
  problem = $state.raw<ApiProblem | null>(null);
  working = $state(false);
  /** The goals that a plan was taken over as; null until it was. */
  adopted = $state.raw<string[] | null>(null);
  #asked = 0;

  constructor(
    private readonly ask: Ask,
    private readonly take: Adopt,
  ) {}

  static of(api: Api): Plan {
    return new Plan(
      (body) => taken(api.POST('/api/v1/calculate/plan', { body: body as never })),
      (body) => taken(api.POST('/api/v1/calculate/plan/adopt', { body: body as never })),
    );
  }

  get question(): PlanQuestion {
    const rates = Object.entries(this.rates).flatMap(([stage, rate]) =>
      isNumber(rate) ? [[stage, rounded(rate / 100)] as const] : [],
    );
    const byRevenue = this.aim === 'revenue';
    return {
      period: this.period,
      ...(byRevenue ? { revenue: this.revenue ?? 0 } : { customers: this.customers ?? 0 }),
      ...(byRevenue && isNumber(this.share) ? { marketingShare: rounded(this.share / 100) } : {}),
      ...(byRevenue && isNumber(this.deal) ? { averageDeal: this.deal } : {}),
      ...(byRevenue ? { currency: this.currency } : {}),
      ...(rates.length > 0 ? { rates: Object.fromEntries(rates) } : {}),
      ...(isNumber(this.medianDays) ? { medianDays: this.medianDays } : {}),
      ...(isNumber(this.reps) && isNumber(this.leadsPerRep)
        ? { capacity: { reps: this.reps, leadsPerRep: this.leadsPerRep } }
        : {}),
    };
  }

  /** An answer to an older question is dropped; the last plan stays beside a refusal. */
  async compute(question: PlanQuestion): Promise<void> {
    const asked = ++this.#asked;
    await this.#do(async () => {
      const answer = await this.ask(question);
      if (asked === this.#asked) this.answer = answer;
    });
  }

  /** Takes the numbers over as goals from the next period on. */
  async adopt(): Promise<void> {
    await this.#do(async () => {
      const { plan, goals } = await this.take(this.question);
      this.answer = plan;
      this.adopted = goals;
    });
  }

  async #do(work: () => Promise<void>): Promise<void> {
    this.working = true;
    this.adopted = null;
    try {
      await work();
      this.problem = null;
    } catch (failed) {
      if (!(failed instanceof ApiProblem)) throw failed;
      this.problem = failed;
    } finally {
      this.working = false;
    }
  }
}

/** An emptied number input is null or undefined. */
function isNumber(value: number | null | undefined): value is number {
  return typeof value === 'number' && !Number.isNaN(value);
}

/** 7 % is 0.07, not 0.07000000000000001. */
function rounded(value: number): number {
  return Number(value.toFixed(9));
}
