import { type BotInput, normaliseBot } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import { leaksOf } from './returned-data.ts';

const script = (lines: readonly string[]) => ({ dialect: 'liveperson', source: lines.join('\n') });

/** Leaks of a bot with these Global Functions and panels: `kind line what: source`. */
const leaks = (
  panels: readonly (readonly string[])[],
  globals: readonly string[] = [],
  rest: Partial<BotInput> = {},
): readonly string[] => {
  const bot = normaliseBot({
    id: 'b',
    scripts: { globals: script(globals) },
    integrations: [
      {
        id: 'shop',
        name: 'Shop',
        method: 'GET',
        url: 'https://a.example',
        response: { variable: 'Shop', fields: [{ name: 'name', path: '$.name' }] },
      },
    ],
    flows: [
      { id: 'f', nodes: panels.map((lines, index) => ({ id: `p${index}`, kind: 'message', text: 'x', hooks: { after: script(lines) } })) },
    ],
    ...rest,
  });
  return leaksOf(bot).map(({ kind, position, what }) => `${kind} ${position.replace(/^Line (\d+), column.*/, '$1')} ${what}`);
};

const log = 'botContext.printDebugMessage';

describe('data that came from outside is followed', () => {
  test.each<readonly [string, readonly string[], readonly string[]]>([
    ['straight into a log', [`${log}(botContext.getBotVariable("Shop.name"));`], ['logged 1 printDebugMessage']],
    [
      'into an event',
      ['botContext.logCustomEvent("seen", "order", JSON.stringify(botContext.getBotVariable("api_Shop")));'],
      ['logged 1 logCustomEvent'],
    ],
    [
      'through variables and fields',
      ['var a = botContext.getBotVariable("api_Shop");', 'var b = { x: JSON.parse(a.jsonData) };', `${log}(b.x.api_Shop[0].name);`],
      ['logged 3 printDebugMessage'],
    ],
    [
      'through lists and loops',
      [
        'var list = [];',
        'list.push(botContext.getBotVariable("Shop.name"));',
        `for (var i = 0; i < list.length; i++) { ${log}(list[i]); }`,
      ],
      ['logged 3 printDebugMessage'],
    ],
    ['through for each', [`for each (var one in botContext.getBotVariable("Shop.name")) { ${log}(one); }`], ['logged 1 printDebugMessage']],
    [
      'into callbacks, and out of them',
      ['var names = botContext.getBotVariable("api_Shop").map(function (one) { return one.name; });', `${log}(names.join());`],
      ['logged 2 printDebugMessage'],
    ],
    [
      'through functions',
      ['function label(order) { return "Order of " + order.name; }', `${log}(label(botContext.getBotVariable("api_Shop")));`],
      ['logged 2 printDebugMessage'],
    ],
    [
      'through functions of objects',
      ['var tools = { label: function (order) { return order.name; } };', `${log}(tools.label(botContext.getBotVariable("api_Shop")));`],
      ['logged 2 printDebugMessage'],
    ],
    ['by names put together', ['var key = "api_" + "Shop";', `${log}(botContext.getBotVariable(key));`], ['logged 2 printDebugMessage']],
    ['by names that begin as they do', [`${log}(botContext.getBotVariable("api_" + which));`], ['logged 1 printDebugMessage']],
    [
      'by another name for botContext',
      ['var bot = botContext;', 'bot.printDebugMessage(bot.getBotVariable("Shop.name"));'],
      ['logged 2 printDebugMessage'],
    ],
    [
      'from what the platform knows of the customer',
      ['var info = botContext.getLPCustomerInfo();', `${log}(info.customerId);`],
      ['logged 2 printDebugMessage'],
    ],
    ['into permanent variables', ['botContext.setBotVariable("n", botContext.getLPUserPersonalInfo().name, true, true);'], ['kept 1 "n"']],
    [
      'into log functions of their own',
      [`function trace(text) { ${log}(text); }`, 'trace(botContext.getBotVariable("Shop.name"));'],
      ['logged 1 printDebugMessage'],
    ],
  ])('%s', (_, lines, expected) => {
    expect(leaks([lines])).toEqual(expected);
  });

  test('from script to script, by bot variables and by the Global Functions', () => {
    const globals = ['function keep(name, value) { botContext.setBotVariable("copy", value, true, false); }'];
    expect(
      leaks([[`${log}(botContext.getBotVariable("copy"));`], ['keep("copy", botContext.getBotVariable("Shop.name"));']], globals),
    ).toEqual(['logged 1 printDebugMessage']);
  });

  test('through what rules set', () => {
    const rest: Partial<BotInput> = {
      flows: [
        {
          id: 'f',
          nodes: [
            { id: 'a', kind: 'message', text: 'x', routes: [{ set: [{ variable: 'copy', value: 'It is {{Shop.name}}.' }], to: 'b' }] },
            { id: 'b', kind: 'message', text: 'x', hooks: { before: script([`${log}(botContext.getBotVariable("copy"));`]) } },
          ],
        },
      ],
    };
    expect(leaks([], [], rest)).toEqual(['logged 1 printDebugMessage']);
  });
});

describe('nothing is told of', () => {
  test.each<readonly [string, readonly string[]]>([
    [
      'statuses and counts',
      [
        `${log}(botContext.getApiStatusCode() + botContext.getBotVariable("api_ShopStatus") + botContext.getBotVariable("Shop.name.count"));`,
      ],
    ],
    [
      'lengths, positions and tests',
      ['var a = botContext.getBotVariable("Shop.name");', `${log}(a.length + a.indexOf("x") + (a === "y") + !a + typeof a);`],
    ],
    ['what is logged because of it', [`${log}(botContext.getBotVariable("Shop.name") ? "found" : "nothing");`]],
    ['what the bot was told', [`${log}(botContext.getCurrentUserMessage() + botContext.getBotVariable("colour"));`]],
    [
      'returned data in a variable of the session',
      ['botContext.setBotVariable("a", botContext.getBotVariable("Shop.name"), true, false);'],
    ],
    ['other data in a permanent one', ['botContext.setBotVariable("visits", "1", true, true);']],
    [
      'a function that is given other data elsewhere',
      [
        'function show(x) { return "<" + x + ">"; }',
        'botContext.sendMessage(show(botContext.getBotVariable("Shop.name")));',
        `${log}(show("ok"));`,
      ],
    ],
    [
      'a variable of the same name elsewhere',
      ['function a() { var x = botContext.getBotVariable("Shop.name"); return x; }', `function b() { var x = "ok"; ${log}(x); }`],
    ],
    ['a script that cannot be read', [`let x = botContext.getBotVariable("Shop.name"); ${log}(x);`]],
  ])('%s', (_, lines) => {
    expect(leaks([lines])).toEqual([]);
  });

  test('scripts that call each other in circles', () => {
    const lines = [
      'function a(x) { return b(x); }',
      'function b(x) { return x ? a(x) : x; }',
      `${log}(a("ok"));`,
      'a(botContext.getBotVariable("Shop.name"));',
    ];
    expect(leaks([lines])).toEqual([]);
  });
});
