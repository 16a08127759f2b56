import { describe, expect, test } from 'vitest';
import { documentOf, importDocument, importFixture, importInteraction, tiles, told } from './import-parts.fixture.ts';

describe('a malformed part', () => {
  test('is passed over, and the rest is read', () => {
    const responseMatches = ['x', { conditions: [{ matchType: 'PATTERN', patternMatch: { patterns: ['a', {}, 'b'] } }], action: 3 }];
    const { node, told } = importInteraction({ content: tiles({ text: ['x'] }), responseMatches, pattern: 'x', quickReplies: {} });
    expect(node).toMatchObject({ kind: 'message', content: [{ text: '' }], routes: [{ when: { pattern: 'a|b' } }] });
    const at = '/conversationMessage/0';
    expect(told.filter((one) => one.startsWith('malformed')).sort()).toEqual([
      `malformed-part ${at}/content/results/tile/tileData/0/text`,
      `malformed-part ${at}/pattern`,
      `malformed-part ${at}/quickReplies`,
      `malformed-part ${at}/responseMatches/0`,
      `malformed-part ${at}/responseMatches/1/action`,
      `malformed-part ${at}/responseMatches/1/conditions/0/patternMatch/patterns/1`,
    ]);
  });

  test('that is a number or true where text belongs is that text', () => {
    const { node, told } = importInteraction({ content: tiles({ text: 42 }), interactionDelay: 100, preProcessMessage: true });
    expect(node).toMatchObject({ content: [{ text: '42' }], delayMs: 100, hooks: { before: { source: 'true' } } });
    expect(told).toEqual([]);
  });

  test('that is null is not there', () => {
    const { node, told } = importInteraction({ content: tiles({ text: 'a', buttons: null }), responseMatches: null, pattern: [null] });
    expect(node).toMatchObject({ content: [{ text: 'a' }] });
    expect(told).toEqual([]);
  });

  test('may be all of it', () => {
    const document = { bot: {}, conversationMessage: [1, null, []], groups: 'x', responder: [{}, 'x'], globalFunctions: [] };
    const { value, diagnostics } = importDocument(document);
    expect(value.flows).toEqual([]);
    expect(
      told(diagnostics)
        .filter((one) => one.startsWith('malformed'))
        .sort(),
    ).toEqual([
      'malformed-part /conversationMessage/0',
      'malformed-part /conversationMessage/1',
      'malformed-part /conversationMessage/2',
      'malformed-part /globalFunctions',
      'malformed-part /groups',
      'malformed-part /responder/1',
    ]);
  });

  test('does not keep its neighbours from being read', () => {
    const { value } = importFixture('damaged.json');
    const names = value.flows.flatMap(({ nodes }) => nodes.map(({ name }) => name));
    expect(names).toContain('numbers');
    expect(value.integrations.map(({ name }) => name)).toEqual(['Twice', 'Twice (2)', 'Pairs']);
    expect(value.integrations[2]).toMatchObject({
      headers: [{ name: 'X-A' }],
      query: [{ value: '7' }],
      response: { fields: [{ name: 'a' }] },
    });
  });
});

test('settings nobody explains are told of', () => {
  const document = { ...documentOf([]), bot: { id: 'b', name: 'B', sessionLength: 30, botAttributes: { DEFAULT_ERROR_MESSAGE: '' } } };
  const { value, diagnostics } = importDocument(document);
  expect(value).toMatchObject({ id: 'b', name: 'B' });
  expect(told(diagnostics)).toEqual(['session-length /bot/sessionLength']);
});
