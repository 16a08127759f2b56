import { type Option, printTemplate, type Route, type Target, type TextMatch } from '@dragoman/core';
import { failedEscalation } from '../failed-escalation.ts';
import { generatedNames } from '../generated-rules.ts';
import { optionTexts, spelled } from '../option-texts.ts';
import type { LivePersonAction, LivePersonCondition, LivePersonResponseMatch } from '../wire/rule.ts';
import { shownMatch } from './choice-view.ts';
import { closingText } from './closing-text.ts';
import { blank } from './contents.ts';
import { contextConditionsOf } from './context-conditions.ts';
import type { ExportWork, NodeView } from './export-view.ts';
import { joinRules } from './join-rules.ts';
import { splitPattern } from './split-pattern.ts';

/** The ways out of a node as rules. One without conditions is the plain next action. */
export const rulesOf = (node: NodeView, work: ExportWork): readonly LivePersonResponseMatch[] => {
  const options = optionsOf(node);
  const site: Site = { node, options, texts: optionTexts(options), work };
  const rules = joinRules(
    node.routes,
    node.routes.map((route) => ruleOf(route, site)),
  );
  if (node.routes.some(isPlain)) return rules;
  if (node.kind === 'choice') return [...rules, ...otherOptions(site)];
  const onward = plainRule(closingText(node) === undefined ? actionOf(node.next ?? 'next', site) : 'next');
  if (rules.length === 0) return [onward];
  // A question whose rules do not fit leaves the reply to other dialogs, unless it says where to go.
  if (waitsForReply(node)) return node.next === undefined ? rules : [...rules, onward];
  if (node.kind === 'handoff' && node.next === undefined) return rules;
  if (node.kind !== 'api') return [...rules, onward];
  // A call that fails must not go on as one that succeeds.
  const isSaid = node.routes.some((route) => route.if === undefined && isOutcome(route, 'success'));
  if (isSaid) return rules;
  const succeeded = { ...onward, name: 'success', conditions: [outcomeCondition('SUCCESS')] };
  // Rules on a success and on variables are tried before.
  return node.routes.some((route) => isOutcome(route, 'success')) ? [...rules, succeeded] : [succeeded, ...rules];
};

const isOutcome = ({ when }: Route, outcome: 'success' | 'failure'): boolean => when !== undefined && 'is' in when && when.is === outcome;

interface Site {
  readonly node: NodeView;
  readonly options: readonly Option[];
  /** What rules call them by, by id. */
  readonly texts: ReadonlyMap<string, string>;
  readonly work: ExportWork;
}

/** Structured interactions and questions wait whatever they say of it. */
const waitsForReply = (node: NodeView): boolean => node.waits ?? (node.kind === 'question' || node.kind === 'choice');

const isPlain = ({ when, if: condition }: Route): boolean => when === undefined && condition === undefined;

const optionsOf = (node: NodeView): readonly Option[] => {
  if (node.kind === 'choice') return node.options;
  if (node.kind !== 'message') return [];
  return node.content.flatMap((content) =>
    content.kind === 'card' ? content.options : content.kind === 'cards' ? content.cards.flatMap(({ options }) => options) : [],
  );
};

/** A rule without conditions. */
export const plainRule = (action: LivePersonAction | 'next'): LivePersonResponseMatch => ({
  conditions: [],
  contextConditions: [],
  action: action === 'next' ? { name: 'INTERACTION', value: 'next' } : action,
  contextDataVariables: [],
});

const ruleOf = (route: Route, site: Site): LivePersonResponseMatch => {
  const { print } = site.work.context;
  const condition = conditionOf(route, site);
  const { contextConditions, matchType } = contextConditionsOf(route.if, site.work);
  const isConditional = condition !== undefined || contextConditions.length > 0;
  return {
    ...(isConditional && { name: route.name ?? nameOf(route, condition) }),
    conditions: condition === undefined ? [] : [condition],
    contextConditions: [...contextConditions],
    ...(isConditional && { contextMatchConditionType: matchType }),
    action: actionOf(route.to, site),
    contextDataVariables: (route.set ?? []).map(({ variable, value, scope }) => ({
      name: variable,
      value: typeof value === 'string' ? print(value) : JSON.stringify(value),
      scope: scopes[scope ?? scopeOf(variable, site)] ?? 'SESSION',
    })),
  };
};

const scopes: { readonly [scope: string]: string | undefined } = { session: 'SESSION', flow: 'DIALOG', turn: 'REQUEST' };

const scopeOf = (name: string, { work }: Site): string => work.bot.variables.find((variable) => variable.name === name)?.scope ?? 'session';

const conditionOf = ({ when, say, if: condition }: Route, site: Site): LivePersonCondition | undefined => {
  const carried = condition !== undefined ? carriedCondition(condition) : undefined;
  if (carried !== undefined) return carried;
  if (when === undefined) return undefined;
  if ('is' in when) return outcomeCondition(when.is === 'success' ? 'SUCCESS' : 'FAILURE');
  if ('outcome' in when) {
    if (when.outcome === 'failed') return { matchType: 'EXACT_VALUE', exactValueMatch: { value: failedEscalation } };
    if (when.outcome !== 'no-match') return { matchType: when.outcome.toUpperCase() };
    return { matchType: 'NO_MATCH', noMatch: { fallbackMessage: say === undefined ? blank : site.work.context.print(say) } };
  }
  // Assumed: no export shows a rule on an intent.
  if ('intent' in when) return { matchType: 'INTENT', intentMatch: { intentId: when.intent } };
  if ('option' in when) return optionCondition(when.option, site);
  if ('pattern' in when) {
    const patternMatch = { patterns: splitPattern(when.pattern), excludeKeywords: [...(when.exclude ?? [])] };
    return { matchType: 'PATTERN', patternMatch };
  }
  if ('regex' in when) return { matchType: 'REGEX', regexMatch: { regexText: when.regex, excludeKeywords: [...(when.exclude ?? [])] } };
  // No rule on an exact value leaves anything out.
  if ('equals' in when && ((when.exclude ?? []).length > 0 || saysOption(when.equals, site))) return textCondition(when, site);
  if ('equals' in when) return { matchType: 'EXACT_VALUE', exactValueMatch: { value: when.equals } };
  return undefined;
};

/** Whether an exact value of this text would name an option, which takes less than the text does. */
const saysOption = (text: string, { node, texts }: Site): boolean => {
  const named = new Set([text, printTemplate([{ kind: 'text', text }])].map(spelled));
  return shownMatch(node) === 'EXACT_VALUE' && [...texts.values()].some((said) => named.has(spelled(said)));
};

/** The text itself, whoever says it. */
const textCondition = ({ equals, exclude = [] }: TextMatch & { readonly equals: string }, { work }: Site): LivePersonCondition => {
  const excludeKeywords = [...exclude];
  if (!/[*|()]/.test(equals)) return { matchType: 'PATTERN', patternMatch: { patterns: [equals], excludeKeywords } };
  const regexText = `^${equals.trim().replace(/[\\^$.|?*+()[\]{}]/g, '\\$&')}$`;
  const flag = work.bot.semantics.patternCase === 'ignore' ? '(?i)' : '';
  return { matchType: 'REGEX', regexMatch: { regexText: `${flag}${regexText}`, excludeKeywords } };
};

const outcomeCondition = (status: 'SUCCESS' | 'FAILURE'): LivePersonCondition => ({ matchType: 'API_RESULT', apiResultsMatch: { status } });

/** What was read as a condition of the platform's own is the whole of one. */
const carriedCondition = (condition: NonNullable<Route['if']>): LivePersonCondition | undefined => {
  if (!('kind' in condition) || typeof condition.raw !== 'object' || condition.raw === null) return undefined;
  const raw = condition.raw as LivePersonCondition;
  return typeof raw.matchType === 'string' && !('contextName' in raw) ? raw : undefined;
};

const optionCondition = (id: string, { node, texts, work }: Site): LivePersonCondition => {
  const text = texts.get(id);
  const value = text === undefined ? id : work.context.print(text);
  if (shownMatch(node) === 'EVAL_OPTION') return { matchType: 'EVAL_OPTION', evaluateOptionMatch: { value } };
  return { matchType: 'EXACT_VALUE', exactValueMatch: { value } };
};

/**
 * Options that no rule takes go on: a choice takes its options and nothing else. No Match takes them before that; where it
 * does so on a condition, the same is said of the options, as rules on what was said are tried before it.
 */
const otherOptions = (site: Site): readonly LivePersonResponseMatch[] => {
  const { node, options } = site;
  const noMatches = node.routes.filter(({ when }) => when !== undefined && 'outcome' in when && when.outcome === 'no-match');
  if (noMatches.some((route) => route.if === undefined)) return [];
  const taken = new Set(
    node.routes.flatMap(({ when, if: condition }) =>
      condition === undefined && when !== undefined && 'option' in when ? [when.option] : [],
    ),
  );
  const others = options.filter(({ id }) => !taken.has(id));
  if (others.length === 0) return [];
  const action = actionOf(node.next ?? 'next', site);
  const name = taken.size === 0 ? generatedNames.anyOption : generatedNames.otherOptions;
  const conditions = others.map(({ id }) => optionCondition(id, site));
  const unmatched = noMatches.map((route) => {
    if (route.say !== undefined && others.some(({ action }) => action.kind === 'reply')) reportUnsaid(route, site);
    return { ...ruleOf(route, site), name: generatedNames.unmatchedOptions, conditions };
  });
  return [...unmatched, { name, conditions, contextConditions: [], contextMatchConditionType: 'ANY', action, contextDataVariables: [] }];
};

const reportUnsaid = (at: Route, { work }: Site): void =>
  work.context.report({
    code: 'no-match-unsaid',
    at,
    loss: 'degraded',
    reason: 'What is said here when nothing matches is not said when an option without a route is chosen.',
    fix: 'Route the options.',
  });

const actionOf = (to: Target, { node, work: { bot } }: Site): LivePersonAction => {
  const interaction = (value: string): LivePersonAction => ({ name: 'INTERACTION', value });
  if (to === 'next') return interaction('next');
  const target = bot.follow(node, to);
  if ('node' in target) {
    const following = bot.follow(node, 'next');
    if ('node' in following && following.node === target.node) return interaction('next');
    return interaction(bot.key(bot.node(target.node)));
  }
  if ('flow' in target) return { name: 'DIALOG', value: bot.key(bot.flow(target.flow)) };
  if ('unresolved' in target) return interaction(target.unresolved);
  if ('end' in target) {
    if (target.end === 'flow') return interaction('none');
    return interaction(target.survey ? 'close_dialog' : 'close_conversation');
  }
  return target.raw as LivePersonAction;
};

/** Rules with conditions have names; this one says what it is about. */
const nameOf = ({ when, if: test }: Route, condition: LivePersonCondition | undefined): string => {
  if (when === undefined) return test === undefined ? 'rule' : 'variables';
  if ('is' in when) return when.is;
  if ('outcome' in when) return when.outcome.replace('-', ' ');
  const [said] = Object.values(when).filter((value) => typeof value === 'string');
  return shortened(condition?.evaluateOptionMatch?.value ?? condition?.exactValueMatch?.value ?? said ?? 'rule');
};

const longestName = 40;

const shortened = (name: string): string => (name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name);
