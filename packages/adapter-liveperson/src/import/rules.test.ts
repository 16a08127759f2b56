import { describe, expect, test } from 'vitest';
import { documentOf, importDocument, importFixture, importInteraction, tiles } from './import-parts.fixture.ts';

const question = (...responseMatches: readonly object[]) =>
  importInteraction({ interactionType: 'TEXT_QUESTION', content: tiles({ text: 'Well?' }), responseMatches });

const on = (...conditions: readonly object[]) => ({ conditions, action: { name: 'INTERACTION', value: 'next' } });
const pattern = (...patterns: readonly string[]) => ({ matchType: 'PATTERN', patternMatch: { patterns, excludeKeywords: [] } });
const plain = (value: string) => ({ conditions: [], action: { name: 'INTERACTION', value } });

describe('a condition', () => {
  test.each([
    ['patterns', pattern('yes', 'ok*', 'thank(|s)*'), { pattern: 'yes|ok*|thank(|s)*' }],
    [
      'keywords that exclude',
      { matchType: 'PATTERN', patternMatch: { patterns: ['a'], excludeKeywords: ['b'] } },
      { pattern: 'a', exclude: ['b'] },
    ],
    ['a regular expression', { matchType: 'REGEX', regexMatch: { regexText: '[0-9]', excludeKeywords: [] } }, { regex: '[0-9]' }],
    ['an exact value', { matchType: 'EXACT_VALUE', exactValueMatch: { value: 'yes' } }, { equals: 'yes' }],
    ['an option that is none', { matchType: 'EVAL_OPTION', evaluateOptionMatch: { value: 'yes' } }, { equals: 'yes' }],
    ['an intent', { matchType: 'INTENT', intentMatch: { intentId: '17' } }, { intent: '17' }],
    ['no match', { matchType: 'NO_MATCH', noMatch: { fallbackMessage: '' } }, { outcome: 'no-match' }],
  ])('on %s', (_, condition, when) => {
    const { node, told } = question(on(condition));
    expect(node.routes).toEqual([{ when, to: 'next' }]);
    expect(told).toEqual([]);
  });

  test('of no match says its fallback message, a template', () => {
    const { node } = question(on({ matchType: 'NO_MATCH', noMatch: { fallbackMessage: 'Again, {$botContext.name}?' } }));
    expect(node.routes).toEqual([{ when: { outcome: 'no-match' }, say: 'Again, {{name}}?', to: 'next' }]);
  });

  test('is one route each, where a rule has several', () => {
    const { node } = question({ name: 'rule', ...on(pattern('a'), { matchType: 'EXACT_VALUE', exactValueMatch: { value: 'b' } }) });
    expect(node.routes).toEqual([
      { name: 'rule', when: { pattern: 'a' }, to: 'next' },
      { name: 'rule', when: { equals: 'b' }, to: 'next' },
    ]);
  });

  test('that cannot be used is carried, and what of it can be is used', () => {
    const { node, told } = question(on(pattern('ok', '(bad')));
    expect(node.routes).toEqual([
      { when: { pattern: 'ok' }, to: 'next' },
      { if: { kind: 'platform', adapter: 'liveperson', raw: pattern('(bad') }, to: 'next' },
    ]);
    expect(told).toEqual(['unreadable-condition /conversationMessage/0/responseMatches/0/conditions/0/patternMatch/patterns/1']);
  });

  test.each([
    ['a type nobody knows', { matchType: 'SENTIMENT', sentiment: 'angry' }],
    ['no type', { other: true }],
    ['an expression that is none', { matchType: 'REGEX', regexMatch: { regexText: '(?=a)', excludeKeywords: [] } }],
    ['nothing to look for', { matchType: 'EXACT_VALUE' }],
  ])('with %s is carried', (_, condition) => {
    const { node, diagnostics } = question(on(condition));
    expect(node.routes).toMatchObject([{ if: { kind: 'platform', raw: condition }, to: 'next' }]);
    expect(diagnostics).toMatchObject([{ code: 'unreadable-condition', place: '/flows/0/nodes/0' }]);
  });

  test('on what cannot happen at its interaction is carried', () => {
    const result = { matchType: 'API_RESULT', apiResultsMatch: { status: 'SUCCESS' } };
    expect(question(on(result))).toMatchObject({
      node: { routes: [{ if: { raw: result } }] },
      told: ['misplaced-condition /conversationMessage/0/responseMatches/0/conditions/0'],
    });
  });
});

describe('rules', () => {
  test('of one entry without conditions are the plain next action', () => {
    const { node } = question(plain('none'));
    expect(node).toMatchObject({ routes: [], next: { end: 'flow' } });
  });

  test('leave a reply that none of them takes to other dialogs', () => {
    const { node } = question(on(pattern('a')));
    expect(node.next).toBeUndefined();
  });

  test('that end in an entry without conditions take whatever is left', () => {
    const { node, told } = question(plain('none'), on(pattern('a')));
    expect(node.routes).toEqual([{ when: { pattern: 'a' }, to: 'next' }, { to: { end: 'flow' } }]);
    expect(told).toEqual([]);
  });

  test('behind no match are never reached', () => {
    const { told } = question(on({ matchType: 'NO_MATCH' }), plain('none'));
    expect(told).toEqual(['unreachable-rule /conversationMessage/0/responseMatches/1']);
  });

  test('set variables', () => {
    const set = [
      { name: 'a', value: '{$userMessage}', scope: 'SESSION' },
      { name: 'b', value: 'x', scope: 'DIALOG' },
      { name: 'c', value: '', scope: 'REQUEST' },
      { name: 'd', value: '@size', scope: 'FOREVER' },
    ];
    const { node, told } = question({ ...plain('next'), contextDataVariables: set });
    expect(node.routes).toEqual([
      {
        set: [
          { variable: 'a', value: '{{user.text}}' },
          { variable: 'b', value: 'x', scope: 'flow' },
          { variable: 'c', value: '', scope: 'turn' },
          { variable: 'd', value: '@size' },
        ],
        to: 'next',
      },
    ]);
    const at = '/conversationMessage/0/responseMatches/0/contextDataVariables/3';
    expect(told).toEqual([`unknown-scope ${at}/scope`, `entity-value ${at}/value`]);
  });

  test('compare variables', () => {
    const rule = (contextMatchConditionType: string | undefined, ...contextConditions: readonly object[]) => {
      const { node } = question({ ...on(pattern('a')), contextConditions, contextMatchConditionType });
      return node.routes[0]?.if;
    };
    const has = { matchType: 'CONTAINS', contextName: 'user.age', value: '4' };
    const hasNot = { matchType: 'NOT_CONTAINS', contextName: '{$botContext.a}', value: '{$botContext.b}' };
    const reads = { left: { variable: 'user.age' }, op: 'contains', right: { literal: '4' } };
    const readsNot = { not: { left: { template: '{{a}}' }, op: 'contains', right: { template: '{{b}}' } } };
    expect(rule('ANY', has)).toEqual(reads);
    expect(rule('ANY', has, hasNot)).toEqual({ any: [reads, readsNot] });
    expect(rule('ALL', has, hasNot)).toEqual({ all: [reads, readsNot] });
    expect(rule(undefined, has, hasNot)).toEqual({ any: [reads, readsNot] });
    expect(rule('ANY', { ...has, matchType: 'LESS' })).toMatchObject({ kind: 'platform', raw: { matchType: 'LESS' } });
    expect(rule('MOST', has, hasNot)).toMatchObject({ kind: 'platform', raw: { contextMatchConditionType: 'MOST' } });
  });
});

describe('the rule that export writes for the other options of a choice', () => {
  const option = (value: string) => ({ matchType: 'EVAL_OPTION', evaluateOptionMatch: { value } });
  const choice = (...responseMatches: readonly object[]) =>
    importInteraction({
      interactionType: 'MULTIPLE_CHOICE_QUESTION',
      content: tiles({ text: 'Which?', multipleChoice: { multipleChoices: ['a', 'b', 'c'] } }),
      responseMatches,
    }).node;
  const others = (...values: readonly string[]) => ({ name: 'other options', conditions: values.map(option), action: { value: 'none' } });

  test('is where the choice goes on', () => {
    expect(choice(on(option('b')), others('a', 'c'))).toMatchObject({ routes: [{ when: { option: 'b' } }], next: { end: 'flow' } });
    expect(choice({ ...others('a', 'b', 'c'), name: 'any option' })).toMatchObject({ routes: [], next: { end: 'flow' } });
  });

  test('says of them what No Match says on a condition, or is a rule like any other', () => {
    const contextConditions = [{ matchType: 'CONTAINS', contextName: 'x', value: '1' }];
    const to = (value: string) => ({ contextConditions, action: { value } });
    const noMatch = {
      name: 'no match',
      conditions: [{ matchType: 'NO_MATCH', noMatch: { fallbackMessage: 'BLANK_MESSAGE' } }],
      ...to('none'),
    };
    const unmatched = (value: string) => ({ name: 'other options, no match', conditions: [option('a')], ...to(value) });
    expect(choice(noMatch, unmatched('none')).routes).toHaveLength(1);
    expect(choice(noMatch, unmatched('close_conversation')).routes).toHaveLength(2);
    expect(choice(noMatch, { ...unmatched('none'), contextConditions: [] }).routes).toHaveLength(2);
  });

  test.each([
    ['has another name', { ...others('a', 'c'), name: 'mine' }],
    ['leaves one out', others('a')],
    ['sets something', { ...others('a', 'c'), contextDataVariables: [{ name: 'x', value: '1' }] }],
    ['asks for more', { ...others('a', 'c'), contextConditions: [{ matchType: 'CONTAINS', contextName: 'x', value: '1' }] }],
  ])('is a rule like any other when it %s', (_, rule) => {
    const { routes, next } = choice(on(option('b')), rule);
    expect(next).toBeUndefined();
    expect(routes.slice(1)).toHaveLength(rule.conditions.length);
  });
});

describe('a next action', () => {
  const targets = (name: string | undefined, value: string | undefined) =>
    question({ ...on(pattern('a')), action: { name, value } }).node.routes[0]?.to;

  test.each([
    ['next', 'next'],
    ['none', { end: 'flow' }],
    ['close_conversation', { end: 'conversation' }],
    ['close_dialog', { end: 'conversation', survey: true }],
    ['current', 'repeat'],
    ['i1', { node: 'i1' }],
    ['g', { flow: 'dialog' }],
    ['gone', { unresolved: 'gone' }],
    [undefined, 'next'],
  ])('of an interaction: %s', (value, target) => {
    expect(targets('INTERACTION', value)).toEqual(target);
  });

  test('may be a dialog, or nothing we know', () => {
    expect(targets('DIALOG', 'g')).toEqual({ flow: 'dialog' });
    expect(targets('DIALOG', 'gone')).toEqual({ unresolved: 'gone' });
    expect(targets('BOT', 'other')).toEqual({ kind: 'platform', adapter: 'liveperson', raw: { name: 'BOT', value: 'other' } });
  });

  test('that is next means the interaction which is linked, wherever it is', () => {
    const [first, second] = [{ id: 'a', nextMessageId: 'c', responseMatches: [on(pattern('x')), plain('next')] }, { id: 'b' }];
    const { value } = importDocument(documentOf([first, second, { id: 'c', name: 'c' }]));
    const [, routes] = value.flows.flatMap(({ nodes }) => nodes).flatMap((node) => (node.name === 'i0' ? [node.name, node.routes] : []));
    expect(routes).toMatchObject([{ to: 'next' }, { to: 'next' }]);
  });
});

test('every way of routing has its place in the fixture', () => {
  const { value } = importFixture('every-interaction.json');
  const many = value.flows.find(({ name }) => name === 'Rules')?.nodes[1];
  expect(many?.routes.map(({ name, when, to }) => [name, when, to])).toEqual([
    ['intent', { intent: expect.any(String) }, 'next'],
    ['meta', { intent: 'ask about size' }, 'next'],
    ['unknown', undefined, 'next'],
    ['several', { pattern: 'a|b' }, { node: 'last' }],
    ['several', { equals: 'c' }, { node: 'last' }],
    ['only if', undefined, 'next'],
    ['current', { pattern: 'again' }, 'repeat'],
    ['elsewhere', { pattern: 'rich' }, { node: 'rich' }],
    ['dialog by interaction action', { pattern: 'choices' }, { flow: 'choices' }],
    ['bot', { pattern: 'other bot' }, { kind: 'platform', adapter: 'liveperson', raw: { name: 'BOT', value: 'some-bot' } }],
    ['maybe', { outcome: 'no-match' }, 'next'],
    [undefined, undefined, { end: 'conversation', survey: true }],
  ]);
});
