import { type FilterFunction, FunctionExpressionType } from 'json-p3';
import { RE2JS } from 're2js';

/** JSONPath's `match()`: the whole text fits. In linear time, for patterns may come from the document. */
export const iRegexpMatch: FilterFunction = filterFunction((pattern, text) => pattern.testExact(text));

/** JSONPath's `search()`: some part of the text fits. */
export const iRegexpSearch: FilterFunction = filterFunction((pattern, text) => pattern.test(text));

function filterFunction(test: (pattern: RE2JS, text: string) => boolean): FilterFunction {
  return {
    argTypes: [FunctionExpressionType.ValueType, FunctionExpressionType.ValueType],
    returnType: FunctionExpressionType.LogicalType,
    call: (text: unknown, source: unknown) => {
      if (typeof text !== 'string' || typeof source !== 'string') return false;
      const pattern = compiled(source);
      return pattern !== undefined && test(pattern, text);
    },
  };
}

const maxCached = 32;
const cache = new Map<string, RE2JS | undefined>();

const compiled = (source: string): RE2JS | undefined => {
  if (cache.has(source)) return cache.get(source);
  if (cache.size === maxCached) cache.clear();
  const pattern = read(source);
  cache.set(source, pattern);
  return pattern;
};

/** As RFC 9535 demands, what is no I-Regexp (RFC 9485) matches nothing. */
const read = (source: string): RE2JS | undefined => {
  if (!iRegexp.test(source)) return undefined;
  try {
    return RE2JS.compile(source.replace(dotsOrOther, (part) => (part === '.' ? '[^\\n\\r]' : part)));
  } catch {
    return undefined;
  }
};

/** Escapes and groups of I-Regexp only; the rest of its grammar is checked by compiling. */
const iRegexp = /^(?:[^\\(]|\\[()*+\-.?[\\\]^nrt{|}$]|\\[pP]\{[A-Za-z]{1,2}\}|\((?!\?))*$/su;

const dotsOrOther = /\\.|\[(?:\\.|[^\\\]])*\]|\./gsu;
