import { type PlatformPart, patternProblem, regexProblem, type WhenInput } from '@dragoman/core';
import { failedEscalation } from '../failed-escalation.ts';
import type { LivePersonCondition } from '../wire/rule.ts';
import type { ImportReport, ReadTemplate } from './import-context.ts';
import { type OptionFinder, optionTextOf } from './option-match.ts';
import { platformPart } from './platform-part.ts';

/** What a rule may ask of the interaction it stands at. */
export interface Askable {
  /** How a call ended. */
  readonly outcomes: boolean;
  /** What the consumer says. */
  readonly replies: boolean;
  /** That nobody could take over. */
  readonly handover: boolean;
  /** That nothing else fits what the consumer says. */
  readonly noMatch: boolean;
  /** The ids of the options that can be chosen. */
  readonly options: readonly string[];
  /** The id of the option that a condition names. */
  readonly option: OptionFinder;
}

/** What a condition becomes on a route. `if`: one that is carried, and never holds. */
export interface ConditionMatch {
  readonly when?: WhenInput;
  readonly if?: PlatformPart;
  readonly say?: string;
}

/** One condition of a rule: mostly one match, none if it holds nothing. */
export const matchesOf = (
  condition: LivePersonCondition,
  pointer: string,
  askable: Askable,
  read: ReadTemplate,
  report: ImportReport,
): readonly ConditionMatch[] => {
  const carried = (raw: unknown, platformPlace: string, reason: string, fix?: string): ConditionMatch => {
    report({ code: 'unreadable-condition', severity: 'warning', platformPlace, reason, ...(fix !== undefined && { fix }) });
    return { if: platformPart(raw) };
  };
  const reply = (when: WhenInput): ConditionMatch => (askable.replies ? { when } : misplaced('what the consumer says'));
  const outcome = (status: string | undefined, field: string, words: Words): ConditionMatch => {
    const word = status === undefined ? undefined : words[status];
    if (word === undefined) return carried(condition, `${pointer}/${field}`, `${JSON.stringify(status ?? '')} is no result of a call.`);
    return askable.outcomes ? { when: word } : misplaced('how a call ended');
  };
  const misplaced = (what: string): ConditionMatch => {
    const reason = `This condition asks ${what}, which this interaction does not know.`;
    const fix = 'Move the rule to the interaction that asks or calls.';
    report({ code: 'misplaced-condition', severity: 'warning', platformPlace: pointer, reason, fix });
    return { if: platformPart(condition) };
  };

  const { matchType, patternMatch, regexMatch, noMatch, apiResultsMatch, kbResultMatch } = condition;
  switch (matchType) {
    case 'PATTERN': {
      const exclude = patternMatch?.excludeKeywords ?? [];
      const at = `${pointer}/patternMatch`;
      const excludeProblem = firstProblem(exclude);
      if (excludeProblem !== undefined) return [carried(condition, `${at}/excludeKeywords`, excludeProblem)];
      const patterns = patternMatch?.patterns ?? [];
      if (patterns.length === 0) return [carried(condition, at, 'There is no pattern, so this condition never holds.', 'Write one.')];
      const readable = patterns.filter((pattern) => patternProblem(pattern) === undefined);
      const unreadable = patterns.flatMap((pattern, index) => {
        const problem = patternProblem(pattern);
        if (problem === undefined) return [];
        const raw = { ...condition, patternMatch: { ...patternMatch, patterns: [pattern] } };
        return [carried(raw, `${at}/patterns/${index}`, `This pattern cannot be used. ${problem}`)];
      });
      const joined = { pattern: readable.join('|'), ...excluding(exclude) };
      return [...(readable.length > 0 ? [reply(joined)] : []), ...unreadable];
    }
    case 'REGEX': {
      const { regexText = '', excludeKeywords: exclude = [] } = regexMatch ?? {};
      const at = `${pointer}/regexMatch`;
      const problem = regexText === '' ? 'It is empty.' : regexProblem(regexText);
      if (problem !== undefined) return [carried(condition, `${at}/regexText`, `This regular expression cannot be used. ${problem}`)];
      const excludeProblem = firstProblem(exclude);
      if (excludeProblem !== undefined) return [carried(condition, `${at}/excludeKeywords`, excludeProblem)];
      return [reply({ regex: regexText, ...excluding(exclude) })];
    }
    case 'EXACT_VALUE':
    case 'EVAL_OPTION': {
      const value = optionTextOf(condition);
      if (value === undefined) return [carried(condition, pointer, 'There is no value, so this condition never holds.', 'Write one.')];
      if (askable.handover && value === failedEscalation) return [{ when: 'failed' }];
      const option = askable.option(condition);
      return [reply(option === undefined ? { equals: value } : { option })];
    }
    case 'NO_MATCH': {
      if (!askable.noMatch) return [misplaced('whether nothing else fits')];
      const said = noMatch?.fallbackMessage ?? '';
      const isSilent = said === '' || said === 'BLANK_MESSAGE';
      return [{ when: 'no-match', ...(!isSilent && { say: read(said, `${pointer}/noMatch/fallbackMessage`) }) }];
    }
    case 'API_RESULT':
      return [outcome(apiResultsMatch?.status, 'apiResultsMatch/status', { SUCCESS: 'success', FAILURE: 'failure' })];
    case 'KB_MATCH':
      return [outcome(kbResultMatch?.status, 'kbResultMatch/status', { MATCH_FOUND: 'success', MATCH_NOT_FOUND: 'failure' })];
    default: {
      const intent = matchType?.includes('INTENT') ? intentIn(condition) : undefined;
      if (intent !== undefined) return [reply({ intent })];
      const known = matchType === undefined ? 'There is no match type' : `The match type ${JSON.stringify(matchType)} means nothing here`;
      return [carried(condition, `${pointer}/matchType`, `${known}, so this condition never holds.`)];
    }
  }
};

type Words = { readonly [status: string]: 'success' | 'failure' | undefined };

const excluding = (exclude: readonly string[]) => (exclude.length > 0 ? { exclude } : {});

const firstProblem = (patterns: readonly string[]): string | undefined =>
  patterns.map(patternProblem).find((problem) => problem !== undefined);

/** Assumed: a condition on an intent names it where conditions of other types keep what they look for. */
const intentIn = (condition: LivePersonCondition): string | undefined => {
  const places = [condition, ...Object.entries(condition).flatMap(([field, value]) => (/intent/i.test(field) ? [value] : []))];
  for (const place of places) {
    if (typeof place !== 'object' || place === null) continue;
    for (const field of ['intentId', 'id', 'value', 'intentName', 'name'] as const) {
      const found: unknown = (place as { readonly [name: string]: unknown })[field];
      if (typeof found === 'string' && found !== '') return found;
    }
  }
  return undefined;
};
