import { JSONPathEnvironment, JSONPathError, JSONPathNode, JSONPathNodeList, jsonpath, type JSONPathQuery as ParsedQuery } from 'json-p3';
import type { JsonPath } from '../document/template.ts';
import { DragomanError, isDragomanError } from '../dragoman-error.ts';
import { isJsonObject, type Json } from '../json.ts';
import { iRegexpMatch, iRegexpSearch } from './i-regexp.ts';

/** A JSONPath (RFC 9535) ready to be applied again and again. */
export interface JsonPathQuery {
  /** Whether it selects at most one value, whatever the document. */
  readonly singular: boolean;
  /**
   * The selected values, in the order of the document. A document it would take unreasonable work to search, or that
   * is nested too deeply to be compared, yields nothing; `report` is told why.
   */
  select(value: Json, report?: (problem: string) => void): readonly Json[];
}

/** Reads a JSONPath. Throws `validation`, naming the position, when it is none. */
export const compileJsonPath = (path: JsonPath): JsonPathQuery => {
  const read = parsed(path);
  if ('problem' in read) throw new DragomanError(`"${shortened(path)}" is not a JSONPath: ${read.problem}`, { code: 'validation' });
  const steps = singularSteps(read.query);
  if (steps !== undefined) return { singular: true, select: (value) => walk(value, steps) };
  const segments = prepared(read.query);
  return {
    singular: false,
    select: (value, report) => {
      visitsLeft = maxVisits;
      try {
        return run(segments, value, value);
      } catch (cause) {
        // A stack overflow comes from comparing values that are nested thousands deep.
        if (!(cause instanceof RangeError || isDragomanError(cause))) throw cause;
        report?.(
          `The JSONPath "${shortened(path)}" was given up: the document is too large or too deeply nested for it. Make the path narrower.`,
        );
        return [];
      }
    },
  };
};

/** What keeps a text from being a JSONPath, as a sentence that names the position (from 1); undefined when it is one. */
export const jsonPathProblem = (path: string): string | undefined => {
  const read = parsed(path);
  return 'problem' in read ? read.problem : undefined;
};

interface Segment {
  readonly isDescendant: boolean;
  readonly selectors: readonly Select[];
}

/** What a selector takes from a value; `root` is the whole document. */
type Select = (value: Json, root: Json) => readonly Json[];

const environment = new JSONPathEnvironment({ strict: true });
environment.functionRegister.set('match', iRegexpMatch);
environment.functionRegister.set('search', iRegexpSearch);

// Far longer than any path a person writes; the library's parser recurses.
const maxPathLength = 4_096;

const parsed = (path: string): { readonly query: ParsedQuery } | { readonly problem: string } => {
  if (path === '') return { problem: 'It is empty. Begin it with "$".' };
  if (path.length > maxPathLength) return { problem: `It is longer than ${maxPathLength} characters.` };
  try {
    return { query: environment.compile(path) };
  } catch (cause) {
    if (cause instanceof JSONPathError) return { problem: `At character ${cause.token.index + 1}: ${reason(cause)}.` };
    if (cause instanceof RangeError) return { problem: 'It is nested too deeply.' };
    throw cause;
  }
};

/** The library ends its messages with the token and the position in a form of its own. */
const reason = ({ message }: JSONPathError): string => message.replace(/ \('.*$/s, '');

const shortened = (path: string): string => (path.length > 80 ? `${path.slice(0, 80)}…` : path);

/**
 * Parsing, well-typedness, slices and filter expressions are the library's; the walk from value to value is ours. The
 * library's own recurses per level of the document, spreads whole lists into argument lists, has no bound on its work,
 * and takes `$` in a nested filter for the wrong document.
 */
const prepared = (query: ParsedQuery): readonly Segment[] =>
  query.segments.map((segment) => ({
    isDescendant: segment.toString().startsWith('..'),
    selectors: segment.selectors.map(preparedSelector),
  }));

const preparedSelector = (selector: jsonpath.JSONPathSelector): Select => {
  const { FilterSelector, IndexSelector, NameSelector, WildcardSelector } = jsonpath.selectors;
  if (selector instanceof WildcardSelector) return childrenOf;
  if (selector instanceof NameSelector || selector instanceof IndexSelector) {
    const step = stepOf(selector);
    return (value) => {
      const found = child(value, step);
      return found === undefined ? [] : [found];
    };
  }
  if (selector instanceof FilterSelector) prepareExpression(selector.expression);
  return (value, root) => selector.resolve(nodeOf(value, root)).map((node) => node.value as Json);
};

const prepareExpression = (expression: jsonpath.expressions.FilterExpression): void => {
  const { expressions } = jsonpath;
  if (expression instanceof expressions.LogicalExpression) prepareExpression(expression.expression);
  else if (expression instanceof expressions.PrefixExpression) prepareExpression(expression.right);
  else if (expression instanceof expressions.InfixExpression) {
    prepareExpression(expression.left);
    prepareExpression(expression.right);
  } else if (expression instanceof expressions.FunctionExtension) expression.args.forEach(prepareExpression);
  else if (expression instanceof expressions.FilterQuery) prepareQuery(expression);
};

const prepareQuery = (query: jsonpath.expressions.FilterQuery): void => {
  const segments = prepared(query.path);
  const isRelative = query instanceof jsonpath.expressions.RelativeQuery;
  query.evaluate = ({ currentValue, rootValue }) => {
    const root = rootValue as Json;
    const values = run(segments, isRelative ? (currentValue as Json) : root, root);
    const [only] = values;
    // A single value may be compared with another, which takes as long as they are large.
    if (values.length === 1 && only !== undefined) spend(sizeOf(only));
    return new JSONPathNodeList(values.map((value) => nodeOf(value, root)));
  };
};

const run = (segments: readonly Segment[], start: Json, root: Json): readonly Json[] => {
  let values: readonly Json[] = [start];
  for (const { isDescendant, selectors } of segments) {
    const selected: Json[] = [];
    for (const value of values) {
      for (const target of isDescendant ? descendants(value) : [value]) {
        for (const select of selectors) {
          const found = select(target, root);
          spend(1 + found.length);
          for (const one of found) selected.push(one);
        }
      }
    }
    values = selected;
  }
  return values;
};

/** The value itself and all below it, each before its children. */
function* descendants(start: Json): Generator<Json> {
  const pending: Json[] = [start];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    yield value;
    const children = childrenOf(value);
    for (let position = children.length - 1; position >= 0; position -= 1) pending.push(children[position] as Json);
  }
}

const childrenOf = (value: Json): readonly Json[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Array.isArray(value) ? value : Object.values(value);
};

// The library's own location of a node is a list that is copied at every step; nobody reads it here.
const nodeOf = (value: Json, root: Json): JSONPathNode => new JSONPathNode(value as JsonValue, [], root as JsonValue);

type JsonValue = ConstructorParameters<typeof JSONPathNode>[0];

const sizeOf = (value: Json): number => {
  let size = 0;
  const pending: Json[] = [value];
  for (let next = pending.pop(); next !== undefined && size < visitsLeft; next = pending.pop()) {
    size += 1;
    for (const child of childrenOf(next)) pending.push(child);
  }
  return size;
};

// About a second. Selecting is synchronous, so one counter serves all.
const maxVisits = 1_000_000;
let visitsLeft = 0;

const spend = (visits: number): void => {
  visitsLeft -= visits;
  if (visitsLeft < 0) throw new DragomanError('A JSONPath visits too many values of its document.', { code: 'unsupported' });
};

type Step = string | number;

/** The steps of a path that leads to one place; undefined for any other path. */
const singularSteps = (query: ParsedQuery): readonly Step[] | undefined => {
  if (!query.singularQuery()) return undefined;
  return query.segments.map(({ selectors }) => stepOf(selectors[0] as NameOrIndex));
};

type NameOrIndex = jsonpath.selectors.NameSelector | jsonpath.selectors.IndexSelector;

const stepOf = (selector: NameOrIndex): Step => ('name' in selector ? selector.name : selector.index);

const walk = (start: Json, steps: readonly Step[]): readonly Json[] => {
  let value: Json | undefined = start;
  for (const step of steps) {
    value = child(value, step);
    if (value === undefined) return [];
  }
  return [value];
};

const child = (value: Json, step: Step): Json | undefined => {
  if (typeof step === 'number') return Array.isArray(value) ? (value.at(step) as Json | undefined) : undefined;
  return isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
};
