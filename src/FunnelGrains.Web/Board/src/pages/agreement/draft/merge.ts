/** Two edits of one document, joined. */
export interface Merged<T> {
  value: T;
  /** JSON pointers of what both changed, differently: there `mine` stands. */
  clashes: string[];
}

type Json = unknown;
type Keyed = { key: string };

/** Joins what two people made of the same document: parts are matched by their keys, and what only one of them changed is taken from him. */
export function merge<T>(base: T, mine: T, theirs: T): Merged<T> {
  const clashes: string[] = [];
  return { value: joined(base, mine, theirs, '', clashes) as T, clashes };
}

function joined(base: Json, mine: Json, theirs: Json, at: string, clashes: string[]): Json {
  if (same(mine, theirs) || same(base, theirs)) return mine;
  if (same(base, mine)) return theirs;
  if (isList(base) && isList(mine) && isList(theirs)) return joinedLists(base, mine, theirs, at, clashes);
  if (isObject(base) && isObject(mine) && isObject(theirs)) {
    const names = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
    const members = names.map(
      (name) => [name, joined(base[name], mine[name], theirs[name], `${at}/${name}`, clashes)] as const,
    );
    return Object.fromEntries(members.filter(([, value]) => value !== undefined));
  }
  clashes.push(at);
  return mine;
}

/** In the order of mine; what they added comes after. */
function joinedLists(base: Keyed[], mine: Keyed[], theirs: Keyed[], at: string, clashes: string[]): Json[] {
  const find = (list: Keyed[], key: string) => list.find((one) => one.key === key);
  const keys = [...mine, ...theirs.filter((one) => !find(mine, one.key))].map((one) => one.key);
  return keys
    .map((key) => joined(find(base, key), find(mine, key), find(theirs, key), `${at}/${key}`, clashes))
    .filter((one) => one !== undefined);
}

function same(one: Json, other: Json): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function isList(value: Json): value is Keyed[] {
  return Array.isArray(value) && value.every((one) => isObject(one) && typeof one['key'] === 'string');
}

function isObject(value: Json): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
