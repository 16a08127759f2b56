import type { Json, JsonObject } from '@dragoman/core';
import { afterAll, describe, expect, test } from 'vitest';
import { botContextFunctions } from '../scripts/bot-context-functions.ts';
import { effects, type Given, noon, run, sandbox, value } from './script-runs.fixture.ts';

afterAll(() => sandbox.dispose());

const order = {
  $outcome: 'response',
  $status: 200,
  $body: { status: 'sent', items: [{ t: 'a' }, { t: 'b' }] },
  status: 'sent',
  titles: ['a', 'b'],
  $count: 2,
  $rows: [],
};

describe('variables', () => {
  test('are text unless they are lists or objects, null when unset, and read back as they were written', async () => {
    expect(
      await value('[botContext.getBotVariable("none"), botContext.getBotVariable("n"), botContext.getBotVariable("o").a[1]]', {
        variables: { n: '10', o: { a: [1, 2] } },
      }),
    ).toEqual([null, '10', 2]);
    expect(
      await effects(
        'botContext.setBotVariable("n", 10, true, false); botContext.setBotVariable("b", botContext.getBotVariable("n") === "10"); botContext.setBotVariable("p", [1], false, true)',
      ),
    ).toEqual([
      { kind: 'set', name: 'n', value: '10', scope: 'session' },
      { kind: 'set', name: 'b', value: 'true', scope: 'turn' },
      { kind: 'set', name: 'p', value: [1], scope: 'contact' },
    ]);
  });

  test('an object that was read is the same one at every read', async () => {
    expect(await value('(botContext.getBotVariable("o").x = 1, botContext.getBotVariable("o").x)', { variables: { o: {} } })).toBe(1);
  });

  test('those of the environment', async () => {
    expect(await value('[botContext.getEnvVariable("REGION"), botContext.getEnvVariable("NONE")]', { env: { REGION: 'eu' } })).toEqual([
      'eu',
      null,
    ]);
  });
});

describe('results of integrations', () => {
  const variables = { order, city: 'Bonn' };

  test('jsonData wraps the body, the status is a number, fields and their counts are variables', async () => {
    expect(await value('JSON.parse(botContext.getBotVariable("api_order").jsonData)', { variables })).toEqual({ api_order: order.$body });
    expect(await value('botContext.getBotVariable("api_orderStatus") === 200', { variables })).toBe(true);
    expect(
      await value(
        '[botContext.getBotVariable("order.status"), botContext.getBotVariable("order.titles.count"), botContext.getBotVariable("order.status.count"), botContext.getBotVariable("order.none.count"), botContext.getBotVariable("order.none")]',
        { variables },
      ),
    ).toEqual(['sent', 2, 1, 0, null]);
  });

  test('without a response there is no result, and no status of an earlier call', async () => {
    const failed = { variables: { order: { $outcome: 'timeout', $count: 0, $rows: [] } }, lastCall: { integration: 'order', ok: false } };
    expect(
      await value(
        '[botContext.getBotVariable("api_order"), botContext.getBotVariable("api_orderStatus"), botContext.getApiStatusCode(), botContext.isApiExecutionSuccessful()]',
        failed,
      ),
    ).toEqual([null, 0, '0', false]);
    expect(await value('[botContext.getApiStatusCode(), botContext.isApiExecutionSuccessful()]')).toEqual([null, false]);
    expect(
      await value('[botContext.getApiStatusCode(), botContext.isApiExecutionSuccessful()]', {
        lastCall: { integration: 'order', status: 203, ok: true },
      }),
    ).toEqual(['203', true]);
  });

  test('a new jsonData replaces the result, within the script as well', async () => {
    const source = `
      var response = botContext.getBotVariable('api_order');
      var json = JSON.parse(response.jsonData);
      response.jsonData = JSON.stringify({ api_order: { list: json.api_order.items } });
      botContext.setBotVariable('api_order', response, true, false);
      botContext.setBotVariable('seen', JSON.parse(botContext.getBotVariable('api_order').jsonData).api_order.list.length, true, false);`;
    expect(await effects(source, { variables })).toEqual([
      { kind: 'result', variable: 'order', body: { list: order.$body.items } },
      { kind: 'set', name: 'seen', value: '2', scope: 'session' },
    ]);
  });

  test('so does another object, or the text alone', async () => {
    const made = JSON.stringify({ api_order: { made: true } });
    for (const given of [`{ jsonData: ${JSON.stringify(made)} }`, JSON.stringify(made)]) {
      expect(await effects(`botContext.setBotVariable('api_order', ${given}, true, false);`, { variables })).toEqual([
        { kind: 'result', variable: 'order', body: { made: true } },
      ]);
    }
    const read = `(botContext.setBotVariable('api_order', { jsonData: ${JSON.stringify(made)} }, true, false), botContext.getBotVariable('api_order').jsonData)`;
    expect(await value(read, { variables })).toBe(made);
  });

  test('a variable of such a name that is no result is a variable', async () => {
    expect(await effects('botContext.setBotVariable("api_none", "x", true, false)')).toEqual([
      { kind: 'set', name: 'api_none', value: 'x', scope: 'session' },
    ]);
  });
});

describe('messages and flow', () => {
  test('what is said, asked for and logged', async () => {
    expect(
      await effects(`
      botContext.sendMessage('Hi');
      botContext.sendMessages(['a', 'BLANK_MESSAGE', 'b']);
      botContext.sendMessageWithQuickReplies('Which?', ['One~1', 'Two']);
      botContext.addQuickReplies(['Three~3']);
      botContext.addQuickReplies(['Four']);
      botContext.sendPrivateMessage('psst');
      botContext.setTriggerNextMessage('there');
      botContext.setMessageDelay(500);
      botContext.setAllowMaxTextResponse(true);
      botContext.printDebugMessage('x: ' + 1);
      botContext.logCustomEvent('said', 'kind', 'more');`),
    ).toEqual([
      { kind: 'send', text: 'Hi' },
      { kind: 'send', text: 'a' },
      { kind: 'send', text: 'b' },
      { kind: 'quick-replies', text: 'Which?', options: [{ label: 'One', value: '1' }, { label: 'Two' }] },
      { kind: 'quick-replies', options: [{ label: 'Three', value: '3' }, { label: 'Four' }] },
      { kind: 'private-send', text: 'psst' },
      { kind: 'goto', name: 'there' },
      { kind: 'delay', delayMs: 500 },
      { kind: 'text-split', split: false },
      { kind: 'log', text: 'x: 1' },
      { kind: 'event', name: 'kind', data: { message: 'said', detail: 'more' } },
    ]);
  });

  test('an immediate reply ends the script and the flow', async () => {
    expect(await effects('botContext.sendImmediateReply(["a", "b"]); botContext.sendMessage("c")')).toEqual([
      { kind: 'send', text: 'a' },
      { kind: 'send', text: 'b' },
      { kind: 'stop' },
    ]);
  });

  test.each([
    ['a', 'A)Yes'],
    ['A)', 'A)Yes'],
    ['yes', 'A)Yes'],
    ['b', 'B) No\n'],
    ['no', 'B) No\n'],
    ['c', 'Maybe'],
    [' maybe ', 'Maybe'],
    ['d', null],
    ['', null],
  ])('the option that %j means', async (text, expected) => {
    expect(await value(`botContext.evaluateOptions(${JSON.stringify(text)}, ["A)Yes", "B) No\\n", "Maybe"])`)).toBe(expected);
  });

  test.each([
    ['["DAY~8:00~18:00"]', 'Europe/Berlin', 'DAY'],
    ['["DAY~8:00~13:00"]', 'Europe/Berlin', ''],
    ['["DAY~8:00~13:30"]', 'Europe/Berlin', ''],
    ['["DAY~13:30~14:00"]', 'Europe/Berlin', 'DAY'],
    ['["DAY~8:00~18:00", "MON|QUIET~13:00~14:00", "TUE|NEVER~0:00~23:59"]', 'Europe/Berlin', 'QUIET'],
    ['["DAY~8:00~18:00", "11.23.2026|HOLIDAY~0:00~23:59"]', 'Europe/Berlin', 'HOLIDAY'],
    ['["DAY~8:00~18:00"]', 'America/New_York', ''],
  ])('the hours %s in %s', async (table, zone, expected) => {
    expect(await value(`botContext.getHoursType(${table}, "${zone}")`)).toBe(expected);
  });
});

describe('the context service', () => {
  const kept = async (source: string, given?: Given): Promise<JsonObject> => {
    const variables: Record<string, Json> = { ...given?.variables };
    for (const effect of await effects(source, given)) if (effect.kind === 'set') variables[effect.name] = effect.value;
    return variables;
  };

  test('values live by reach and namespace, within a script and after it, until their time is over', async () => {
    const variables = await kept(`
      botContext.registerContextNamespace('shop', 60);
      botContext.setContextDataForUser('shop', 'cart', { items: 2 });
      botContext.setContextDataForConversation('shop', 'step', '');
      botContext.setGlobalContextData('free', 'x', 'y');`);
    const read = `[botContext.getContextDataForUser('shop', 'cart'), botContext.getContextDataForConversation('shop', 'step'), botContext.getGlobalContextData('free', 'x'), botContext.getContextDataForUser('shop', 'none')]`;
    expect(await value(read, { variables })).toEqual([{ items: 2 }, '', 'y', null]);
    expect(await value(read, { variables, nowMs: noon + 60_000 })).toEqual([null, null, 'y', null]);
    const gone = await kept(
      'botContext.deleteContextDataForUser("shop", "cart"); botContext.deleteAllContextDataForConversation("shop");',
      { variables },
    );
    expect(await value(read, { variables: gone })).toEqual([null, null, 'y', null]);
  });

  test('all of a namespace is a map that is walked with for each', async () => {
    const source = `
      botContext.setContextDataForUser('n', 'a', 1);
      botContext.setContextDataForUser('n', 'b', 2);
      var map = botContext.getContextDataForUser('n'), said = map.toString();
      for each (var key in map.keySet()) { said += ' ' + key + ':' + map[key]; }
      botContext.sendMessage(said + ' ' + map.size() + map.get('a') + map.containsKey('c'));`;
    expect((await effects(source)).at(-1)).toEqual({ kind: 'send', text: '{a=1, b=2} a:1 b:2 21false' });
  });
});

describe('what only the cloud knows', () => {
  test('is given, by name', async () => {
    const given = {
      channel: 'lp_web',
      customerInfo: { customerId: '7' },
      engagementAttributes: { BearerToken: 't' },
      namedEntities: { city: [{ phrase: 'bonn', dataValue: 'BN' }] },
      webViewVariables: { a: 1 },
    };
    expect(
      await value(
        '[botContext.getUserChannel(), botContext.getLPCustomerInfo().customerId, botContext.getLPEngagementAttribute("BearerToken"), botContext.getNamedEntities("city")[0].getDataValue(), botContext.getWebViewVariable("a")]',
        { given },
      ),
    ).toEqual(['lp_web', '7', 't', 'BN', '1']);
  });

  test('else it is asked for by that name', async () => {
    expect(await run('botContext.getLPCustomerInfo().imei')).toEqual({
      kind: 'miss',
      miss: { name: 'given', arguments: ['customerInfo'] },
    });
  });

  test('the last message, its payload and its file', async () => {
    const user = { text: 'Yes', payload: 'y', media: { type: 'image', caption: 'a cat' } };
    expect(
      await value(
        '[botContext.getCurrentUserMessage(), botContext.getQuickReplyPayload(), botContext.getFileType(), botContext.getFileCaption()]',
        { user },
      ),
    ).toEqual(['Yes', 'y', 'image', 'a cat']);
    expect(await value('[botContext.getButtonPayload(), botContext.getFileCaption(), botContext.getConversationId()]')).toEqual([
      'Hello',
      '__EMPTYTEXT__',
      's1',
    ]);
  });
});

describe('the language', () => {
  test('global functions are seen, a panel may return, and what it declares is its own', async () => {
    const globals = 'var prefix = "> "; function shout(text) { botContext.sendMessage(prefix + text.toUpperCase()); }';
    expect(await effects('shout("hi"); return; shout("no");', { globals })).toEqual([{ kind: 'send', text: '> HI' }]);
  });

  test('for each walks through values, of lists and of objects', async () => {
    expect(
      await value(
        '(function () { var all = []; for each (var x in [3, 4]) all.push(x); for each (var y in { a: 5 }) all.push(y); return all; })()',
      ),
    ).toEqual([3, 4, 5]);
  });

  test('what the platform cannot read does not run here either', async () => {
    expect(await run('var a = 1;\nlet b = 2;')).toMatchObject({
      kind: 'failed',
      problem: 'throw',
      line: 2,
      column: 5,
    });
    expect(await run('var a = 1;', { globals: 'var b = 1;\n\nlet c;' })).toMatchObject({
      kind: 'failed',
      inGlobals: true,
      line: 3,
      column: 5,
    });
  });

  test('an error is told by its place in the panel', async () => {
    expect(await run('var info = null;\n\nbotContext.sendMessage(info.name);', { globals: 'var a = 1;\nvar b = 2;' })).toMatchObject({
      kind: 'failed',
      problem: 'throw',
      line: 3,
    });
  });

  test('every function that is documented is there', async () => {
    const names = botContextFunctions.map(({ name }) => name);
    expect(await value(`${JSON.stringify(names)}.filter(function (name) { return typeof botContext[name] !== "function"; })`)).toEqual([]);
  });
});
