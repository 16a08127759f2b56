import type { OutcomeCapability } from '../adapter/capabilities.ts';
import type { ResponseMapping } from '../document/integration.ts';
import type { Predicate } from '../document/predicate.ts';
import type { Route } from '../document/route.ts';
import type { Semantics, StatusPattern } from '../document/semantics.ts';
import { printReference } from '../template/print-template.ts';
import { reservedRoots } from '../template/template-tree.ts';

/** The ends of a call that no other end is part of; `failure` is a response that is no success. */
export type Atom = 'success' | 'failure' | 'timeout' | 'error' | 'max-connection';

/** Ends that a platform sends the same way: by this word, or without any route. */
export interface Bucket {
  readonly word?: Atom | 'other';
  readonly atoms: readonly Atom[];
}

/** What the ends of an integration's calls mean. */
export interface Meaning {
  readonly success: Semantics['success'];
  readonly variable: string;
  readonly outcome: ResponseMapping['outcome'];
}

const atoms: readonly Atom[] = ['success', 'failure', 'timeout', 'error', 'max-connection'];

export const bucketsOf = (listed: ReadonlySet<OutcomeCapability>): readonly Bucket[] => {
  const buckets = new Map<Bucket['word'], Atom[]>();
  for (const atom of atoms) {
    const words = [atom, ...(atom === 'success' ? [] : (['failure'] as const)), 'other'] as const;
    const word = words.find((one) => listed.has(one));
    buckets.set(word, [...(buckets.get(word) ?? []), atom]);
  }
  return [...buckets].map(([word, held]) => ({ ...(word && { word }), atoms: held }));
};

/** Whether outcomes of one bucket that none of its own routes takes would be taken by routes of another. */
export const takesFrom = ({ word }: Bucket, { atoms }: Bucket): boolean =>
  word === undefined || word === 'other' || (word === 'failure' && !atoms.includes('success'));

/** value > status > class > timeout, error, max-connection > success, failure > other > a route without `when`. */
export const rankOf = ({ when }: Route): number => {
  if (when === undefined) return 1;
  if ('value' in when) return 7;
  if ('status' in when) return 6;
  if ('class' in when) return 5;
  if (!('is' in when)) return 0;
  if (when.is === 'other') return 2;
  return when.is === 'success' || when.is === 'failure' ? 3 : 4;
};

const isClass = (pattern: StatusPattern): boolean => pattern.endsWith('xx');

const classOf = (pattern: string): string => `${pattern[0]}xx`;

/** Whether a route may take such an end. */
export const meets = ({ when }: Route, atom: Atom, { success }: Meaning): boolean => {
  if (when === undefined) return true;
  if ('value' in when) return atom === 'success' || atom === 'failure';
  if ('status' in when) {
    const isSuccess = success.some((pattern) => pattern === String(when.status) || pattern === classOf(String(when.status)));
    return atom === (isSuccess ? 'success' : 'failure');
  }
  if ('class' in when) {
    if (atom === 'success') return success.some((pattern) => classOf(pattern) === when.class);
    return atom === 'failure' && !success.includes(when.class);
  }
  if (!('is' in when)) return false;
  if (when.is === 'other') return true;
  return when.is === 'failure' ? atom !== 'success' : when.is === atom;
};

/** Whether a route takes every one of these ends. */
export const coversAll = ({ when }: Route, held: readonly Atom[], { success }: Meaning): boolean => {
  if (when === undefined) return true;
  const isSuccessAlone = held.length === 1 && held[0] === 'success';
  if ('value' in when) return false;
  if ('status' in when) return isSuccessAlone && success.every((pattern) => pattern === String(when.status));
  if ('class' in when) return isSuccessAlone && success.every((pattern) => classOf(pattern) === when.class);
  if (!('is' in when)) return false;
  if (when.is === 'other') return true;
  if (when.is === 'failure') return !held.includes('success');
  return held.every((atom) => atom === when.is);
};

/** What conditions on outcomes are made of. */
export interface Readable {
  readonly operators: ReadonlySet<string>;
  readonly reads: ReadonlySet<string>;
}

/** Whether one outcome may be taken by both of two routes. */
export const overlap = ({ when }: Route, { when: other }: Route): boolean => {
  const [one, two] = [statusesOf(when), statusesOf(other)];
  return one === undefined || two === undefined || one === two || classOf(one) === two || one === classOf(two);
};

const statusesOf = (when: Route['when']): string | undefined => {
  if (when === undefined) return undefined;
  if ('status' in when) return String(when.status);
  return 'class' in when ? when.class : undefined;
};

/** The condition that tells the ends a route takes from the others of a bucket. Undefined: there is none. */
export const testOf = ({ when }: Route, held: readonly Atom[], meaning: Meaning, can: Readable): Predicate | undefined => {
  if (when === undefined) return undefined;
  if ('status' in when) return statusIs(String(when.status) as StatusPattern, meaning, can);
  if ('class' in when) return statusIs(when.class, meaning, can);
  if ('value' in when) {
    return meaning.outcome === 'status' && /^[1-5]\d\d$/.test(when.value) ? statusIs(when.value as StatusPattern, meaning, can) : undefined;
  }
  if (!('is' in when)) return undefined;
  switch (when.is) {
    case 'success':
      return statusTests(meaning, can);
    case 'failure': {
      const succeeded = held.includes('success') ? statusTests(meaning, can) : undefined;
      return succeeded && { not: succeeded };
    }
    case 'other':
      return undefined;
    default:
      return can.operators.has('equals') && can.reads.has('$outcome')
        ? { left: { template: read(meaning.variable, '$outcome') }, op: 'equals', right: { literal: when.is } }
        : undefined;
  }
};

/** The condition that a call succeeded. */
export const statusTests = (meaning: Meaning, can: Readable): Predicate | undefined => {
  const tests = meaning.success.map((pattern) => statusIs(pattern, meaning, can));
  if (tests.length === 0 || tests.includes(undefined)) return undefined;
  return tests.length === 1 ? tests[0] : { any: tests as readonly Predicate[] };
};

const statusIs = (pattern: StatusPattern, { variable }: Meaning, { operators, reads }: Readable): Predicate | undefined => {
  if (!reads.has('$status')) return undefined;
  const left = { template: read(variable, '$status') };
  if (!isClass(pattern)) return operators.has('equals') ? { left, op: 'equals', right: { literal: Number(pattern) } } : undefined;
  if (operators.has('starts')) return { left, op: 'starts', right: { literal: pattern.slice(0, 1) } };
  if (!operators.has('greater') || !operators.has('less')) return undefined;
  const lowest = Number(pattern.slice(0, 1)) * 100;
  return {
    all: [
      { left, op: 'greater', right: { literal: lowest - 1 } },
      { left, op: 'less', right: { literal: lowest + 100 } },
    ],
  };
};

const read = (variable: string, field: string): string =>
  printReference(
    reservedRoots.some((root) => root === variable)
      ? { root: 'var', segments: [{ name: variable }, { name: field }] }
      : { root: variable, segments: [{ name: field }] },
  );
