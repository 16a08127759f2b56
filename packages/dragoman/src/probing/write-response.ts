import type { Json } from '@dragoman/core';
import { isCollection, isMap, isNode, isPair, isScalar, type Node, type Pair, parseDocument, stringify, type YAMLMap } from 'yaml';

/**
 * Writes fields into the response of an integration, in the YAML or JSON text of a bot, and leaves every other letter as it
 * is. Undefined where the text has no such response to write into, such as behind an alias.
 */
export const writeResponse = (source: string, integration: number, fields: { readonly [name: string]: Json }): string | undefined => {
  const document = parseDocument(source, { schema: 'failsafe', uniqueKeys: false });
  const response = document.getIn(['integrations', integration, 'response'], true);
  if (!isMap<Node, Node>(response) || response.items.length === 0) return undefined;
  const edits = Object.entries(fields).map(([name, value]) => editOf(source, response, name, value));
  // From the end; of what goes to one place, the last first.
  return edits
    .toReversed()
    .toSorted((left, right) => right.from - left.from)
    .reduce((text, { from, to, put }) => text.slice(0, from) + put + text.slice(to), source);
};

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly put: string;
}

const editOf = (source: string, map: YAMLMap<Node, Node>, name: string, value: Json): Edit => {
  const write = writerOf(source, map);
  const there = map.items.find(({ key }) => isScalar(key) && key.value === name);
  if (there !== undefined) return { from: startOf(there), to: endOfPair(source, there), put: write(name, value) };
  const last = map.items.at(-1) as Pair<Node, Node>;
  const at = endOfPair(source, last);
  return { from: at, to: at, put: separatorOf(source, map) + write(name, value) };
};

/** What stands between two fields. */
const separatorOf = (source: string, map: YAMLMap<Node, Node>): string => {
  const lines = newline(source) + margin(source, map);
  if (map.flow !== true) return lines;
  return isOnLines(source, map) ? `,${lines}` : ', ';
};

/** A field as its map writes fields: in lines, or as JSON, which is YAML between braces. */
const writerOf = (source: string, map: YAMLMap<Node, Node>): ((name: string, value: Json) => string) => {
  const indented = (text: string): string => text.replaceAll('\n', newline(source) + margin(source, map));
  if (map.flow !== true) {
    return (name, value) => indented(stringify({ [name]: value }, { lineWidth: 0, aliasDuplicateObjects: false }).trimEnd());
  }
  const space = isOnLines(source, map) ? 2 : undefined;
  return (name, value) => `${JSON.stringify(name)}: ${indented(JSON.stringify(value, null, space))}`;
};

/** Whether a map between braces has its fields on lines of their own. */
const isOnLines = (source: string, map: YAMLMap<Node, Node>): boolean =>
  source.slice(map.range?.[0] ?? 0, startOf(map.items[0] as Pair<Node, Node>)).includes('\n');

/** What stands before the first field on its line. */
const margin = (source: string, map: YAMLMap<Node, Node>): string => {
  const start = startOf(map.items[0] as Pair<Node, Node>);
  const line = source.slice(source.lastIndexOf('\n', start - 1) + 1, start);
  return /^\s*$/.test(line) ? line : ' '.repeat(line.length);
};

const newline = (source: string): string => (source.includes('\r\n') ? '\r\n' : '\n');

const startOf = ({ key }: Pair<Node, Node>): number => key.range?.[0] ?? 0;

const endOfPair = (source: string, { key, value }: Pair<Node, Node>): number => {
  const start = key.range?.[0] ?? 0;
  const end = value === null ? (key.range?.[1] ?? start) : endOf(value);
  return start + source.slice(start, end).trimEnd().length;
};

/** Where what is written of a node ends: the range of a block goes on over comments behind it. */
const endOf = (node: Node): number => {
  const last: unknown = isCollection(node) && node.flow !== true ? node.items.at(-1) : undefined;
  const inner = isPair(last) ? (last.value ?? last.key) : last;
  return isNode(inner) ? endOf(inner) : (node.range?.[1] ?? 0);
};
