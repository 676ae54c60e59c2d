import { createRequire } from 'node:module';

/** The engine of the oldest televisions: webOS 5. */
export const engine = 68;

/** A node of MDN's compatibility data, as far as it is read here. */
export interface Feature {
  __compat?: { support: { chrome?: Support | Support[] } };
  [name: string]: unknown;
}

interface Support {
  version_added: string | boolean | null;
  version_removed?: string | boolean;
  prefix?: string;
  alternative_name?: string;
  partial_implementation?: boolean;
  flags?: unknown[];
}

interface Data {
  api: Record<string, Feature>;
  css: {
    properties: Record<string, Feature>;
    selectors: Record<string, Feature>;
    types: Record<string, Feature>;
    'at-rules': Record<string, Feature>;
  };
  javascript: { builtins: Record<string, Feature> };
}

export const data = createRequire(import.meta.url)('@mdn/browser-compat-data') as Data;

/** The parts of a feature that are features too. */
export function partsOf(feature: Feature | undefined): [string, Feature][] {
  if (feature === undefined) return [];
  return Object.entries(feature).filter(([name]) => !name.startsWith('__')) as [string, Feature][];
}

/** Whether the engine has it, under this name or with the prefix; undefined where the data does not say. */
export function has(feature: Feature | undefined, prefix = ''): boolean | undefined {
  const told = feature?.__compat?.support.chrome;
  if (told === undefined) return undefined;
  return [told].flat().some((support) => {
    if (support.flags !== undefined || support.alternative_name !== undefined || (support.prefix ?? '') !== prefix)
      return false;
    const [since, until] = [versionOf(support.version_added), versionOf(support.version_removed)];
    return since !== null && since <= engine && (until === null || until > engine);
  });
}

function versionOf(told: string | boolean | null | undefined): number | null {
  if (typeof told !== 'string') return told === true ? 0 : null;
  const version = Number.parseFloat(told.replace('≤', ''));
  return Number.isNaN(version) ? null : version;
}
