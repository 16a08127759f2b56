import { parsePointer } from '@dragoman/core';
import type { SourcePosition, SourceProblem, SourceReading } from './source-reading.ts';

/** How to walk the syntax tree of one format. */
export interface SyntaxTree<Node> {
  readonly root: Node;
  position(node: Node): SourcePosition;
  /** The entries of a map; undefined for anything else. */
  members(node: Node): readonly Member<Node>[] | undefined;
  /** The elements of a list; undefined for anything else. */
  items(node: Node): readonly Node[] | undefined;
  /** A scalar as it is spelled. */
  spelling(node: Node): string;
  /** What a node stands for that stands for another one. */
  resolved(node: Node): Node;
}

export interface Member<Node> {
  readonly key: string;
  readonly position: SourcePosition;
  readonly value: Node;
}

/** The reading of a text whose tree is known: refused when its keys are. */
export const readingOf = <Node>(tree: SyntaxTree<Node>, value: unknown): SourceReading => {
  const problems = keyProblems(tree);
  if (problems.length > 0) return { kind: 'unreadable', problems };
  return { kind: 'read', value, spelled: () => spelledIn(tree, tree.root), locate: (pointer) => positionOf(tree, pointer) };
};

/** Follows a JSON pointer as far as it goes. A value is pointed at where it stands, a map or list at its key. */
const positionOf = <Node>(tree: SyntaxTree<Node>, pointer: string): SourcePosition => {
  let node = tree.root;
  let position = tree.position(node);
  for (const segment of parsePointer(pointer)) {
    const member = tree.members(node)?.find(({ key }) => key === segment);
    const next = member?.value ?? (/^\d+$/.test(segment) ? tree.items(node)?.[Number(segment)] : undefined);
    if (next === undefined) break;
    const isNested = tree.members(next) !== undefined || tree.items(next) !== undefined;
    node = next;
    position = isNested && member !== undefined ? member.position : tree.position(next);
  }
  return position;
};

const spelledIn = <Node>(tree: SyntaxTree<Node>, written: Node): unknown => {
  const node = tree.resolved(written);
  const members = tree.members(node);
  if (members !== undefined) return Object.fromEntries(members.map(({ key, value }) => [key, spelledIn(tree, value)]));
  return tree.items(node)?.map((item) => spelledIn(tree, item)) ?? tree.spelling(node);
};

/** Keys that stand twice in a map, and keys with which a document could reach into JavaScript's own objects. */
const keyProblems = <Node>(tree: SyntaxTree<Node>): readonly SourceProblem[] => {
  const problems: SourceProblem[] = [];
  const open = [tree.root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const members = tree.members(node) ?? [];
    problems.push(...membersProblems(members));
    open.push(...members.map(({ value }) => value).reverse(), ...(tree.items(node) ?? []).toReversed());
  }
  return problems;
};

const membersProblems = <Node>(members: readonly Member<Node>[]): readonly SourceProblem[] => {
  const lines = new Map<string, number>();
  return members.flatMap(({ key, position }): readonly SourceProblem[] => {
    const line = lines.get(key);
    lines.set(key, line ?? position.line);
    if (refusedKeys.has(key)) {
      return [{ code: 'refused-key', at: position, reason: `The key "${key}" is not allowed.`, fix: 'Use another name.' }];
    }
    if (line === undefined) return [];
    const reason = `The key "${key}" stands twice in the same place, first in line ${line}.`;
    return [{ code: 'duplicate-key', at: position, reason, fix: 'Remove or rename one of the two.' }];
  });
};

const refusedKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
