import type { Json, JsonObject } from '@dragoman/core';
import { afterAll, describe, expect, test } from 'vitest';
import { effects, type Given, noon, run, sandbox, value } from './script-runs.fixture.ts';

afterAll(() => sandbox.dispose());

describe('what only the cloud knows', () => {
  test.each([
    ['getLPAccountId()', 'accountId', 7, '7'],
    ['getChatBotId()', 'chatBotId', 'b-1', 'b-1'],
    ['getUserChannel()', 'channel', 'lp_sms', 'lp_sms'],
    ['getChannel()', 'channel', 'lp_sms', 'lp_sms'],
    ['getUserPlatformId()', 'userPlatformId', 'u-1', 'u-1'],
    ['getLPCustomerInfo()', 'customerInfo', { ctype: 'gold' }, { ctype: 'gold' }],
    ['getLPUserPersonalInfo()', 'personalInfo', { company: 'Acme' }, { company: 'Acme' }],
    ['getLPEngagementAttribute("appId")', 'engagementAttributes', { appId: 5 }, '5'],
    ['getMetadata("ExternalId")', 'metadata', { ExternalId: [{ id: 'x' }] }, [{ id: 'x' }]],
    ['getDialogStarterIntent()', 'dialogStarterIntent', 'pay', 'pay'],
    ['getDisambiguatedIntentName()', 'disambiguatedIntentName', 'pay', 'pay'],
    ['getDisambiguatedIntentId()', 'disambiguatedIntentId', 'i-1', 'i-1'],
    ['getNlpResponse()', 'nlpResponse', { nouns: ['card'] }, { nouns: ['card'] }],
    ['getSentiment()', 'sentiment', 'Negative', 'Negative'],
    ['getWebViewVariable("a")', 'webViewVariables', { a: 1 }, '1'],
    ['getWebViewVariables().get("a")', 'webViewVariables', { a: 1 }, 1],
    ['askMaven()', 'maven', { skill: 3 }, '{"skill":3}'],
    ['askMaven("c", "u", "g")', 'maven', '{"skill": 3}', '{"skill": 3}'],
  ])('%s', async (call, name, is, expected) => {
    expect(await value(`botContext.${call}`, { given: { [name]: is } })).toEqual(expected);
    expect(await run(`botContext.${call}`)).toMatchObject({
      kind: 'miss',
      miss: { name: 'given', arguments: expect.arrayContaining([name]) },
    });
  });

  test('of a customer that is not known there is nothing, of a person null', async () => {
    const given = { customerInfo: null, personalInfo: null };
    expect(await value('[typeof botContext.getLPCustomerInfo(), botContext.getLPUserPersonalInfo()]', { given })).toEqual([
      'undefined',
      null,
    ]);
  });

  test('entities have phrases and data values, also where only phrases are given', async () => {
    const read =
      'botContext.getNamedEntities("city").map(function (one) { return [one.getPhrase(), one.getDataValue()]; }).concat([botContext.getNamedEntities("none")])';
    const namedEntities = { city: ['Rome', { phrase: 'bonn', dataValue: 'BN' }], none: null };
    expect(await value(read, { given: { namedEntities } })).toEqual([['Rome', null], ['bonn', 'BN'], null]);
  });

  test('the intent that started a dialog is that of the last starter, not what is given', async () => {
    const given = { dialogStarterIntent: 'given' };
    expect(await value('botContext.getDialogStarterIntent()', { given, variables: { $intent: 'pay' } })).toBe('pay');
  });

  test('where the consumer is', async () => {
    const read = '(function (at) { return [at.getCityName(), at.getLatitude(), at.getLongitude()]; })(botContext.getUserLocation())';
    expect(await value(read, { variables: { $location: { latitude: 41.9, longitude: 12.5, name: 'Rome' } } })).toEqual([
      'Rome',
      41.9,
      12.5,
    ]);
    expect(await value('botContext.getUserLocation()')).toBe(null);
  });
});

describe('what is said and handed on', () => {
  test('at most ten quick replies go with a message', async () => {
    const many = JSON.stringify(Array.from({ length: 12 }, (_, index) => `Q${index}`));
    const [first, second] = await effects(
      `botContext.sendMessageWithQuickReplies("Which?", ${many}); botContext.addQuickReples(${many}); botContext.addQuickReplies(["more"]);`,
    );
    expect(first).toMatchObject({ kind: 'quick-replies', text: 'Which?', options: { length: 10 } });
    expect(second).toMatchObject({ kind: 'quick-replies', options: { length: 10 } });
  });

  test('events, and what the next bot is told', async () => {
    expect(
      await effects(`
        botContext.logCustomEvent("said", "kind");
        botContext.logEscalationEvent("why", 2);
        botContext.setBotTransferIntentbyDomain("pay", "bank");
        botContext.setBotTransferIntentId("i-1");
        botContext.setBotTransferUserMessage("hello");`),
    ).toEqual([
      { kind: 'event', name: 'kind', data: { message: 'said' } },
      { kind: 'event', name: 'escalation', data: { said: ['why', '2'] } },
      { kind: 'platform', adapter: 'liveperson', raw: { call: 'setBotTransferIntentbyDomain', arguments: ['pay', 'bank'] } },
      { kind: 'platform', adapter: 'liveperson', raw: { call: 'setBotTransferIntentId', arguments: ['i-1'] } },
      { kind: 'platform', adapter: 'liveperson', raw: { call: 'setBotTransferUserMessage', arguments: ['hello'] } },
    ]);
  });

  test('a single text may stand where a list is meant, and nothing says nothing', async () => {
    expect(await effects('botContext.sendMessages("a"); botContext.sendMessage(null); botContext.sendImmediateReply("b")')).toEqual([
      { kind: 'send', text: 'a' },
      { kind: 'send', text: 'b' },
      { kind: 'stop' },
    ]);
  });

  test.each([
    ['setMessageDelay("soon")', 'setMessageDelay takes milliseconds'],
    ['setTriggerNextMessage("")', 'where setTriggerNextMessage leads is a text that is not empty'],
    ['setBotVariable("", 1)', 'the name of a variable is a text that is not empty'],
    ['getHoursType(["DAY~8:00~18:00"], "Mars/Base")', 'Mars/Base is no time zone'],
    ['getPulse()', 'not a function'],
  ])('%s throws', async (call, message) => {
    expect(await run(`\nbotContext.${call};`)).toMatchObject({
      kind: 'failed',
      problem: 'throw',
      message: expect.stringContaining(message),
      line: 2,
    });
  });
});

describe('the context service', () => {
  const kept = async (source: string, given?: Given): Promise<JsonObject> => {
    const variables: Record<string, Json> = { ...given?.variables };
    for (const effect of await effects(source, given)) if (effect.kind === 'set') variables[effect.name] = effect.value;
    return variables;
  };
  const filled = `
    botContext.setGlobalContextData('shop', 'g', 1);
    botContext.setContextDataForUser('shop', 'u', 2);
    botContext.setContextDataForConversation('shop', 'c', 3);`;
  const read = `[botContext.getGlobalContextData('shop', 'g'), botContext.getContextDataForUser('shop', 'u'), botContext.getContextDataForConversation('shop', 'c')]`;

  test('what reaches users and all lasts, what reaches the conversation does not', async () => {
    const scopes = (await effects(filled)).map((effect) => effect.kind === 'set' && effect.scope);
    expect(scopes).toEqual(['contact', 'contact', 'session']);
    expect(await value('botContext.isContextApiEnabled()')).toBe(true);
  });

  test.each([
    ["deleteGlobalContextData('shop', 'g')", [null, 2, 3]],
    ["deleteContextDataForUser('shop', 'u')", [1, null, 3]],
    ["deleteContextDataForConversation('shop', 'c')", [1, 2, null]],
    ["deleteAllContextDataForUser('shop')", [1, null, 3]],
    ["deleteAllContextDataForConversation('shop')", [1, 2, null]],
    ["deleteContextNamespace('shop')", [null, null, null]],
    ["deleteContextNamespace('other')", [1, 2, 3]],
  ])('%s', async (call, left) => {
    const variables = await kept(filled);
    const source = `botContext.setBotVariable('done', String(botContext.${call}), true, false);`;
    const after = await kept(source, { variables });
    expect(after.done).toBe('true');
    expect(await value(read, { variables: after })).toEqual(left);
  });

  test('the time that properties live is that of when they are set, and all of a namespace is what still lives', async () => {
    let variables = await kept("botContext.registerContextNamespace('shop', 60); botContext.setContextDataForUser('shop', 'old', 1);");
    variables = await kept("botContext.registerContextNamespace('shop', 600); botContext.setContextDataForUser('shop', 'new', 2);", {
      variables,
    });
    variables = await kept("botContext.registerContextNamespace('shop'); botContext.setContextDataForUser('shop', 'ever', 3);", {
      variables,
    });
    const keys = (afterSeconds: number) =>
      value("botContext.getContextDataForUser('shop').keySet()", { variables, nowMs: noon + afterSeconds * 1_000 });
    expect(await keys(59)).toEqual(['old', 'new', 'ever']);
    expect(await keys(60)).toEqual(['new', 'ever']);
    expect(await keys(600)).toEqual(['ever']);
  });

  test('a HashMap has the methods of one', async () => {
    const map = "(function (map) { return %; })(botContext.getContextDataForUser('shop'))";
    const variables = await kept("botContext.setContextDataForUser('shop', 'a', 'x'); botContext.setContextDataForUser('shop', 'b', 2);");
    const read = (expression: string) => value(map.replace('%', expression), { variables });
    expect(await read('[map.values(), map.get("none"), map.getOrDefault("none", 7), map.getOrDefault("a", 7), map.isEmpty()]')).toEqual([
      ['x', 2],
      null,
      7,
      'x',
      false,
    ]);
    expect(await read('[map.put("a", "y"), map.put("c", 3), map.remove("b"), map.remove("b"), map.size(), String(map)]')).toEqual([
      'x',
      null,
      2,
      null,
      2,
      '{a=y, c=3}',
    ]);
    expect(await read('map.entrySet().map(function (entry) { return entry.getKey() + entry.getValue(); })')).toEqual(['ax', 'b2']);
  });
});

describe('custom data fields whose path holds placeholders', () => {
  const fieldsOf = (...paths: readonly string[]): JsonObject => ({
    skills: { liveperson: { customDataFields: paths.map((path, index) => ({ key: `f${index}`, value: path })) } },
  });
  const variables = {
    skill: 's-2',
    at: '1',
    skills: {
      $outcome: 'response',
      $status: 200,
      $body: { metrics: { 's-1': [5], 's-2': [7, { wait: 8 }] }, pick: 's-1' },
      $count: 0,
      $rows: [],
    },
  };
  test.each([
    ['{$.api_skills.metrics.{$botContext.skill}[0]}', 7],
    ['{$.api_skills.metrics.{$botContext.skill}[{$botContext.at}].wait}', 8],
    ['{$.api_skills.metrics.{$.api_skills.pick}}', [5]],
    ['{$.api_skills.metrics.{$env.SKILL}}', [5]],
    ['{$.api_skills.metrics.{$botContext.none}}', null],
    ['{$.api_skills.metrics.{$botContext.skill}', null],
    ['{$.api_other.{$botContext.skill}}', null],
  ])('%s', async (path, expected) => {
    const given: Given = { variables, env: { SKILL: 's-1' }, platformOptions: fieldsOf(path) };
    expect(await value('botContext.getBotVariable("skills.f0")', given)).toEqual(expected);
    expect(await value('botContext.getBotVariable("skills.f0.count")', given)).toBe(expected === null ? 0 : 1);
  });
});
