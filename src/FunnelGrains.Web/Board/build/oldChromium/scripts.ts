import { parse, type Node } from 'acorn';
import { ancestor, simple } from 'acorn-walk';
import { data, has, partsOf, type Feature } from './known.ts';

/** ES2019 is all of it that Chromium 68 has: it lacks what came with 2020 but for two things that are not used here. */
const syntax = 2019;

const globals = new Set<string>();
const statics = new Set<string>();
const members = new Map<string, boolean>();

/** Names that interfaces have too, and which are something else here. */
const ours: Record<string, string> = {
  mid: 'of a forecast',
  node: 'of an effect of Svelte',
  createPolicy: 'Svelte asks for trusted types first',
};

const languageTypes = [
  ...Object.entries(data.javascript.builtins),
  ...partsOf(data.javascript.builtins['Intl']).filter(([name]) => /^[A-Z]/.test(name)),
];

for (const [name, feature] of [...languageTypes, ...Object.entries(data.api)]) {
  if (has(feature) === false && name in globalNames()) globals.add(name);
  for (const [part, about] of partsOf(feature)) {
    const known = has(about);
    if (known === undefined) continue;
    const member = part.replace(/_static$/, '');
    if (!known && part.endsWith('_static')) statics.add(`${name}.${member}`);
    else if (!known && isStatic(about)) statics.add(`${name}.${member}`);
    // A name that any object had then is none to complain about: whose it is here nobody can say.
    members.set(member, (members.get(member) ?? false) || known);
  }
}
for (const [name, about] of partsOf(data.api['Window']))
  if (has(about) === false && !(name in data.api)) globals.add(name);
globals.add('globalThis');

/** What stands in the global scope: types of `Intl` do not. */
function globalNames(): Record<string, Feature> {
  return { ...data.api, ...data.javascript.builtins };
}

/** The data do not tell static methods of the language from others; these are. */
function isStatic(feature: Feature): boolean {
  const address = (feature.__compat as { spec_url?: string | string[] } | undefined)?.spec_url;
  return [address ?? '']
    .flat()
    .some((url) =>
      /#sec-(object|promise|array|string|number|math|json|intl|symbol|atomics|regexp|map|error)\./.test(url),
    );
}

/**
 * What a script needs that the engine does not have.
 * @param polyfilled Names that are added where they are missing.
 */
export function scriptFindings(code: string, polyfilled: ReadonlySet<string>): string[] {
  let program: Node;
  try {
    program = parse(code, { ecmaVersion: syntax, sourceType: 'module' });
  } catch (error) {
    const at = (error as { pos?: number }).pos ?? 0;
    return [`syntax: ${(error as Error).message} near ${JSON.stringify(code.slice(Math.max(0, at - 40), at + 60))}`];
  }

  const { declared, defined, asked } = namesIn(program);
  const found = new Set<string>();
  const free = (name: string) => !declared.has(name) && !polyfilled.has(name) && !asked.has(name);
  ancestor(program, {
    Identifier(node: Node) {
      const { name } = node as Node & { name: string };
      if (globals.has(name) && free(name)) found.add(`global: ${name}`);
    },
    MemberExpression(node: Node) {
      const { object, property, computed } = node as Node & { object: Node; property: Node; computed: boolean };
      const name = nameOf(property, computed);
      if (name === null || polyfilled.has(name) || asked.has(name)) return;
      const owner = nameOf(object, false);
      if (owner !== null && !declared.has(owner)) {
        if (statics.has(`${owner}.${name}`)) found.add(`method: ${owner}.${name}`);
        if (['window', 'self', 'globalThis'].includes(owner) && globals.has(name)) found.add(`global: ${name}`);
      }
      if (members.get(name) === false && !defined.has(name) && !(name in ours)) found.add(`method: .${name}`);
    },
  });
  return [...found].sort();
}

/** Names that the script gives to something of its own, and those that it asks about before it uses them. */
function namesIn(program: Node): { declared: Set<string>; defined: Set<string>; asked: Set<string> } {
  const [declared, defined, asked] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const note = (pattern: Node | null) => {
    if (pattern === null) return;
    const { type } = pattern;
    const parts = pattern as Node & Record<string, unknown>;
    if (type === 'Identifier') declared.add(parts['name'] as string);
    else if (type === 'ObjectPattern')
      for (const p of parts['properties'] as Node[])
        note(
          (p as Node & { value?: Node; argument?: Node }).value ?? (p as Node & { argument?: Node }).argument ?? null,
        );
    else if (type === 'ArrayPattern') for (const e of parts['elements'] as (Node | null)[]) note(e);
    else if (type === 'AssignmentPattern') note(parts['left'] as Node);
    else if (type === 'RestElement') note(parts['argument'] as Node);
  };
  const key = (node: Node) => {
    const { key: name, computed } = node as Node & { key: Node; computed: boolean };
    const text = nameOf(name, computed);
    if (text !== null) defined.add(text);
  };
  const made = (node: Node) => {
    const { id, params } = node as Node & { id: Node | null; params: Node[] };
    note(id);
    params.forEach(note);
  };
  simple(program, {
    VariableDeclarator: (node: Node) => note((node as Node & { id: Node }).id),
    Function: made,
    Class: (node: Node) => note((node as Node & { id: Node | null }).id),
    CatchClause: (node: Node) => note((node as Node & { param: Node | null }).param),
    Property: key,
    MethodDefinition: key,
    UnaryExpression(node: Node) {
      const { operator, argument } = node as Node & { operator: string; argument: Node };
      const name = nameOf(argument, false);
      if (operator === 'typeof' && name !== null) asked.add(name);
    },
    AssignmentExpression(node: Node) {
      const { left } = node as Node & { left: Node & { property?: Node; computed?: boolean } };
      const name =
        left.type === 'MemberExpression' && left.property ? nameOf(left.property, left.computed ?? false) : null;
      if (name !== null) defined.add(name);
    },
  });
  return { declared, defined, asked };
}

function nameOf(node: Node, computed: boolean): string | null {
  const { type, name, value } = node as Node & { name?: string; value?: unknown };
  if (type === 'Identifier' && !computed) return name ?? null;
  return type === 'Literal' && typeof value === 'string' ? value : null;
}
