import type { Extended } from '../../api/answers';
import { taken, type Api } from '../../api/client';
import { Resource } from '../../api/Resource.svelte';
import type { AgreementDocument, GoalTerms } from '../agreement/document';
import { termsOf } from './terms';

export type Goal = Extended<'GoalBody', 'GoalDetailBody'>;

/** The goals with where they stand, and the agreement that names what they measure. */
export class Goals {
  readonly all: Resource<Goal[]>;
  readonly agreement: Resource<AgreementDocument>;

  constructor(private readonly api: Api) {
    this.all = new Resource((signal) => taken(api.GET('/api/v1/goals', { signal })) as Promise<Goal[]>);
    this.agreement = new Resource(
      (signal) => taken(api.GET('/api/v1/agreement', { signal })) as Promise<unknown> as Promise<AgreementDocument>,
    );
  }

  /** The goals of each team that has some, in the agreement's order. */
  get byTeam(): { key: string; goals: Goal[] }[] {
    const goals = this.all.value ?? [];
    const keys = [
      ...new Set([...(this.agreement.value?.teams ?? []).map((team) => team.key), ...goals.map((goal) => goal.team)]),
    ];
    return keys
      .map((key) => ({ key, goals: goals.filter((goal) => goal.team === key) }))
      .filter((one) => one.goals.length > 0);
  }

  async put(id: string, terms: GoalTerms): Promise<void> {
    await taken(this.api.PUT('/api/v1/goals/{id}', { params: { path: { id } }, body: termsOf(terms) as never }));
  }

  async remove(id: string): Promise<void> {
    await taken(this.api.DELETE('/api/v1/goals/{id}', { params: { path: { id } } }));
  }
}
