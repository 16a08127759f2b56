import { parseReference, type Reference, type Segment } from '@dragoman/core';

/** What stands at a brace: a placeholder that ends before `end`, or something that only looks like one. */
export type FoundPlaceholder = { readonly reference: Reference; readonly end: number } | { readonly reason: string };

/**
 * Reads the placeholder at an opening brace. Undefined where nothing there says that one was meant: JSON, code, a brace
 * in a sentence.
 *
 * @see https://developers.liveperson.com/conversation-builder-variables-slots-variables.html
 */
export const placeholderAt = (text: string, start: number): FoundPlaceholder | undefined => {
  const scanner: Scanner = { text, position: start };
  const found = placeholder(scanner, 0);
  if (found === undefined || 'reason' in found) return found;
  return { reference: found, end: scanner.position };
};

/** The reference to a variable of any name, and on into its value. */
export const variableReference = (name: string, path: readonly Segment[] = []): Reference => {
  const isPlain = parseReference(name)?.root === name && !reserved.has(name);
  return isPlain ? { root: name, segments: path } : { root: 'var', segments: [{ name }, ...path] };
};

// `secret` is none of them: what a document of the vendor says must never reach a secret.
const reservedHere: ReadonlySet<string> = new Set(['user', 'env', 'session', 'location', 'item', 'var']);
const reserved: ReadonlySet<string> = new Set([...reservedHere, 'secret']);

// Without a limit hostile text would make the reader recurse for ever.
const maxDepth = 8;

interface Scanner {
  readonly text: string;
  position: number;
}

interface Malformed {
  readonly reason: string;
}

type Found = Reference | Malformed | undefined;

const placeholder = (scanner: Scanner, depth: number): Found => {
  if (depth > maxDepth) return { reason: 'Placeholders are nested too deeply.' };
  scanner.position += 1;
  if (scanner.text[scanner.position] === '$') return withSign(scanner, depth);
  const isQuoted = scanner.text[scanner.position] === '[';
  const root = isQuoted ? quotedName(scanner) : sticky(roots, scanner);
  if (typeof root !== 'string' || (!isQuoted && (root === '' || scanner.text[scanner.position] !== '.'))) return undefined;
  const path = segments(scanner, fields, depth);
  // Nothing says that a placeholder was meant: `{a.b: 1}` is code.
  if ('reason' in path || path.length === 0 || !take(scanner, '}')) return undefined;
  return variableReference(root, path);
};

/** `{$…}`: whatever does not read well is malformed. */
const withSign = (scanner: Scanner, depth: number): Found => {
  scanner.position += 1;
  const next = scanner.text[scanner.position];
  if (next === '.' || next === '[') return resultPath(scanner, depth);
  const name = sticky(systemNames, scanner);
  if (name === '') return undefined;
  if (name === 'botContext') return botVariable(scanner, depth);
  const path = segments(scanner, fields, depth);
  if ('reason' in path) return path;
  if (!take(scanner, '}')) return unclosed(scanner);
  const synonym = path.length === 0 ? synonyms[name] : undefined;
  if (synonym !== undefined) return synonym;
  const [first, ...rest] = path;
  if (name === 'var' && first !== undefined && 'name' in first) return variableReference(first.name, rest);
  return reservedHere.has(name) ? { root: name, segments: path } : variableReference(`$${name}`, path);
};

const synonyms: { readonly [name: string]: Reference | undefined } = Object.assign(Object.create(null), {
  userMessage: { root: 'user', segments: [{ name: 'text' }] },
  query: { root: 'user', segments: [{ name: 'text' }] },
  quickReplyPayload: { root: 'user', segments: [{ name: 'payload' }] },
  conversationId: { root: 'session', segments: [{ name: 'id' }] },
});

const resultPath = (scanner: Scanner, depth: number): Found => {
  const path = segments(scanner, resultFields, depth);
  if ('reason' in path) return path;
  if (!take(scanner, '}')) return unclosed(scanner);
  const [first, ...rest] = path;
  const wrapper = first !== undefined && 'name' in first ? first.name : '';
  if (!wrapper.startsWith('api_') || wrapper === 'api_') {
    return { reason: 'A path into a result begins with "api_" and the name of its response data variable.' };
  }
  return variableReference(wrapper.slice(4), [{ name: '$body' }, ...rest]);
};

/** Anything may be the name of a variable, also one with dots. */
const botVariable = (scanner: Scanner, depth: number): Found => {
  if (scanner.text[scanner.position] === '[') {
    const name = quotedName(scanner);
    if (typeof name !== 'string') return name;
    return take(scanner, '}') ? variableReference(name) : unclosed(scanner);
  }
  if (!take(scanner, '.')) return unexpected(scanner, 'a dot and the name of a variable');
  if (scanner.text[scanner.position] === '{') {
    const computed = nested(scanner, depth);
    if ('reason' in computed) return computed;
    return take(scanner, '}') ? { root: 'var', segments: [{ computed }] } : unclosed(scanner);
  }
  const name = sticky(variables, scanner);
  if (name === '') return unexpected(scanner, 'the name of a variable');
  if (!take(scanner, '}')) return unclosed(scanner);
  const [, response] = statusVariable.exec(name) ?? [];
  return response === undefined ? variableReference(name) : variableReference(response, [{ name: '$status' }]);
};

const segments = (scanner: Scanner, names: RegExp, depth: number): readonly Segment[] | Malformed => {
  const path: Segment[] = [];
  for (;;) {
    const segment = nextSegment(scanner, names, depth);
    if (segment === undefined) return path;
    if ('reason' in segment) return segment;
    path.push(segment);
  }
};

const nextSegment = (scanner: Scanner, names: RegExp, depth: number): Segment | Malformed | undefined => {
  const { text, position } = scanner;
  if (text[position] === '.') {
    scanner.position += 1;
    if (text[scanner.position] === '{') return computedSegment(scanner, depth);
    const name = sticky(names, scanner);
    return name === '' ? unexpected(scanner, 'a field name after the dot') : { name };
  }
  if (text[position] !== '[') return undefined;
  const quote = text[position + 1];
  if (quote === "'" || quote === '"') {
    const name = quotedName(scanner);
    return typeof name === 'string' ? { name } : name;
  }
  scanner.position += 1;
  if (quote === '{') {
    const segment = computedSegment(scanner, depth);
    if ('reason' in segment) return segment;
    return take(scanner, ']') ? segment : unexpected(scanner, '"]"');
  }
  if (quote === 'i') return { reason: 'Only custom data fields take a value from every element of a list.' };
  const index = Number(sticky(indexes, scanner) || Number.NaN);
  if (!Number.isSafeInteger(index)) return unexpected(scanner, 'a number in the brackets');
  return take(scanner, ']') ? { index } : unexpected(scanner, '"]"');
};

const computedSegment = (scanner: Scanner, depth: number): Segment | Malformed => {
  const computed = nested(scanner, depth);
  return 'reason' in computed ? computed : { computed };
};

const nested = (scanner: Scanner, depth: number): Reference | Malformed =>
  placeholder(scanner, depth + 1) ?? unexpected(scanner, 'a placeholder');

/** `['any name']`, with the escapes of JSON. */
const quotedName = (scanner: Scanner): string | Malformed => {
  const [found = '', single, double = ''] = match(quotedNames, scanner) ?? [];
  if (found === '') return unexpected(scanner, 'a name in quotes in the brackets');
  try {
    return JSON.parse(`"${single === undefined ? double : inDoubleQuotes(single)}"`) as string;
  } catch {
    return { reason: 'What stands in the quotes is not a text as JSON has it.' };
  }
};

const inDoubleQuotes = (content: string): string =>
  content.replace(/\\.|"/gs, (found) => (found === "\\'" ? "'" : found === '"' ? '\\"' : found));

/** The status of a call, as the platform calls the variable. */
export const statusVariable: RegExp = /^api_(.+)Status$/s;

const systemNames = /[A-Za-z_]\w*/y;
// Names of integrations are free text; most that are not one word are words with spaces between.
const roots = /[\p{L}_][\p{L}\p{M}\p{N}_$-]*(?: [\p{L}\p{M}\p{N}_$-]+)*/uy;
const fields = /[\p{L}\p{M}\p{N}_$-]+(?: [\p{L}\p{M}\p{N}_$-]+)*/uy;
const resultFields = /[^.[\]{}\p{Cc}\u2028\u2029]+/uy;
const variables = /[^{}\p{Cc}\u2028\u2029]+/uy;
const indexes = /0|[1-9]\d*/y;
// No braces inside, so that an unclosed quote ends at the next of them.
const quotedNames = /\[(?:'((?:[^'\\{}\p{Cc}]|\\[^{}\p{Cc}])*)'|"((?:[^"\\{}\p{Cc}]|\\[^{}\p{Cc}])*)")\]/uy;

/** Whether a name can stand in a placeholder as it is. */
export const isRootName = (name: string): boolean => isWhole(roots, name);
export const isFieldName = (name: string): boolean => isWhole(fields, name);
export const isResultFieldName = (name: string): boolean => isWhole(resultFields, name);
export const isVariableName = (name: string): boolean => isWhole(variables, name);
export const isSystemName = (name: string): boolean =>
  isWhole(systemNames, name) && name !== 'botContext' && !reservedHere.has(name) && !(name in synonyms);

const isWhole = (pattern: RegExp, name: string): boolean => {
  pattern.lastIndex = 0;
  return pattern.exec(name)?.[0] === name;
};

const match = (pattern: RegExp, scanner: Scanner): RegExpExecArray | null => {
  pattern.lastIndex = scanner.position;
  const found = pattern.exec(scanner.text);
  scanner.position += found?.[0].length ?? 0;
  return found;
};

const sticky = (pattern: RegExp, scanner: Scanner): string => match(pattern, scanner)?.[0] ?? '';

const take = (scanner: Scanner, expected: string): boolean => {
  if (scanner.text[scanner.position] !== expected) return false;
  scanner.position += 1;
  return true;
};

const unclosed = (scanner: Scanner): Malformed => unexpected(scanner, '"}"');

const unexpected = ({ text, position }: Scanner, expected: string): Malformed => {
  const found = text.codePointAt(position);
  return {
    reason: found === undefined ? `Expected ${expected}, found the end.` : `Expected ${expected}, found "${String.fromCodePoint(found)}".`,
  };
};
