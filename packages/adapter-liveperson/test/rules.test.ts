import type { JsonObject } from '@dragoman/core';
import { afterAll, describe, expect, test } from 'vitest';
import {
  ask,
  call,
  exportOf,
  onNoMatch,
  onPattern,
  onResult,
  responder,
  rule,
  sandbox,
  starter,
  talkTo,
  text,
  tile,
} from './talk.fixture.ts';

afterAll(() => sandbox.dispose());

const end = { responseMatches: [rule([], 'none')] };
const asking = (rules: readonly ReturnType<typeof rule>[], more: JsonObject = {}) =>
  exportOf({
    Main: [
      starter('hi'),
      { ...ask('one', 'One?', { responseMatches: [...rules] }), ...more },
      text('yes', 'Yes.', end),
      text('no', 'No.', end),
    ],
  });
/** What is said to a reply. */
const answer = async (document: unknown, reply: string, intents: readonly { readonly name: string }[] = []): Promise<readonly string[]> => {
  const talk = talkTo(document);
  await talk.say('hi');
  return talk.say(reply, { intents });
};
const regex = (regexText: string, excludeKeywords?: readonly string[]) => ({
  matchType: 'REGEX',
  regexMatch: { regexText, ...(excludeKeywords && { excludeKeywords }) },
});
const exact = (value: string) => ({ matchType: 'EXACT_VALUE', exactValueMatch: { value } });
const intent = (intentId: string) => ({ matchType: 'INTENT', intentMatch: { intentId } });

describe('rules', () => {
  test('no match is tried last, wherever it stands', async () => {
    const document = asking([rule([onNoMatch('Pardon?')], 'no'), rule([onPattern('a')], 'yes')]);
    expect(await answer(document, 'a')).toEqual(['Yes.']);
    expect(await answer(document, 'b')).toEqual(['Pardon?', 'No.']);
  });

  test('intents are tried first, wherever they stand', async () => {
    const document = asking([rule([onPattern('*')], 'no'), rule([intent('i-yes')], 'yes')]);
    expect(await answer(document, 'whatever', [{ name: 'i-yes' }])).toEqual(['Yes.']);
    expect(await answer(document, 'whatever')).toEqual(['No.']);
  });

  test('of two that match, the first is taken', async () => {
    expect(await answer(asking([rule([onPattern('a*')], 'yes'), rule([onPattern('*')], 'no')]), 'ab')).toEqual(['Yes.']);
  });

  test.each([
    ['a pattern in another case', onPattern('THANK(|s)*'), 'thanks a lot', true],
    ['one of several patterns', onPattern('hello', 'bye'), 'bye', true],
    ['a pattern that fits a part', onPattern('bye'), 'good bye', false],
    [
      'a pattern with a word that is excluded',
      { matchType: 'PATTERN', patternMatch: { patterns: ['*cat*'], excludeKeywords: ['*dog*'] } },
      'cat and dog',
      false,
    ],
    ['a regular expression that is found', regex('[0-9]'), 'I have 2', true],
    ['a regular expression that is not', regex('^[0-9]$'), 'I have 2', false],
    ['a regular expression with a word that is excluded', regex('[0-9]', ['*not*']), 'not 2', false],
    ['an exact value', exact('Blue'), 'blue', true],
    ['an exact value and more', exact('Blue'), 'blue one', false],
  ])('%s', async (_what, condition, reply, matches) => {
    expect(await answer(asking([rule([condition], 'yes'), rule([onNoMatch('')], 'no')]), reply)).toEqual([matches ? 'Yes.' : 'No.']);
  });

  test.each([
    ['CONTAINS', 'gold', ['Yes.']],
    ['CONTAINS', 'GOLD', ['Yes.']],
    ['CONTAINS', 'silver', ['No.']],
    ['NOT_CONTAINS', 'silver', ['Yes.']],
    ['NOT_CONTAINS', 'Gold', ['No.']],
  ])('a variable condition: %s %s', async (matchType, value, said) => {
    const globals = 'function __initConversation() { botContext.setBotVariable("tier", "gold member", true, false); }';
    const conditions = { contextConditions: [{ matchType, contextName: 'tier', value }], contextMatchConditionType: 'ANY' };
    const document = {
      ...asking([rule([onPattern('*')], 'yes', conditions), rule([onNoMatch('')], 'no')]),
      globalFunctions: { methods: globals },
    };
    expect(await answer(document, 'x')).toEqual(said);
  });

  test.each([
    ['ANY', ['Yes.']],
    ['ALL', ['No.']],
  ])('%s of several variable conditions', async (contextMatchConditionType, said) => {
    const globals = 'function __initConversation() { botContext.setBotVariable("tier", "gold", true, false); }';
    const contextConditions = ['gold', 'silver'].map((value) => ({ matchType: 'CONTAINS', contextName: 'tier', value }));
    const rules = [rule([onPattern('*')], 'yes', { contextConditions, contextMatchConditionType }), rule([onNoMatch('')], 'no')];
    expect(await answer({ ...asking(rules), globalFunctions: { methods: globals } }, 'x')).toEqual(said);
  });

  test.each([
    ['none', []],
    ['close_conversation', ['<end>']],
    ['close_dialog', ['<end, survey>']],
    ['next', ['Yes.']],
    ['no', ['No.']],
    ['one', ['One?']],
  ])('the next action %s', async (action, said) => {
    expect(await answer(asking([rule([onPattern('*')], action)]), 'x')).toEqual(said);
  });

  test('the next action that is a dialog', async () => {
    const toAside = { ...rule([onPattern('*')], ''), action: { name: 'DIALOG', value: 'Aside' } };
    const document = exportOf({
      Main: [starter('hi'), ask('one', 'One?', { responseMatches: [toAside] })],
      Aside: [starter('aside'), text('off', 'Off.')],
    });
    expect(await answer(document, 'x')).toEqual(['Off.']);
  });

  test('the last of the hooks of a question has the last word', async () => {
    const processUserResponse = 'botContext.setTriggerNextMessage("no");';
    expect(await answer(asking([rule([onPattern('*')], 'yes')], { processUserResponse }), 'x')).toEqual(['No.']);
  });
});

describe('rules on results', () => {
  const success = rule([onResult('SUCCESS')], 'yes');
  const failure = rule([onResult('FAILURE')], 'no');
  const document = exportOf(
    {
      Main: [starter('hi'), call('look', 'api', { responseMatches: [success, failure] }), text('yes', 'Yes.', end), text('no', 'No.', end)],
    },
    { responder: [responder('api')] },
  );

  test.each([
    [200, 'Yes.'],
    [201, 'Yes.'],
    [202, 'No.'],
    [204, 'No.'],
    [404, 'No.'],
    ['timeout', 'No.'],
    ['error', 'No.'],
  ] as const)('of %s', async (api, said) => {
    expect(await talkTo(document, { stub: { api } }).say('hi')).toEqual([said]);
  });

  test('with a condition on what was found', async () => {
    const empty = rule([onResult('SUCCESS')], 'no', {
      contextConditions: [{ matchType: 'CONTAINS', contextName: '{api.state}', value: 'lost' }],
      contextMatchConditionType: 'ANY',
    });
    const fields = [{ key: 'state', value: '{$.api_api.state}' }];
    const found = exportOf(
      {
        Main: [starter('hi'), call('look', 'api', { responseMatches: [empty, success] }), text('yes', 'Yes.', end), text('no', 'No.', end)],
      },
      { responder: [responder('api', { customDataFields: fields })] },
    );
    const said = (state: string) => talkTo(found, { stub: { api: { status: 200, body: { state } } } }).say('hi');
    expect(await said('lost')).toEqual(['No.']);
    expect(await said('sent')).toEqual(['Yes.']);
  });
});

describe('requests', () => {
  const requestOf = async (more: object, code: string) => {
    const talk = talkTo(
      exportOf({ Main: [starter('hi'), call('look', 'api', { preProcessMessage: code })] }, { responder: [responder('api', { ...more })] }),
      { stub: { api: 200 }, env: { HOST: 'shop.example' } },
    );
    await talk.say('hi');
    return { request: talk.requests[0], codes: talk.codes(), conversation: talk };
  };
  const set = (value: string) => `botContext.setBotVariable("v", ${JSON.stringify(value)}, true, false);`;

  test('values stand in the address as they are but for what no address holds, in host and path too; in parameters they are encoded', async () => {
    const { request } = await requestOf(
      {
        webhook: 'https://{$env.HOST}/{$botContext.v}',
        params: [{ key: 'q', value: '{$botContext.v}' }],
        headers: [{ key: 'X-V', value: '<{$botContext.v}>' }],
      },
      set('a/b c&d'),
    );
    expect(request).toMatchObject({
      url: 'https://shop.example/a/b%20c&d',
      query: [{ name: 'q', value: 'a/b c&d' }],
      queryEncoding: 'percent',
    });
    expect(request?.headers).toContainEqual({ name: 'X-V', value: '<a/b c&d>' });
  });

  test('a body takes pieces of JSON as they are, and refuses line breaks', async () => {
    const body = { method: 'POST', postBody: '{"a": {$botContext.v}, "b": "{$botContext.v}"}' };
    expect((await requestOf({ ...body, postBody: '{"list": [{$botContext.v}]}' }, set('{"x": 1}, 2'))).request?.body).toBe(
      '{"list": [{"x": 1}, 2]}',
    );
    expect((await requestOf({ ...body, postBody: '{"b": "{$botContext.v}"}' }, set('a", "c": "d'))).request?.body).toBe(
      '{"b": "a", "c": "d"}',
    );
    const refused = await requestOf({ ...body, postBody: '{"b": "{$botContext.v}"}' }, set('a\nb'));
    expect(refused.request).toBeUndefined();
    expect(refused.codes).toEqual([expect.stringMatching(/^call-/)]);
  });
});

describe('values', () => {
  test('fields of a result are text, whatever the response holds', async () => {
    const fields = [
      { key: 'count', value: '{$.api_api.count}' },
      { key: 'open', value: '{$.api_api.open}' },
    ];
    const code =
      'botContext.sendMessage([typeof botContext.getBotVariable("api.count"), typeof botContext.getBotVariable("api.open")].join());';
    const talk = talkTo(
      exportOf(
        { Main: [starter('hi'), call('look', 'api', { postProcessMessage: code })] },
        { responder: [responder('api', { customDataFields: fields })] },
      ),
      { stub: { api: { status: 200, body: { count: 3, open: true } } } },
    );
    expect(await talk.say('hi')).toEqual(['string,string']);
  });

  test('a rich message holds texts as they are: one may be a piece of JSON', async () => {
    const code = `botContext.setBotVariable("part", '"text": "Hi"', true, false);`;
    const json = '{"type": "text", {$botContext.part}, "tooltip": "{$botContext.tip}"}';
    const rich = tile('rich', 'UNIVERSAL', { universalWidget: { leMessageJson: json } }, { preProcessMessage: code });
    const tip = `function __initConversation() { botContext.setBotVariable("tip", 'x", "rtl": "no', true, false); }`;
    const talk = talkTo(exportOf({ Main: [starter('hi'), rich] }, { globals: tip }));
    expect(await talk.say('hi')).toEqual(['<rich {"type":"text","text":"Hi","tooltip":"x","rtl":"no"}>']);
  });

  test.each([
    [59, 'kept'],
    [60, ''],
  ])('after %i minutes of silence the session holds %j', async (minutes, held) => {
    const code = 'if (botContext.getBotVariable("v") === null) botContext.setBotVariable("v", "kept", true, false);';
    const talk = talkTo(
      exportOf({
        Keep: [starter('keep'), text('kept', 'Kept.', { preProcessMessage: code })],
        Read: [starter('read'), text('told', '<{$botContext.v}>')],
      }),
    );
    await talk.say('keep');
    talk.wait(minutes * 60_000);
    expect(await talk.say('read')).toEqual([`<${held}>`]);
  });
});
