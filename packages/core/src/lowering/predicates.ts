import { RE2JS } from 're2js';
import type { Capabilities } from '../adapter/capabilities.ts';
import type { Comparison, Predicate } from '../document/predicate.ts';
import type { Semantics } from '../document/semantics.ts';
import type { Json } from '../json.ts';

/** Whether a condition is made of listed operators only, no deeper than listed. A condition of the platform's own is carried. */
export const predicateFits = (
  { conditions, nestedConditions }: Pick<Capabilities, 'conditions' | 'nestedConditions'>,
  adapter: string,
): ((predicate: Predicate) => boolean) => {
  const listed: ReadonlySet<string> = new Set(conditions);
  const fits = (predicate: Predicate): boolean => {
    if ('all' in predicate) return listed.has('all') && predicate.all.every(fits);
    if ('any' in predicate) return listed.has('any') && predicate.any.every(fits);
    if ('not' in predicate) return listed.has('not') && fits(predicate.not);
    return 'kind' in predicate ? predicate.adapter === adapter : listed.has(predicate.op);
  };
  return nestedConditions ? fits : (predicate) => isFlat(predicate) && fits(predicate);
};

const isFlat = (predicate: Predicate): boolean => {
  if ('all' in predicate) return predicate.all.every(isSingle);
  return 'any' in predicate ? predicate.any.every(isSingle) : isSingle(predicate);
};

const isSingle = (predicate: Predicate): boolean =>
  'left' in predicate || 'kind' in predicate || ('not' in predicate && 'left' in predicate.not);

/**
 * Says the comparisons of a condition with listed operators; `all`, `any` and `not` may remain, as nodes can say them.
 * Undefined where a comparison has no other words.
 */
export const inListedOperators = (
  predicate: Predicate,
  { conditions }: Pick<Capabilities, 'conditions'>,
  adapter: string,
  semantics: Pick<Semantics, 'conditionCase'>,
): Predicate | undefined => {
  const listed: ReadonlySet<string> = new Set(conditions);
  const said = (one: Predicate): Predicate | undefined => {
    if ('all' in one) return several(one.all, (all) => ({ all }));
    if ('any' in one) return several(one.any, (any) => ({ any }));
    if ('not' in one) {
      const inner = said(one.not);
      return inner && { not: inner };
    }
    if ('kind' in one) return one.adapter === adapter ? one : undefined;
    return listed.has(one.op) ? one : otherWords(one, listed, semantics);
  };
  const several = (parts: readonly Predicate[], join: (parts: readonly Predicate[]) => Predicate): Predicate | undefined => {
    const each = parts.map(said);
    return each.includes(undefined) ? undefined : join(each as readonly Predicate[]);
  };
  return said(predicate);
};

const otherWords = (
  { left, op, right }: Comparison,
  listed: ReadonlySet<string>,
  { conditionCase }: Pick<Semantics, 'conditionCase'>,
): Predicate | undefined => {
  const isNull = right === undefined || ('literal' in right && right.literal === null);
  switch (op) {
    case 'less':
    case 'greater': {
      const other = op === 'less' ? 'greater' : 'less';
      return listed.has(other) ? { left: right ?? { literal: null }, op: other, right: left } : undefined;
    }
    case 'is-set':
      return listed.has('equals') ? { not: { left, op: 'equals', right: { literal: null } } } : undefined;
    case 'equals':
      return isNull && listed.has('is-set') ? { not: { left, op: 'is-set' } } : undefined;
    case 'regex': {
      const texts = right !== undefined && 'literal' in right && conditionCase === 'exact' ? wholeTexts(right.literal) : undefined;
      const [only, ...others] = (texts ?? []).map((text): Predicate => ({ left, op: 'equals', right: { literal: text } }));
      if (only === undefined || !listed.has('equals')) return undefined;
      return others.length === 0 ? only : { any: [only, ...others] };
    }
    case 'starts':
    case 'ends': {
      if (!listed.has('regex') || right === undefined || !('literal' in right) || typeof right.literal !== 'string') return undefined;
      const text = RE2JS.quote(right.literal);
      const flags = conditionCase === 'ignore' ? '(?is)' : '(?s)';
      return { left, op: 'regex', right: { literal: op === 'starts' ? `${flags}^${text}.*$` : `${flags}^.*${text}$` } };
    }
    default:
      return undefined;
  }
};

/** The texts that `^(this|that)$` stands for. Not those that may be a number, which is no text for `equals`. */
const wholeTexts = (regex: Json): readonly string[] | undefined => {
  const [, texts] = (typeof regex === 'string' && /^\^(?:\((?:\?:)?)?([\w |-]+)\)?\$$/.exec(regex)) || [];
  if (texts === undefined || (typeof regex === 'string' && texts.includes('|') && !regex.startsWith('^('))) return undefined;
  const each = texts.split('|');
  return each.every((text) => /[a-z]/i.test(text) && !/^(?:true|false|null|infinity|nan)$/i.test(text)) ? each : undefined;
};
