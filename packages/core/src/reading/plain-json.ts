import type { Json } from '../json.ts';
import type { Finding, Path } from './finding.ts';
import { quote } from './quote.ts';

/**
 * Makes a value plain JSON before anything else looks at it: own data only, no prototypes, getters or cycles behind it.
 * Fields that are undefined count as absent. Refuses what no bot holds and what could harm whoever handles the bot; the
 * value has null there.
 */
export const plainJson = (value: unknown): { readonly value: Json; readonly findings: readonly Finding[] } => {
  const findings: Finding[] = [];
  const parents = new Set<object>();
  let remaining = mostValues;

  const refuse = (path: Path, code: string, reason: string, fix: string): Json => {
    if (findings.length < mostFindings) findings.push({ code, severity: 'error', path, reason, fix });
    return null;
  };

  const copy = (source: unknown, path: Path): Json => {
    if (--remaining < 0)
      return remaining === -1 ? refuse([], 'too-large', 'The document holds more than five million values.', 'Split it.') : null;
    if (typeof source === 'string') {
      return source.length > longestText
        ? refuse(path, 'too-long', 'This text is longer than a million characters.', 'Shorten it.')
        : source;
    }
    if (source === null || typeof source === 'boolean') return source;
    if (typeof source === 'number') {
      return Number.isFinite(source) ? source : refuse(path, 'not-json', 'This number is not finite.', 'Write a number that JSON has.');
    }
    if (typeof source !== 'object') return refuse(path, 'not-json', `A ${typeof source} is not JSON.`, 'Write plain data.');
    if (parents.has(source)) return refuse(path, 'cycle', 'This refers back to what it is in.', 'Write it out, or refer to it by its id.');
    if (path.length >= deepest) return refuse(path, 'too-deep', 'This is nested more than a hundred levels deep.', 'Make it flatter.');
    parents.add(source);
    const copied = Array.isArray(source) ? copyList(source, path) : copyObject(source, path);
    parents.delete(source);
    return copied;
  };

  const copyList = (source: readonly unknown[], path: Path): Json =>
    Array.from(source, (item, index) => (item === undefined ? null : copy(item, [...path, index])));

  const copyObject = (source: object, path: Path): Json => {
    const prototype: unknown = Object.getPrototypeOf(source);
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
      return refuse(path, 'not-json', 'This is an instance of a class, which is not JSON.', 'Write plain data.');
    }
    const copied: { [name: string]: Json } = {};
    for (const [name, field] of Object.entries(source)) {
      if (field === undefined) continue;
      if (name.length > longestName)
        refuse(path, 'too-long', 'This has a field whose name is longer than a thousand characters.', 'Shorten it.');
      else if (pollutingNames.has(name))
        refuse([...path, name], 'refused-key', `No field may be called ${quote(name)}.`, 'Give it another name.');
      else copied[name] = copy(field, [...path, name]);
    }
    return copied;
  };

  try {
    return { value: copy(value, []), findings };
  } catch {
    // A getter or a proxy of the caller's threw: whatever it is, it is not a document.
    refuse([], 'not-json', 'The document cannot be read as data.', 'Write plain data.');
    return { value: null, findings };
  }
};

/** Names that reach an object's prototype when somebody assigns by them. */
const pollutingNames: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
const longestText = 1_000_000;
const longestName = 1_000;
const deepest = 100;
const mostValues = 5_000_000;
const mostFindings = 1_000;
