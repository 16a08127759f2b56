import type { Layout } from '../adapter/artifact-format.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { alignLists } from './align-lists.ts';
import { layoutOf } from './artifact-text.ts';
import { type JsonSpans, jsonSpans, type Span } from './json-spans.ts';
import { printJson, type Style } from './print-json.ts';
import { weave } from './weave.ts';
import { type Entry, writeEntries } from './write-entries.ts';

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
  const spans = jsonSpans(text);
  const style = styleOf(text, spans, layout);

  const write = (value: Json, at: number, was: Json, margin: string | undefined): string => {
    if (value === was) return text.slice(...spans.spanOf(at));
    if (isJsonObject(value) && isJsonObject(was)) return writeObject(value, at, was, margin);
    if (isList(value) && isList(was)) return writeList(value, at, was, margin);
    return printJson(value, style, margin);
  };

  const writeObject = (value: JsonObject, at: number, was: JsonObject, margin: string | undefined): string => {
    const members = spans.childrenOf(at);
    const memberSpans = members.map((member): Span => [spans.nameSpanOf(member)[0], spans.spanOf(member)[1]]);
    const names = members.map((member): string => JSON.parse(text.slice(...spans.nameSpanOf(member))));
    const fields = Object.entries(value).filter(([, field]) => field !== undefined);
    const has = new Set(fields.map(([name]) => name));
    // Of fields with the same name only the last one counts; the others stay as they are.
    const places = new Map(names.map((name, index) => [name, index]));
    const staying = [...members.keys()].filter((index) => has.has(names[index] as string));
    const wanted = fields.map(([name], index) => places.get(name) ?? members.length + index);
    const entries = weave(staying, wanted).map((index): Entry => {
      const [member, name] = [members[index], names[index]];
      if (member === undefined || name === undefined) {
        const [added, field] = fields[index - members.length] as [string, Json];
        return { write: (deeper) => JSON.stringify(added) + style.colon + printJson(field, style, deeper) };
      }
      if (places.get(name) !== index) return { index, write: () => text.slice(...(memberSpans[index] as Span)) };
      const head = text.slice(spans.nameSpanOf(member)[0], spans.spanOf(member)[0]);
      return { index, write: (deeper) => head + write(value[name] as Json, member, was[name] as Json, deeper) };
    });
    return writeEntries(spans.spanOf(at), memberSpans, entries, { text, style, margin });
  };

  const writeList = (value: readonly Json[], at: number, was: readonly Json[], margin: string | undefined): string => {
    const elements = spans.childrenOf(at);
    const partners = alignLists(was.map(tokenIn(was)), value.map(tokenIn(was, originalOf)), () => true);
    const entries = value.map((element = null, position): Entry => {
      const index = partners[position];
      const old = index === undefined ? undefined : elements[index];
      if (index === undefined || old === undefined) return { write: (deeper) => printJson(element, style, deeper) };
      return { index, write: (deeper) => write(element, old, was[index] as Json, deeper) };
    });
    return writeEntries(spans.spanOf(at), elements.map(spans.spanOf), entries, { text, style, margin });
  };

  const [start, end] = spans.spanOf(root);
  return text.slice(0, start) + write(edited, root, original, '') + text.slice(end);
};

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** Where the values of the text begin. */
const root = 0;

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

const styleOf = (text: string, spans: JsonSpans, layout: Layout): Style => {
  const { indent } = layoutOf(text, layout);
  const member = firstMember(spans, root);
  const colon = member === undefined ? (indent === 0 ? ':' : ': ') : text.slice(spans.nameSpanOf(member)[1], spans.spanOf(member)[0]);
  return {
    indent: typeof indent === 'number' ? ' '.repeat(indent) : indent,
    newline: text.includes('\r\n') ? '\r\n' : '\n',
    colon,
    comma: colon.endsWith(' ') ? ', ' : ',',
  };
};

const firstMember = (spans: JsonSpans, value: number): number | undefined => {
  for (const child of spans.childrenOf(value)) {
    const [from, to] = spans.nameSpanOf(child);
    const found = from < to ? child : firstMember(spans, child);
    if (found !== undefined) return found;
  }
  return undefined;
};
