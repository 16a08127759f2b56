import { afterAll, describe, expect, test } from 'vitest';
import { ask, call, exportOf, responder, sandbox, starter, talkTo, text } from './talk.fixture.ts';

afterAll(() => sandbox.dispose());

const error = 'Not able to understand your question. Can you please re-phrase it?';

/** A bot with code in one of its panels, and what it says when that code fails. */
const panels: readonly {
  readonly panel: string;
  readonly title: string;
  readonly place: string;
  /** How far down in the panel the code begins. */
  readonly above?: number;
  document(code: string): unknown;
  readonly said: readonly (readonly string[])[];
}[] = [
  {
    panel: 'preProcessMessage',
    title: 'The pre-process code of "greet"',
    place: '/conversationMessage/1/preProcessMessage',
    document: (code) => bot({ greet: { preProcessMessage: code } }),
    said: [[error, 'Hello.', 'So?'], ['Bye.']],
  },
  {
    panel: 'postProcessMessage',
    title: 'The post-process code of "greet"',
    place: '/conversationMessage/1/postProcessMessage',
    document: (code) => bot({ greet: { postProcessMessage: code } }),
    said: [[error, 'Hello.', 'So?'], ['Bye.']],
  },
  {
    panel: 'preProcessMessage of an integration',
    title: 'The pre-process code of "look"',
    place: '/conversationMessage/2/preProcessMessage',
    document: (code) => bot({ look: { preProcessMessage: code } }),
    said: [['Hello.', error, 'So?'], ['Bye.']],
  },
  {
    panel: 'postProcessMessage of an integration',
    title: 'The post-process code of "look"',
    place: '/conversationMessage/2/postProcessMessage',
    document: (code) => bot({ look: { postProcessMessage: code } }),
    said: [['Hello.', error, 'So?'], ['Bye.']],
  },
  {
    panel: 'transformResultsScript',
    title: 'The transform result script of "api"',
    place: '/responder/0/transformResultsScript',
    document: (code) => bot({ api: { transformResultsScript: code } }),
    said: [['Hello.', error, 'So?'], ['Bye.']],
  },
  {
    panel: 'processUserResponse',
    title: 'The process user response code of "ask"',
    place: '/conversationMessage/3/processUserResponse',
    document: (code) => bot({ ask: { processUserResponse: code } }),
    said: [
      ['Hello.', 'So?'],
      [error, 'Bye.'],
    ],
  },
  {
    panel: 'global functions',
    title: 'The process user response code of "ask"',
    place: '/globalFunctions/methods',
    document: (code) => bot({ ask: { processUserResponse: 'var b;' }, globals: code }),
    said: [
      ['Hello.', 'So?'],
      [error, 'Bye.'],
    ],
  },
  {
    panel: '__initConversation',
    title: 'The __initConversation function',
    place: '/globalFunctions/methods',
    above: 1,
    document: (code) => bot({ globals: `function __initConversation() {\n${code}\n}` }),
    said: [[error, 'Hello.', 'So?'], ['Bye.']],
  },
];

const bot = (code: {
  readonly greet?: object;
  readonly look?: object;
  readonly ask?: object;
  readonly api?: object;
  readonly globals?: string;
}) =>
  exportOf(
    {
      Main: [
        starter('hi'),
        text('greet', 'Hello.', { ...code.greet }),
        call('look', 'api', { ...code.look }),
        ask('ask', 'So?', { ...code.ask }),
        text('bye', 'Bye.'),
      ],
    },
    { responder: [responder('api', { ...code.api })], ...(code.globals !== undefined && { globals: code.globals }) },
  );

const failures = [
  { what: 'throws', code: 'var a = 1;\n  null.x;', kind: 'script-throw', at: [2, 7], says: /^TypeError: / },
  {
    what: 'calls a function that is not there',
    code: '\nbotContext.getPulse();',
    kind: 'script-throw',
    at: [2, 20],
    says: /^TypeError: botContext\.getPulse is not a function\. None/,
  },
  { what: 'is no ES5', code: 'var a = 1;\nlet b = ;', kind: 'script-throw', at: [2, 5], says: /^Unexpected token\. None/ },
  {
    what: 'floods',
    code: 'for (;;)\n  botContext.sendMessage("x");',
    kind: 'script-output',
    at: [2, 25],
    says: /^it asked for more than \d+ things/,
  },
  { what: 'loops', code: 'for (;;) ;', kind: 'script-deadline', says: /^it took longer than 1000 ms/ },
] as const;

describe.each(panels)('code in $panel', ({ title, place, above = 0, document, said }) => {
  test.each(failures)('that $what is told with its place, and the conversation goes on', async (failure) => {
    const talk = talkTo(document(failure.code), { stub: { api: 200 }, scriptTimeoutMs: 1_000 });
    expect(await talk.say('hi')).toEqual(said[0]);
    expect(await talk.say('yes')).toEqual(said[1]);
    const [told, ...others] = talk.diagnostics();
    expect(others).toEqual([]);
    expect(told).toMatchObject({ code: failure.kind, severity: 'error' });
    expect(talk.platformPlaceOf(told?.place ?? '')).toBe(place);
    const [, of = '', at = '', problem = ''] = /^(.*?) was ended(.*?): (.*)$/.exec(told?.reason ?? '') ?? [];
    expect(of).toBe(title);
    if ('at' in failure) expect(at).toContain(` at line ${failure.at[0] + above}, column ${failure.at[1]}`);
    expect(problem).toMatch(failure.says);
  });
});
