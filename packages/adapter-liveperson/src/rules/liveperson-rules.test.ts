import { type BotInput, checkRules, type NodeInput, normaliseBot } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import { livePersonRules } from './liveperson-rules.ts';

const orders = {
  id: 'orders',
  name: 'Orders',
  method: 'GET',
  url: 'https://api.example/orders',
  response: { variable: 'Orders', fields: [{ name: 'status', path: '$.status' }] },
} as const;

/** A bot as an import makes it, of these interactions in one dialog. */
const botOf = (nodes: readonly NodeInput[], rest: Partial<BotInput> = {}): BotInput => ({
  id: 'b',
  integrations: [orders],
  flows: [{ id: 'main', nodes }],
  origins: { liveperson: { source: '{}' } },
  ...rest,
});

const text = (id: string, more: Partial<NodeInput> = {}): NodeInput => ({ id, kind: 'message', text: 'Hello.', ...more }) as NodeInput;
const script = (source: string) => ({ dialect: 'liveperson', source });
const before = (...lines: readonly string[]): NodeInput => text('ask', { hooks: { before: script(lines.join('\n')) } });

const findings = (bot: BotInput): readonly string[] =>
  checkRules(normaliseBot(bot), livePersonRules).map(({ code, path, reason }) => `${code} ${path}: ${reason}`);

const chain = (count: number, prefix = 'text'): readonly NodeInput[] =>
  Array.from({ length: count }, (_, index) => text(`${prefix}-${index + 1}`));

const dialogs = (count: number): BotInput => ({
  ...botOf([]),
  flows: Array.from({ length: count }, (_, index) => ({
    id: `dialog-${index}`,
    nodes: [text(`text-${index}`, { next: index + 1 < count ? { flow: `dialog-${index + 1}` } : { end: 'flow' } })],
  })),
});

describe('the rules of LivePerson find', () => {
  test.each<readonly [string, BotInput, readonly string[]]>([
    [
      'a script that is no ES5, with line and column',
      botOf([before('var a = 1;', '  let b = 2;')]),
      [expect.stringMatching(/^liveperson\/script-syntax flows\.main\.nodes\.ask\.hooks\.before: Line 2, column \d+: /)],
    ],
    [
      'a function that botContext does not have',
      botOf([before('botContext.setBotVariabel("a", "b", true, false);')]),
      ['liveperson/unknown-function flows.main.nodes.ask.hooks.before: Line 1, column 1: botContext has no function setBotVariabel.'],
    ],
    [
      'a function with too few arguments',
      botOf([before('botContext.getBotVariable();')]),
      [expect.stringMatching(/: Line 1, column 1: getBotVariable takes 1 arguments?, and is given 0\.$/)],
    ],
    [
      'a deprecated function',
      botOf([before('botContext.getChannel();')]),
      ['liveperson/deprecated-function flows.main.nodes.ask.hooks.before: Line 1, column 1: getChannel is deprecated.'],
    ],
    [
      'a jump to an interaction that does not exist',
      botOf([before('if (true) {', '  botContext.setTriggerNextMessage("Asking");', '}')]),
      ['liveperson/unknown-jump flows.main.nodes.ask.hooks.before: Line 2, column 3: there is no interaction "Asking" to go on with.'],
    ],
    [
      'returned data that is logged',
      botOf([before('var raw = botContext.getBotVariable("api_Orders");', 'botContext.printDebugMessage("Got " + raw.jsonData);')]),
      [
        'liveperson/logged-data flows.main.nodes.ask.hooks.before: Line 2, column 1: printDebugMessage logs what the integration "Orders" returned (read in line 1).',
      ],
    ],
    [
      'returned data that is kept for ever',
      botOf([before('botContext.setBotVariable("last", botContext.getBotVariable("Orders.status"), true, true);')]),
      [
        'liveperson/kept-data flows.main.nodes.ask.hooks.before: Line 1, column 1: The permanent variable "last" keeps what the integration "Orders" returned (read in line 1).',
      ],
    ],
    [
      'a credential that a parameter is filled with',
      botOf([], { integrations: [{ ...orders, query: [{ name: 'apiKey', value: '{{var["key"]}}' }] }] }),
      [
        'liveperson/credential-in-address integrations.orders.query.0.value: The parameter "apiKey" carries what should not be in the address of a request.',
      ],
    ],
    [
      'a credential that the address is filled with',
      botOf([], { integrations: [{ ...orders, url: 'https://api.example/?token={{env.TOKEN}}' }] }),
      [expect.stringMatching(/^liveperson\/credential-in-address integrations\.orders\.url: /)],
    ],
    [
      'a weak credential',
      botOf([], { credentials: [{ id: 'c', name: 'Shop', kind: 'liveperson/access-token', fields: {} }] }),
      ['liveperson/weak-credential credentials.c: The credential "Shop" is an access token, which LivePerson counts as weak.'],
    ],
    [
      'eleven interactions in a row',
      botOf(chain(12)),
      [
        'liveperson/long-chain flows.main.nodes.text-11: The interaction 11 in a row without a question, from "text-1" on: LivePerson stops after 10.',
      ],
    ],
    [
      'six changes of the dialog in a row',
      dialogs(7),
      [
        'liveperson/long-chain flows.dialog-6.nodes.text-6: The change 6 of the dialog without a question, from "text-0" on: LivePerson stops after 5.',
      ],
    ],
    [
      'a delay that is too long',
      botOf([text('slow', { delayMs: 10_001 })]),
      ['liveperson/limit flows.main.nodes.slow.delayMs: A delay of 10001 ms: LivePerson takes 10000.'],
    ],
    [
      'a question that is too long',
      botOf([{ id: 'q', kind: 'question', text: 'x'.repeat(256) }]),
      ['liveperson/limit flows.main.nodes.q.text: The text of a question of 256 characters: LivePerson takes 255.'],
    ],
    [
      'a label that is too long',
      botOf([{ id: 'q', kind: 'choice', text: 'Which?', options: [{ id: 'long', label: 'x'.repeat(129) }] }]),
      ['liveperson/limit flows.main.nodes.q.options.long.label: The label of a button of 129 characters: LivePerson takes 128.'],
    ],
    [
      'too many tiles',
      botOf([
        text('t', { text: undefined, content: [{ kind: 'cards', cards: Array.from({ length: 11 }, () => ({ title: 'T' })) }] } as never),
      ]),
      ['liveperson/limit flows.main.nodes.t.content.0.cards: A carousel of 11 tiles: LivePerson takes 10.'],
    ],
  ])('%s', (_, bot, expected) => {
    expect(findings(bot)).toEqual(expected);
  });
});

describe('the rules of LivePerson say nothing', () => {
  test.each<readonly [string, BotInput]>([
    ['of for each … in', botOf([before('for each (var i in list.keySet()) { total += i; }')])],
    [
      'of functions botContext has',
      botOf([before('botContext.setBotVariable("a", "b", true, false);', 'botContext.printDebugMessage("here");')]),
    ],
    ['of a jump to an interaction', botOf([before('botContext.setTriggerNextMessage("End");'), text('end', { name: 'End' })])],
    ['of a jump whose name is only known later', botOf([before('botContext.setTriggerNextMessage(next);')])],
    [
      'of returned data for the session',
      botOf([before('botContext.setBotVariable("a", botContext.getBotVariable("Orders.status"), true, false);')]),
    ],
    [
      'of a parameter that is no credential',
      botOf([], { integrations: [{ ...orders, query: [{ name: 'page', value: '{{var["page"]}}' }] }] }),
    ],
    ['of OAuth', botOf([], { credentials: [{ id: 'c', kind: 'liveperson/oauth2', fields: {} }] })],
    [
      'of ten interactions in a row, a starter before and a question behind them',
      botOf([{ id: 's', kind: 'start' }, ...chain(10), { id: 'q', kind: 'question', text: 'Well?' }, ...chain(10, 'more')]),
    ],
    ['of five changes of the dialog', dialogs(6)],
    ['of a circle that asks', botOf([...chain(9), { id: 'q', kind: 'question', text: 'Again?', next: 'text-1' }])],
    [
      'of what is as long as it may be',
      botOf([text('slow', { delayMs: 10_000 }), { id: 'q', kind: 'choice', text: 'x'.repeat(255), options: ['x'.repeat(128)] }]),
    ],
    ['of the limits of other bots', { ...botOf(chain(30)), origins: {} }],
    ['of scripts of other dialects', botOf([text('a', { hooks: { before: { dialect: 'es5', source: 'let x' } } })])],
  ])('%s', (_, bot) => {
    expect(findings(bot)).toEqual([]);
  });
});

test('the rules are each named after LivePerson, described, and told apart', () => {
  expect(new Set(livePersonRules.map(({ id }) => id)).size).toBe(livePersonRules.length);
  for (const { id, description } of livePersonRules) {
    expect(id).toMatch(/^liveperson\/[a-z-]+$/);
    expect(description).toMatch(/\.$/);
  }
});
