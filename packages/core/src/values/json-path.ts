import { JSONPathEnvironment, JSONPathError, JSONPathNode, JSONPathNodeList, jsonpath, type JSONPathQuery as ParsedQuery } from 'json-p3';
import type { JsonPath } from '../document/template.ts';
import { DragomanError } from '../dragoman-error.ts';
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
  const { segments } = read;
  const steps = singularSteps(segments);
  if (steps !== undefined) return { singular: true, select: (value) => walk(value, steps) };
  return {
    singular: false,
    select: (value, report) => {
      visitsLeft = maxVisits;
      try {
        return run(segments, value, value).map((node) => node.value as Json);
      } catch (cause) {
        // A stack overflow comes from comparing values that are nested thousands deep.
        if (!(cause instanceof TooMuchWork || cause instanceof RangeError)) throw cause;
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
  readonly selectors: readonly jsonpath.JSONPathSelector[];
}

const environment = new JSONPathEnvironment({ strict: true });
environment.functionRegister.set('match', iRegexpMatch);
environment.functionRegister.set('search', iRegexpSearch);

// Far longer than any path a person writes; the library's parser recurses.
const maxPathLength = 4_096;

const parsed = (path: string): { readonly segments: readonly Segment[] } | { readonly problem: string } => {
  if (path.length > maxPathLength) return { problem: `It is longer than ${maxPathLength} characters.` };
  try {
    return { segments: prepared(environment.compile(path)) };
  } catch (cause) {
    if (cause instanceof JSONPathError) return { problem: `${sentence(cause)} (at character ${cause.token.index + 1}).` };
    if (cause instanceof RangeError) return { problem: 'It is nested too deeply.' };
    throw cause;
  }
};

/** The library ends its messages with the token and the position in a form of its own. */
const sentence = ({ message }: JSONPathError): string => {
  const plain = message.replace(/ \('.*$/s, '');
  return plain.charAt(0).toUpperCase() + plain.slice(1);
};

const shortened = (path: string): string => (path.length > 80 ? `${path.slice(0, 80)}…` : path);

/**
 * Parsing, well-typedness and selectors are the library's; the walk from segment to segment is ours. The library's own
 * recurses per level of the document, spreads whole lists into argument lists, has no bound on its work, and takes `$`
 * in a nested filter for the wrong document.
 */
const prepared = (query: ParsedQuery): readonly Segment[] =>
  query.segments.map((segment) => {
    for (const selector of segment.selectors) {
      if (selector instanceof jsonpath.selectors.FilterSelector) prepareExpression(selector.expression);
    }
    return { isDescendant: segment.toString().startsWith('..'), selectors: segment.selectors };
  });

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
    const nodes = run(segments, (isRelative ? currentValue : rootValue) as Json, rootValue as Json);
    // Comparing two values takes as long as they are large.
    for (const node of nodes) spend(sizeOf(node.value as Json));
    return new JSONPathNodeList(nodes);
  };
};

const run = (segments: readonly Segment[], value: Json, root: Json): JSONPathNode[] => {
  let nodes = [nodeOf(value, root)];
  for (const { isDescendant, selectors } of segments) {
    const selected: JSONPathNode[] = [];
    for (const node of nodes) {
      for (const target of isDescendant ? descendants(node) : [node]) {
        for (const selector of selectors) {
          spend(1);
          for (const found of selector.resolve(target)) {
            spend(1);
            selected.push(found);
          }
        }
      }
    }
    nodes = selected;
  }
  return nodes;
};

/** The node itself and all below it, each before its children. */
function* descendants(node: JSONPathNode): Generator<JSONPathNode> {
  const root = node.root as Json;
  const pending: Json[] = [node.value as Json];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    spend(1);
    yield nodeOf(value, root);
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

class TooMuchWork extends Error {}

// About a second. Selecting is synchronous, so one counter serves all.
const maxVisits = 1_000_000;
let visitsLeft = 0;

const spend = (visits: number): void => {
  visitsLeft -= visits;
  if (visitsLeft < 0) throw new TooMuchWork();
};

type Step = string | number;

const singularSteps = (segments: readonly Segment[]): readonly Step[] | undefined => {
  const steps: Step[] = [];
  for (const { isDescendant, selectors } of segments) {
    const [selector] = selectors;
    if (isDescendant || selectors.length !== 1) return undefined;
    if (selector instanceof jsonpath.selectors.NameSelector) steps.push(selector.name);
    else if (selector instanceof jsonpath.selectors.IndexSelector) steps.push(selector.index);
    else return undefined;
  }
  return steps;
};

const walk = (start: Json, steps: readonly Step[]): readonly Json[] => {
  let value: Json | undefined = start;
  for (const step of steps) {
    if (typeof step === 'number') value = Array.isArray(value) ? (value.at(step) as Json | undefined) : undefined;
    else value = isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
    if (value === undefined) return [];
  }
  return [value];
};
