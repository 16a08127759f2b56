import { type MemberNode, parse, type ValueNode } from '@humanwhocodes/momoa';
import type { Layout } from '../adapter/artifact-format.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { alignLists } from './align-lists.ts';
import { layoutOf } from './artifact-text.ts';
import { printJson, type Style } from './print-json.ts';
import { weave } from './weave.ts';
import { type Entry, type Span, writeEntries } from './write-entries.ts';

export interface TextEdit {
  /** What the text holds. */
  readonly original: Json;
  /** What it should hold. */
  readonly edited: Json;
  /** Of the layouts a new part may have, the one where the text does not say. */
  readonly layout: Layout;
  /** The object or list of the original that one of the edited value was made from. */
  originalOf(copy: object): object | undefined;
}

/**
 * Writes a changed value into the JSON text of the one it was made from: what is the same keeps its letters, escapes and
 * spaces, and what is new looks like what stands around it.
 */
export const editText = (text: string, { original, edited, layout, originalOf }: TextEdit): string => {
  const { body: root } = parse(text, { mode: 'json', ranges: true });
  const style = styleOf(text, root, layout);

  const write = (value: Json, node: ValueNode, was: Json, margin: string | undefined): string => {
    if (value === was) return text.slice(...spanOf(node));
    if (node.type === 'Object' && isJsonObject(value) && isJsonObject(was)) return writeObject(value, node.members, was, node, margin);
    if (node.type === 'Array' && isList(value) && isList(was)) return writeList(value, node.elements, was, node, margin);
    return printJson(value, style, margin);
  };

  const writeObject = (value: JsonObject, members: readonly MemberNode[], was: JsonObject, node: ValueNode, margin?: string): string => {
    const spans = members.map((member): Span => [spanOf(member.name)[0], spanOf(member.value)[1]]);
    const names = members.map(nameOf);
    const fields = Object.entries(value).filter(([, field]) => field !== undefined);
    const has = new Set(fields.map(([name]) => name));
    // Of fields with the same name only the last one counts; the others stay as they are.
    const places = new Map(names.map((name, index) => [name, index]));
    const staying = [...members.keys()].filter((index) => has.has(names[index] as string));
    const wanted = fields.map(([name], index) => places.get(name) ?? members.length + index);
    const entries = weave(staying, wanted).map((index): Entry => {
      const member = members[index];
      if (member === undefined) {
        const [name, field] = fields[index - members.length] as [string, Json];
        return { write: (deeper) => JSON.stringify(name) + style.colon + printJson(field, style, deeper) };
      }
      const name = nameOf(member);
      if (places.get(name) !== index) return { index, write: () => text.slice(...(spans[index] as Span)) };
      const head = text.slice(spanOf(member.name)[0], spanOf(member.value)[0]);
      return { index, write: (deeper) => head + write(value[name] as Json, member.value, was[name] as Json, deeper) };
    });
    return writeEntries(spanOf(node), spans, entries, { text, style, margin });
  };

  const writeList = (
    value: readonly Json[],
    elements: readonly { readonly value: ValueNode }[],
    was: readonly Json[],
    node: ValueNode,
    margin?: string,
  ): string => {
    const partners = alignLists(was.map(tokenIn(was)), value.map(tokenIn(was, originalOf)), () => true);
    const entries = value.map((element = null, position): Entry => {
      const index = partners[position];
      const old = index === undefined ? undefined : elements[index];
      if (index === undefined || old === undefined) return { write: (deeper) => printJson(element, style, deeper) };
      return { index, write: (deeper) => write(element, old.value, was[index] as Json, deeper) };
    });
    const spans = elements.map((element) => spanOf(element.value));
    return writeEntries(spanOf(node), spans, entries, { text, style, margin });
  };

  const [start, end] = spanOf(root);
  return text.slice(0, start) + write(edited, root, original, '') + text.slice(end);
};

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** The parser gives it when it is asked for. */
const spanOf = ({ range }: { readonly range?: readonly number[] | undefined }): Span => range as unknown as Span;

const nameOf = ({ name }: MemberNode): string => (name.type === 'String' ? name.value : name.name);

/** Tells the elements of a list apart: objects and lists by which one of the original they are, anything else by value. */
const tokenIn = (
  was: readonly Json[],
  originalOf: (copy: object) => object | undefined = () => undefined,
): ((element: Json) => string | number) => {
  const places = new Map<unknown, number>(was.map((element, index) => [element, index]));
  return (element) =>
    typeof element === 'object' && element !== null
      ? (places.get(originalOf(element) ?? element) ?? 'new')
      : `${typeof element} ${element}`;
};

const styleOf = (text: string, root: ValueNode, layout: Layout): Style => {
  const { indent } = layoutOf(text, layout);
  const member = firstMember(root);
  const colon = member === undefined ? (indent === 0 ? ':' : ': ') : text.slice(spanOf(member.name)[1], spanOf(member.value)[0]);
  return {
    indent: typeof indent === 'number' ? ' '.repeat(indent) : indent,
    newline: text.includes('\r\n') ? '\r\n' : '\n',
    colon,
    comma: colon.endsWith(' ') ? ', ' : ',',
  };
};

const firstMember = (node: ValueNode): MemberNode | undefined => {
  if (node.type === 'Object') return node.members[0];
  if (node.type !== 'Array') return undefined;
  for (const { value } of node.elements) {
    const found = firstMember(value);
    if (found !== undefined) return found;
  }
  return undefined;
};
