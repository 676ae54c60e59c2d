import { createHash } from 'node:crypto';
import { parse, type Node } from 'acorn';
import { ancestor } from 'acorn-walk';

type Named = Node & { name: string };
type Element = Node & { key?: Named };
type Class = Node & { body: { body: Element[] } };

/**
 * Gives private members of classes ordinary names. The engine knows no private names, and what would stand in for them, a WeakMap for each, has a table that grows with every object that
 * is made between two collections of garbage; Svelte makes one with a dozen private members for every change of the page.
 * @param module Its name: a member of the same name in a derived class of another module stays another member.
 * @returns Null where there are none.
 */
export function withoutPrivateNames(code: string, module: string): string | null {
  if (!/#[\w$]/.test(code)) return null;
  const changes: { from: number; to: number; text: string }[] = [];
  const change = (node: Node, path: readonly Node[], as = (name: string) => name) => {
    const { name } = node as Named;
    const owner = [...path].reverse().find((outer) => declares(outer, name))!;
    changes.push({ from: node.start, to: node.end, text: as(`_${name}_${mark(module, owner.start)}`) });
  };
  const element = (node: Node, _: unknown, path: Node[]) => {
    const { key } = node as Element;
    if (key?.type === 'PrivateIdentifier') change(key, path);
  };
  ancestor(parse(code, { ecmaVersion: 'latest', sourceType: 'module' }), {
    PropertyDefinition: element,
    MethodDefinition: element,
    MemberExpression(node: Node, _: unknown, path: Node[]) {
      const { property } = node as Node & { property: Node };
      if (property.type === 'PrivateIdentifier') change(property, path);
    },
    BinaryExpression(node: Node, _: unknown, path: Node[]) {
      const { left } = node as Node & { left: Node };
      if (left.type === 'PrivateIdentifier') change(left, path, (name) => `'${name}'`);
    },
  });
  if (changes.length === 0) return null;
  changes.sort((a, b) => b.from - a.from);
  return changes.reduce((text, { from, to, text: by }) => text.slice(0, from) + by + text.slice(to), code);
}

function declares(node: Node, name: string): boolean {
  if (node.type !== 'ClassDeclaration' && node.type !== 'ClassExpression') return false;
  return (node as Class).body.body.some(({ key }) => key?.type === 'PrivateIdentifier' && key.name === name);
}

function mark(module: string, place: number): string {
  return createHash('sha256').update(`${module}:${place}`).digest('hex').slice(0, 4);
}
