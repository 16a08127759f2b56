import type { Comparison, Operand } from '../../document/predicate.ts';
import type { TextMatch } from '../../document/route.ts';
import type { Json } from '../../json.ts';
import { regexProblem } from '../../matching/regex.ts';
import { parseTemplate } from '../../template/parse-template.ts';
import { exactNumberOf } from '../../values/number-of.ts';
import { decisionsOf } from '../decisions.ts';
import { comparisons, type MatchPart, textMatches } from './matching-parts.ts';
import type { ObservedBot } from './observed-bot.ts';
import { isAnchored, quoted, regexFor, regexOfPattern, regexOfText } from './regex-of.ts';
import { replaceElements } from './replace-elements.ts';
import type { Compiled, Difference, Observation, SemanticsEntry } from './semantics-entry.ts';

export const patternCase: SemanticsEntry = {
  says: ({ to }) =>
    to.patternCase === 'exact'
      ? 'This text is only matched in the case it is written in there.'
      : 'This text is matched in any case there.',
  observe: (bot) => textMatches(bot).flatMap(({ match }) => (hasCase(match) ? [{ at: match }] : [])),
  compile: (bot, seen, difference) => {
    const { from, context } = difference;
    const ignoreCase = from.patternCase === 'ignore';
    // A trigger's rank depends on how it is written.
    const parts = new Map<object, MatchPart>(textMatches(bot).map((part) => [part.match, part]));
    return rewritten(bot, seen, difference, (at) => {
      const { match, of } = parts.get(at) as MatchPart;
      if (of === 'trigger' || !context.capabilities.replies.includes('regex') || 'regex' in match || match.exclude !== undefined)
        return undefined;
      const regex = 'equals' in match ? regexOfText(match.equals.trim(), { ignoreCase }) : regexOfPattern(match.pattern, { ignoreCase });
      return regex === undefined || regexProblem(regex) !== undefined ? undefined : { regex };
    });
  },
};

/** Whether case counts in a match at all. A regular expression says for itself whether it does. */
const hasCase = (match: TextMatch): boolean =>
  [...('equals' in match ? [match.equals] : 'pattern' in match ? [match.pattern] : []), ...(match.exclude ?? [])].some(isCased);

const isCased = (text: string): boolean => text.toLowerCase() !== text.toUpperCase();

export const conditionCase: SemanticsEntry = {
  says: ({ to }) =>
    to.conditionCase === 'exact' ? 'This comparison looks at case there.' : 'This comparison does not look at case there.',
  fix: 'Compare with a regular expression.',
  observe: (bot) => comparisons(bot).flatMap((at) => (comparesCase(at) ? [{ at }] : [])),
  compile: (bot, seen, difference) => {
    const { from, context } = difference;
    const listed: readonly string[] = context.capabilities.conditions;
    const { areScripts } = decisionsOf(context);
    return rewritten(bot, seen, difference, (at) => {
      const comparison = at as Comparison;
      // What the platform does not list becomes a script, which knows regular expressions.
      if (!listed.includes('regex') && !(areScripts && !listed.includes(comparison.op))) return undefined;
      const regex = regexOfComparison(comparison, { ignoreCase: from.conditionCase === 'ignore' });
      if (regex === undefined || regexProblem(regex) !== undefined) return undefined;
      return { left: comparison.left, op: 'regex', right: { literal: regex } };
    });
  },
};

export const conditionText: SemanticsEntry = {
  says: ({ to }) =>
    to.conditionText === 'literal'
      ? 'The text that is compared with here means itself there, also while a variable of that name has a value.'
      : 'The text that is compared with here means a variable there, while one of that name has a value.',
  fix: 'Give the variable another name, or compare with the variable itself.',
  observe: (bot) => {
    const written = new Set(bot.sites.write.map(({ text }) => text));
    // A script that sets it says its name.
    const isNamed = (name: string): boolean =>
      bot.sites.script.some(({ script: { source } }) => source.includes(`"${name}"`) || source.includes(`'${name}'`));
    return comparisons(bot).flatMap((at) => {
      const name = at.right !== undefined && 'literal' in at.right ? at.right.literal : undefined;
      return typeof name === 'string' && name !== '' && (written.has(name) || isNamed(name)) ? [{ at }] : [];
    });
  },
};

const comparesCase = ({ left, op, right }: Comparison): boolean => {
  if (op === 'is-set' || op === 'regex') return false;
  const isOrder = op === 'less' || op === 'greater';
  // In an order of texts, letters stand behind the digits of a number in either case.
  const isCaseless = (literal: unknown): boolean =>
    typeof literal === 'string'
      ? !isCased(literal) && !(isOrder && exactNumberOf(literal) === undefined)
      : typeof literal !== 'object' || literal === null;
  return ![left, right].some((operand) => {
    const said = operand && fixedValue(operand);
    return operand === undefined || (said !== undefined && isCaseless(said));
  });
};

/** A literal, also one that is written as a template without placeholders. */
const fixedValue = (operand: Operand): Json | undefined => {
  if ('literal' in operand) return operand.literal;
  const [first, ...others] = 'template' in operand ? parseTemplate(operand.template).tree : [];
  return first?.kind === 'text' && others.length === 0 ? first.text : undefined;
};

const regexOfComparison = ({ op, right }: Comparison, { ignoreCase }: { readonly ignoreCase: boolean }): string | undefined => {
  const text = right && fixedValue(right);
  if (typeof text !== 'string') return undefined;
  // What reads as a number is compared as one.
  if (op === 'equals') return exactNumberOf(text) === undefined ? regexOfText(text, { ignoreCase }) : undefined;
  if (ignoreCase) return undefined;
  if (op === 'starts') return `^${quoted(text)}[\\s\\S]*$`;
  return op === 'ends' ? `^[\\s\\S]*${quoted(text)}$` : undefined;
};

export const regexMatch: SemanticsEntry = {
  says: ({ to }) =>
    to.regexMatch === 'full'
      ? 'The regular expression must cover the whole text there.'
      : 'The regular expression need only be found in the text there.',
  fix: 'Begin it with ^ and end it with $, or put .* around it.',
  observe: (bot) => [
    ...textMatches(bot).flatMap(({ match }) => ('regex' in match && !isAnchored(match.regex) ? [{ at: match }] : [])),
    ...comparisons(bot).flatMap((at) => (at.op === 'regex' && !isAnchored(literalOf(at) ?? '') ? [{ at }] : [])),
  ],
  compile: (bot, seen, difference) =>
    rewritten(bot, seen, difference, (at) => {
      const part = at as TextMatch | Comparison;
      const regex = 'op' in part ? literalOf(part) : 'regex' in part ? part.regex : undefined;
      if (regex === undefined) return undefined;
      const made = regexFor(regex, difference.from.regexMatch);
      if (regexProblem(regex) !== undefined || regexProblem(made) !== undefined) return undefined;
      return 'op' in part ? { ...part, right: { literal: made } } : { ...part, regex: made };
    }),
};

const literalOf = ({ right }: Comparison): string | undefined =>
  right !== undefined && 'literal' in right && typeof right.literal === 'string' ? right.literal : undefined;

const rewritten = (
  { bot }: ObservedBot,
  seen: readonly Observation[],
  { context }: Difference,
  rewrite: (at: object) => object | undefined,
): Compiled => {
  const made = new Map<object, object>();
  const left: Observation[] = [];
  for (const observation of seen) {
    const other = rewrite(observation.at);
    if (other === undefined) left.push(observation);
    else made.set(observation.at, other);
  }
  return { bot: replaceElements(bot, made, context.provenance), left };
};
