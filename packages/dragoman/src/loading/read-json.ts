import { jsonProblem } from '@dragoman/core';
import { parse, type ValueNode } from '@humanwhocodes/momoa';
import type { SourcePosition, SourceReading } from './source-reading.ts';
import { readingOf, type SyntaxTree } from './syntax-tree.ts';

/** Reads JSON, strictly. */
export const readJson = (text: string): SourceReading => {
  const tree = parseTree(text);
  if (tree.kind === 'failed') return unreadable(tree);
  // The tree's parser lets some texts pass that are not JSON, such as line breaks within a string.
  const value = parseValue(text);
  return value.kind === 'failed' ? unreadable(value) : readingOf(tree.result, value.result);
};

interface Failure {
  readonly kind: 'failed';
  readonly at: SourcePosition;
  readonly reason: string;
}

const parseTree = (text: string): Failure | { readonly kind: 'done'; readonly result: SyntaxTree<ValueNode> } => {
  try {
    return { kind: 'done', result: jsonTree(parse(text, { mode: 'json' }).body, text) };
  } catch (error) {
    if (error instanceof RangeError) return { kind: 'failed', at: { line: 1, column: 1 }, reason: 'Nested too deeply' };
    // Of a text that is cut off the parser names the last token, as if that were wrong.
    if (jsonProblem(text).reason === 'It ends too early.') return { kind: 'failed', at: endOf(text), reason: 'It ends too early' };
    const { line = 1, column = 1, message = '' }: { line?: number; column?: number; message?: string } = Object(error);
    const reason = message.replace(/ found\. \(\d+:\d+\)$/, '');
    return { kind: 'failed', at: { line, column }, reason };
  }
};

const parseValue = (text: string): Failure | { readonly kind: 'done'; readonly result: unknown } => {
  try {
    return { kind: 'done', result: JSON.parse(text) };
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    // Only V8's own words are passed on, never the text it quotes.
    const [, reason = 'Unexpected text', line = '1', column = '1'] =
      /^(.*?) in JSON at position \d+ \(line (\d+) column (\d+)\)/.exec(message) ?? [];
    return { kind: 'failed', at: { line: Number(line), column: Number(column) }, reason };
  }
};

const unreadable = ({ at, reason }: Failure): SourceReading => ({
  kind: 'unreadable',
  problems: [{ code: 'not-json', at, reason: `Not valid JSON: ${reason}.`, fix: 'Correct it, or write the document as YAML.' }],
});

const endOf = (text: string): SourcePosition => {
  const lines = text.split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
};

const jsonTree = (root: ValueNode, text: string): SyntaxTree<ValueNode> => ({
  root,
  position: startOf,
  members: (node) =>
    node.type === 'Object'
      ? node.members.map(({ name, value }) => ({ key: name.type === 'String' ? name.value : name.name, position: startOf(name), value }))
      : undefined,
  items: (node) => (node.type === 'Array' ? node.elements.map(({ value }) => value) : undefined),
  spelling: (node) => (node.type === 'String' ? node.value : text.slice(node.loc.start.offset, node.loc.end.offset)),
  resolved: (node) => node,
});

const startOf = ({ loc }: Pick<ValueNode, 'loc'>): SourcePosition => ({ line: loc.start.line, column: loc.start.column });
