import type { Comparison, Node, Operand, Option, Predicate, Route, TextMatch, When } from '@dragoman/core';

/** What a route waits for, in the words of its author: `pattern "hi*"`, `option "Blue"`, `404`, `tier contains "gold"`. Empty where it always is taken. */
export const routeWords = ({ when, if: condition }: Route, node: Node): string =>
  [...(when === undefined ? [] : [whenWords(when, node)]), ...(condition === undefined ? [] : [conditionWords(condition)])].join(' and ');

const whenWords = (when: When, node: Node): string => {
  if ('intent' in when) return `intent ${quoted(when.intent)}`;
  if ('option' in when) return `option ${quoted(labelOf(when.option, node))}`;
  if ('outcome' in when) return when.outcome;
  if ('is' in when) return when.is;
  if ('status' in when) return String(when.status);
  if ('class' in when) return when.class;
  return 'value' in when ? `value ${quoted(when.value)}` : textWords(when);
};

const textWords = (match: TextMatch): string => {
  const { exclude = [] } = match;
  const words =
    'equals' in match
      ? `equals ${quoted(match.equals)}`
      : 'pattern' in match
        ? `pattern ${quoted(match.pattern)}`
        : `regex ${quoted(match.regex)}`;
  return exclude.length === 0 ? words : `${words} without ${exclude.map(quoted).join(', ')}`;
};

const conditionWords = (predicate: Predicate): string => {
  if ('all' in predicate) return predicate.all.map(innerWords).join(' and ');
  if ('any' in predicate) return predicate.any.map(innerWords).join(' or ');
  if ('not' in predicate) return `not ${innerWords(predicate.not)}`;
  if ('left' in predicate) return comparisonWords(predicate);
  return `a condition of ${predicate.adapter}`;
};

const innerWords = (predicate: Predicate): string =>
  'all' in predicate || 'any' in predicate ? `(${conditionWords(predicate)})` : conditionWords(predicate);

const comparisonWords = ({ left, op, right }: Comparison): string => {
  const said = op === 'is-set' ? 'is set' : op;
  return [operandWords(left), said, ...(right === undefined ? [] : [operandWords(right)])].join(' ');
};

const operandWords = (operand: Operand): string => {
  if ('variable' in operand) return operand.variable;
  return 'template' in operand ? quoted(operand.template) : JSON.stringify(operand.literal);
};

/** What the consumer sees of an option. */
const labelOf = (id: string, node: Node): string => optionsIn(node).find((option) => option.id === id)?.label ?? id;

const optionsIn = (node: Node): readonly Option[] => {
  if (node.kind === 'choice') return node.options;
  if (node.kind !== 'message') return [];
  return node.content.flatMap((content) =>
    content.kind === 'card' ? content.options : content.kind === 'cards' ? content.cards.flatMap(({ options }) => options) : [],
  );
};

const quoted = (text: string): string => JSON.stringify(text);
