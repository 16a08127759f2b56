import { type Reference, reservedRoots, type Segment } from '@dragoman/core';
import { isFieldName, isResultFieldName, isRootName, isSystemName, isVariableName, statusVariable } from './read-placeholder.ts';

/** Writes a placeholder with its braces. */
export const printPlaceholder = (reference: Reference): string => {
  const { root, segments } = reference;
  const [first, ...rest] = segments;
  if (!isReserved(root)) return printVariable(root, segments);
  if (root === 'var' && first !== undefined) {
    if ('name' in first) return printVariable(first.name, rest);
    if ('computed' in first && rest.length === 0) return `{$botContext.${printPlaceholder(first.computed)}}`;
  }
  if (isOnly(reference, 'user', 'text')) return '{$userMessage}';
  if (isOnly(reference, 'user', 'payload')) return '{$quickReplyPayload}';
  if (isOnly(reference, 'session', 'id')) return '{$conversationId}';
  return `{$${root}${printPath(segments, isFieldName)}}`;
};

const isReserved = (root: string): boolean => reservedRoots.some((reserved) => reserved === root);

const isOnly = ({ root, segments }: Reference, expected: string, field: string): boolean => {
  const [first, second] = segments;
  return root === expected && second === undefined && first !== undefined && 'name' in first && first.name === field;
};

const printVariable = (name: string, path: readonly Segment[]): string => {
  const [first, ...rest] = path;
  if (first === undefined) return plainVariable(name);
  const field = 'name' in first ? first.name : undefined;
  if (field === '$status' && rest.length === 0 && name !== '' && isVariableName(name)) return `{$botContext.api_${name}Status}`;
  if (field === '$body' && name !== '') {
    const wrapper = `api_${name}`;
    return `{$${printSegment({ name: wrapper }, isResultFieldName)}${printPath(rest, isResultFieldName)}}`;
  }
  if (name.startsWith('$') && isSystemName(name.slice(1))) return `{${name}${printPath(path, isFieldName)}}`;
  const isPlain = isRootName(name) && ('computed' in first || (field !== undefined && isFieldName(field)));
  return `{${isPlain ? name : quoted(name)}${printPath(path, isFieldName)}}`;
};

const plainVariable = (name: string): string => {
  if (name.startsWith('$') && isSystemName(name.slice(1))) return `{${name}}`;
  // A variable whose name says something else as it stands.
  if (!isVariableName(name) || statusVariable.test(name) || name === openBraceVariable) return `{$botContext${quoted(name)}}`;
  return `{$botContext.${name}}`;
};

/**
 * A brace that would begin a placeholder stands in a variable of this name: there is no other way to say it.
 * Assumed: what a variable holds is not searched for placeholders again.
 */
export const openBraceVariable = 'dragoman.openBrace';

const printPath = (path: readonly Segment[], isPlain: (name: string) => boolean): string =>
  path.map((segment) => printSegment(segment, isPlain)).join('');

const printSegment = (segment: Segment, isPlain: (name: string) => boolean): string => {
  if ('index' in segment) return `[${segment.index}]`;
  if ('computed' in segment) return `.${printPlaceholder(segment.computed)}`;
  return isPlain(segment.name) ? `.${segment.name}` : quoted(segment.name);
};

const quoted = (name: string): string => {
  const escaped = JSON.stringify(name)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll("'", "\\'")
    .replace(/[{}\p{Cc}\u2028\u2029]/gu, (found) => `\\u${(found.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);
  return `['${escaped}']`;
};
