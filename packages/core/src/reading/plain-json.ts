import type { Json } from '../json.ts';
import type { Finding, Path } from './finding.ts';
import { quote } from './quote.ts';

/**
 * Makes a value plain JSON before anything else looks at it: own data only, no prototypes, getters or cycles behind it.
 * Fields that are undefined count as absent. Refuses what no bot holds and what could harm whoever handles the bot; the
 * value has null there. `mayBeLong` names the places of texts that hold a whole document.
 */
export const plainJson = (
  value: unknown,
  mayBeLong: (path: Path) => boolean = () => false,
): { readonly value: Json; readonly findings: readonly Finding[] } => {
  const findings: Finding[] = [];
  const parents = new Set<object>();
  // One list that grows and shrinks with the walk: a copy for each value would cost more than everything else here.
  const path: (string | number)[] = [];
  let valuesLeft = mostValues;

  const refuse = (code: string, reason: string, fix: string): null => {
    if (findings.length < mostFindings) findings.push({ code, severity: 'error', path: [...path], reason, fix });
    return null;
  };

  const refuseSize = (): null => {
    valuesLeft = 0;
    return refuse('too-large', 'The document holds more than five million values.', 'Split it.');
  };

  const copyAt = (step: string | number, source: unknown): Json => {
    path.push(step);
    const copied = copy(source);
    path.pop();
    return copied;
  };

  const copy = (source: unknown): Json => {
    valuesLeft -= 1;
    if (valuesLeft === 0) return refuseSize();
    if (valuesLeft < 0) return null;
    switch (typeof source) {
      case 'string':
        return source.length > longestText && !mayBeLong(path)
          ? refuse('too-long', 'This text is longer than a million characters.', 'Shorten it.')
          : source;
      case 'boolean':
        return source;
      case 'number':
        return Number.isFinite(source) ? source : refuse('not-json', 'This number is not finite.', 'Write a number that JSON has.');
      case 'object':
        return source === null ? null : copyContainer(source);
      default:
        return refuse('not-json', `This is of the type ${typeof source}, which JSON does not have.`, 'Write plain data.');
    }
  };

  const copyContainer = (source: object): Json => {
    if (parents.has(source)) return refuse('cycle', 'This refers back to what it is in.', 'Write it out, or refer to it by its id.');
    if (path.length >= deepest) return refuse('too-deep', 'This is nested more than a hundred levels deep.', 'Make it flatter.');
    parents.add(source);
    const copied = Array.isArray(source) ? copyList(source) : copyObject(source);
    parents.delete(source);
    return copied;
  };

  const copyList = (source: readonly unknown[]): Json => {
    if (source.length >= valuesLeft) return refuseSize();
    return Array.from(source, (item, index) => (valuesLeft > 0 && item !== undefined ? copyAt(index, item) : null));
  };

  const copyObject = (source: object): Json => {
    const prototype: unknown = Object.getPrototypeOf(source);
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
      return refuse('not-json', 'This is an instance of a class, which is not JSON.', 'Write plain data.');
    }
    const copied: { [name: string]: Json } = {};
    for (const [name, field] of Object.entries(source)) {
      if (field === undefined || valuesLeft <= 0) continue;
      if (name.length > longestName) refuse('too-long', 'A field here has a name of more than a thousand characters.', 'Shorten it.');
      else if (pollutingNames.has(name)) refuseName(name);
      else copied[name] = copyAt(name, field);
    }
    return copied;
  };

  const refuseName = (name: string): void => {
    path.push(name);
    refuse('refused-key', `No field may be called ${quote(name)}.`, 'Give it another name.');
    path.pop();
  };

  try {
    return { value: copy(value), findings };
  } catch {
    // A getter or a proxy of the caller's threw: whatever it is, it is not a document.
    path.length = 0;
    refuse('not-json', 'The document cannot be read as data.', 'Write plain data.');
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
