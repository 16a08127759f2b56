import type { IntegrationCall } from '@dragoman/core';
import { afterAll, describe, expect, test } from 'vitest';
import { ask, call, exportOf, onNoMatch, onPattern, responder, rule, sandbox, starter, talkTo, text, tile } from './talk.fixture.ts';

afterAll(() => sandbox.dispose());

const script = (preProcessMessage: string) => ({ preProcessMessage });

describe('texts', () => {
  const long = `${'Ten chars '.repeat(40)}end.`;

  test('are cut at 320 characters between words, unless code asks for the whole', async () => {
    const document = exportOf({
      Main: [starter('hi'), text('long', long)],
      Whole: [starter('whole'), text('whole long', long, script('botContext.setAllowMaxTextResponse(true);'))],
    });
    const talk = talkTo(document);
    expect((await talk.say('hi')).map(({ length }) => length)).toEqual([320, 84]);
    expect(await talk.say('whole')).toEqual([long]);
  });

  test('break where they say so', async () => {
    const talk = talkTo(exportOf({ Main: [starter('hi'), text('two', 'First.tag::breakWithDelay=1500 Second.')] }));
    expect(await talk.take('hi')).toMatchObject([{ message: { text: 'First.' } }, { message: { text: 'Second.' }, delayMs: 1500 }]);
  });

  test.each([
    ['BLANK_MESSAGE', ['Next.']],
    ['LP_CLOSECONVERSATION', ['<end>']],
    ['LP_CLOSEDIALOG', ['<end, survey>']],
  ])('%s is a command, from wherever it comes', async (words, said) => {
    const next = text('next', 'Next.');
    const variable = script(`botContext.setBotVariable("words", "${words}", false, false);`);
    for (const one of [
      text('one', words),
      text('one', '{$botContext.words}', variable),
      text('one', 'BLANK_MESSAGE', script(`botContext.sendMessage("${words}");`)),
    ])
      expect(await talkTo(exportOf({ Main: [starter('hi'), one, next] })).say('hi')).toEqual(said);
  });
});

test('a call has 20 seconds for itself and three further attempts, after failures of the connection alone', async () => {
  const asked: unknown[] = [];
  const answer: IntegrationCall = {
    call: async (_request, { timeoutMs, retry }) => {
      asked.push({ timeoutMs, retry });
      return { outcome: { kind: 'response', status: 200 }, headers: {} };
    },
    redact: (said) => said,
  };
  await talkTo(exportOf({ Main: [starter('hi'), call('one', 'api')] }, { responder: [responder('api')] }), { call: answer }).say('hi');
  expect(asked).toEqual([{ timeoutMs: 20_000, retry: { retries: 3, statuses: [] } }]);
});

describe('headers that every call carries', () => {
  const headers = [{ key: 'Accept', value: 'text/csv' }];
  const document = exportOf(
    {
      Main: [
        starter('hi'),
        call('one', 'api', script('botContext.setBotVariable("__standardHeaders__", "off", false, false);')),
        ask('two', 'Two?'),
        call('three', 'api'),
      ],
    },
    { responder: [responder('api', { headers })] },
  );

  test('replace the author’s, and are off as long as a variable says so', async () => {
    const talk = talkTo(document, { stub: { api: 200 } });
    await talk.say('hi');
    await talk.say('yes');
    expect(talk.requests.map((request) => request.headers.map(({ name, value }) => `${name}: ${value}`))).toEqual([
      ['Accept: text/csv'],
      ['Accept: application/json;charset=UTF-8', 'Content-Type: application/json;charset=UTF-8'],
    ]);
  });
});

test.each([
  ['useDefaultHeaders', false],
  ['defaultHeadersEnabled', 'false'],
])('the toggle of an integration switches them off, as %s', async (key, value) => {
  const document = exportOf({ Main: [starter('hi'), call('one', 'api')] }, { responder: [responder('api', { [key]: value })] });
  const talk = talkTo(document, { stub: { api: 200 } });
  await talk.say('hi');
  expect(talk.requests[0]?.headers).toEqual([]);
});

describe('dialogs', () => {
  const question = (more = {}) => ask('which', 'Which?', { responseMatches: [rule([onPattern('a')], 'next')], ...more });
  const dialogs = (aside = {}) => ({
    Main: [starter('hi'), question(), text('chosen', 'Chosen.')],
    Aside: [starter('aside', { intentId: 'i-aside' }), text('off', 'Off.', aside)],
    Fallback: [text('lost', 'Lost.')],
  });

  test('a dialog that is started above another gives way to it, and its last message is repeated', async () => {
    const talk = talkTo(exportOf(dialogs()));
    await talk.say('hi');
    expect(await talk.say('aside')).toEqual(['Off.', 'Which?']);
    expect(await talk.say('a')).toEqual(['Chosen.']);
  });

  test('intents start dialogs', async () => {
    const talk = talkTo(exportOf(dialogs()));
    expect(await talk.say('something else', { intents: [{ name: 'i-aside' }] })).toEqual(['Off.']);
  });

  test('the fallback answers, and the question stays open', async () => {
    const talk = talkTo(exportOf(dialogs()));
    expect(await talk.say('what')).toEqual(['Lost.']);
    await talk.say('hi');
    expect(await talk.say('what')).toEqual(['Lost.']);
    expect(await talk.say('a')).toEqual(['Chosen.']);
  });

  test('a question that says what to do without a match keeps what would start another dialog', async () => {
    const guarded = [rule([onPattern('a')], 'next'), rule([onNoMatch('Pardon?')], 'which')];
    const talk = talkTo(
      exportOf({ ...dialogs(), Main: [starter('hi'), question({ responseMatches: guarded }), text('chosen', 'Chosen.')] }),
    );
    await talk.say('hi');
    expect(await talk.say('aside')).toEqual(['Pardon?', 'Which?']);
    expect(await talk.say('x', { intents: [{ name: 'i-aside' }] })).toEqual(['Pardon?', 'Which?']);
  });

  test('code for the beginning runs once a session, ahead of the first message', async () => {
    const globals = 'function __initConversation() { botContext.sendMessage("Welcome."); }';
    const document = exportOf(
      { Main: [starter('hi'), text('one', 'One.')], End: [starter('end'), text('bye', 'LP_CLOSECONVERSATION')] },
      { globals },
    );
    const talk = talkTo(document);
    expect(await talk.say('hi')).toEqual(['Welcome.', 'One.']);
    expect(await talk.say('hi')).toEqual(['One.']);
    expect(await talk.say('end')).toEqual(['<end>']);
    expect(await talk.say('hi')).toEqual(['Welcome.', 'One.']);
    talk.wait(3_600_000);
    expect(await talk.say('hi')).toEqual(['Welcome.', 'One.']);
  });

  test('without a fallback the text of the platform is said', async () => {
    const talk = talkTo(exportOf({ Main: [starter('hi'), text('one', 'One.')] }));
    expect(await talk.say('what')).toEqual(['Not able to understand your question. Can you please re-phrase it?']);
  });

  test.each([
    ['code', script('botContext.setBotVariable("skipPreviousDialog", "true", false, false);')],
    [
      'a rule',
      { responseMatches: [rule([], 'next', { contextDataVariables: [{ name: 'skipPreviousDialog', value: 'true', scope: 'REQUEST' }] })] },
    ],
  ])('nothing is gone back to where %s says so', async (_who, more) => {
    const talk = talkTo(exportOf(dialogs(more)));
    await talk.say('hi');
    expect(await talk.say('aside')).toEqual(['Off.']);
    expect(await talk.say('a')).toEqual(['Lost.']);
  });

  test('ten interactions in a row are run, a starter and a question beside them', async () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => text(`m${index}`, `${index}`));
    const allowed = talkTo(exportOf({ Main: [starter('hi'), ...many(10), ask('end', 'End?')] }));
    expect(await allowed.say('hi')).toHaveLength(11);
    const stopped = talkTo(exportOf({ Main: [starter('hi'), ...many(11)] }));
    expect(await stopped.say('hi')).toHaveLength(10);
    expect(stopped.codes()).toEqual(['chain-limit']);
  });
});

describe('what is shown', () => {
  const shops = responder('shops', { customDataFields: ['city', 'hours'].map((key) => ({ key, value: `{$.api_shops.list[i].${key}}` })) });
  const tiles = tile('tiles', 'STRUCTURED', {
    title: '{shops.city}',
    subTitle: 'Open {shops.hours}',
    buttons: [{ name: 'Pick {shops.city}', type: 'postback', callback: 'pick {shops.city}' }],
  });
  const carousel = (count: number) =>
    talkTo(
      exportOf({ Main: [starter('hi'), call('load', 'shops'), tiles, text('said', 'You said {$userMessage}.')] }, { responder: [shops] }),
      {
        stub: {
          shops: { status: 200, body: { list: Array.from({ length: count }, (_, index) => ({ city: `C${index}`, hours: '9-5' })) } },
        },
      },
    );

  test('a tile repeats for each row', async () => {
    const talk = carousel(2);
    expect(await talk.say('hi')).toEqual(['<C0: Open 9-5 [Pick C0]> <C1: Open 9-5 [Pick C1]>']);
    expect(await talk.say('Pick C1')).toEqual(['You said Pick C1.']);
  });

  test('and ten times at most', async () => {
    const [shown = ''] = await carousel(12).say('hi');
    expect(shown.match(/Open/g)).toHaveLength(10);
  });

  test('a rich message that code has built', async () => {
    const build = `var json = { type: "vertical", elements: [{ type: "button", title: "Say \\"yes\\"", click: { actions: [{ type: "publishText", text: "yes" }] } }] };
      botContext.setBotVariable("json", JSON.stringify(json), true, false);`;
    const rich = tile(
      'rich',
      'UNIVERSAL',
      { universalWidget: { leMessageJson: '{$botContext.json}' } },
      { ...script(build), userInputRequired: true },
    );
    const [shown = ''] = await talkTo(exportOf({ Main: [starter('hi'), rich] })).say('hi');
    expect(JSON.parse(shown.slice('<rich '.length, -1))).toMatchObject({ elements: [{ title: 'Say "yes"' }] });
  });

  test('quick replies that code adds are said, and their payloads known', async () => {
    const more = { ...script('botContext.addQuickReplies(["Tea~t-1", "Coffee"]);'), responseMatches: [rule([onPattern('t-1')], 'tea')] };
    const talk = talkTo(exportOf({ Main: [starter('hi'), ask('drink', 'Drink?', more), text('tea', 'Tea, {$userMessage}.')] }));
    expect(await talk.say('hi')).toEqual(['Drink? [Tea | Coffee]']);
    expect(await talk.say('tea')).toEqual(['Tea, tea.']);
  });

  test('options that code offers are known by letter and label', async () => {
    const options = 'var options = ["A) Berlin", "B) Bremen"];';
    const document = exportOf({
      Main: [
        starter('hi'),
        ask('city', 'A) Berlin B) Bremen', {
          processUserResponse: `${options} botContext.setBotVariable("city", botContext.evaluateOptions(botContext.getCurrentUserMessage(), options), true, false);`,
        }),
        text('so', 'So {$botContext.city}.'),
      ],
    });
    for (const said of ['b', 'B)', 'bremen']) {
      const talk = talkTo(document);
      await talk.say('hi');
      expect(await talk.say(said)).toEqual(['So B) Bremen.']);
    }
  });

  test('a number chooses of several choices', async () => {
    const choice = tile(
      'pick',
      'MULTIPLE_CHOICE_QUESTION',
      { text: 'Pick', multipleChoice: { multipleChoices: ['Red', 'Blue'] } },
      {
        responseMatches: [rule([{ matchType: 'EVAL_OPTION', evaluateOptionMatch: { value: 'Blue' } }], 'blue')],
      },
    );
    const talk = talkTo(exportOf({ Main: [starter('hi'), choice, text('red', 'Red.'), text('blue', 'Blue.')] }));
    await talk.say('hi');
    expect(await talk.say('2)')).toEqual(['Blue.']);
  });
});

test('a custom data field may look where a variable says', async () => {
  const skills = responder('skills', { customDataFields: [{ key: 'wait', value: '{$.api_skills.metrics.{$botContext.skill}.wait}' }] });
  const globals = 'function __initConversation() { botContext.setBotVariable("skill", "s-2", true, false); }';
  const read = script('botContext.setBotVariable("read", botContext.getBotVariable("skills.wait"), true, false);');
  const document = exportOf(
    { Main: [starter('hi'), call('look', 'skills'), text('so', 'Wait {skills.wait} s, {$botContext.read} s.', read)] },
    { responder: [skills], globals },
  );
  const talk = talkTo(document, { stub: { skills: { status: 200, body: { metrics: { 's-1': { wait: 5 }, 's-2': { wait: 7 } } } } } });
  expect(await talk.say('hi')).toEqual(['Wait 7 s, 7 s.']);
});

describe('variables', () => {
  test('what is chosen is told by its payload, whether it is tapped or typed', async () => {
    const quickReplies = [{ type: 'text', title: 'Blue', payload: 'color-1' }];
    const processUserResponse = 'botContext.setBotVariable("chosen", botContext.getQuickReplyPayload(), true, false);';
    const talk = talkTo(
      exportOf({
        Main: [
          starter('hi'),
          { ...ask('color', 'Color?'), interactionType: 'QUICK_REPLY', quickReplies, processUserResponse },
          text('so', '{$userMessage}: {$quickReplyPayload}, {$botContext.chosen}'),
        ],
      }),
    );
    await talk.say('hi');
    expect(await talk.say('blue')).toEqual(['blue: color-1, color-1']);
  });

  test('a place that is sent is known by its parts', async () => {
    const quickReplies = [{ type: 'location', title: 'Here' }];
    const talk = talkTo(
      exportOf({
        Main: [
          starter('hi'),
          { ...ask('where', 'Where?'), interactionType: 'QUICK_REPLY', quickReplies },
          text('so', '{$location.city} {$location.lat} {$location.latlng}'),
        ],
      }),
    );
    await talk.say('hi');
    expect(await talk.say('Here', { location: { latitude: 41.9, longitude: 12.5, name: 'Rome' } })).toEqual(['Rome 41.9 41.9,12.5']);
  });

  test('what the platform says of bot and consumer is given', async () => {
    const document = exportOf({ Main: [starter('hi'), text('one', '{$chatBotId}/{$firstname}.')] });
    expect(await talkTo(document, { given: { chatBotId: 'b-1' } }).say('hi')).toEqual(['b-1/.']);
  });

  test('live as long as their rule says', async () => {
    const set = (scope: string) => ({ name: scope.toLowerCase(), value: '{$userMessage}', scope });
    const more = {
      responseMatches: [rule([onPattern('*')], 'shown', { contextDataVariables: ['REQUEST', 'DIALOG', 'SESSION'].map(set) })],
    };
    const shown = '{$botContext.request}/{$botContext.dialog}/{$botContext.session}';
    const talk = talkTo(
      exportOf({ Main: [starter('hi'), ask('say', 'Say.', more), ask('shown', shown)], After: [starter('after'), text('rest', shown)] }),
    );
    await talk.say('hi');
    expect(await talk.say('x')).toEqual(['x/x/x']);
    await talk.say('y');
    expect(await talk.say('after')).toEqual(['//x']);
  });

  test('slots are variables of their own name', async () => {
    const slot = {
      responseMatches: [
        rule([onPattern('*')], 'shown', { contextDataVariables: [{ name: 'slot.city', value: 'Rome', scope: 'SESSION' }] }),
      ],
    };
    const talk = talkTo(exportOf({ Main: [starter('hi'), ask('say', 'Say.', slot), text('shown', 'To {$botContext.slot.city}.')] }));
    await talk.say('hi');
    expect(await talk.say('x')).toEqual(['To Rome.']);
  });

  test('the last pause that code asks for takes the place of the one that is set', async () => {
    const more = { interactionDelay: '500', ...script('botContext.setMessageDelay(600); botContext.setMessageDelay(700);') };
    const talk = talkTo(exportOf({ Main: [starter('hi'), text('one', 'One.', more)] }));
    expect(await talk.take('hi')).toMatchObject([{ delayMs: 700 }]);
  });

  test('the intent that a dialog was started by is known until another one starts', async () => {
    const said = 'botContext.sendMessage(String(botContext.getDialogStarterIntent()));';
    const talk = talkTo(
      exportOf({
        Pay: [starter('pay', { intentId: 'i-pay' }), ask('sum', 'Sum?', { processUserResponse: said })],
        Move: [starter('move', { intentId: 'i-move' }), text('moved', 'BLANK_MESSAGE', script(said))],
      }),
      { given: { dialogStarterIntent: null } },
    );
    expect(await talk.say('move')).toEqual(['null']);
    await talk.say('x', { intents: [{ name: 'i-pay' }] });
    expect(await talk.say('12')).toEqual(['i-pay']);
    expect(await talk.say('y', { intents: [{ name: 'i-move' }] })).toEqual(['i-move']);
  });

  test('pauses are made', async () => {
    const talk = talkTo(
      exportOf(
        {
          Main: [
            starter('hi'),
            text('one', 'One.', { interactionDelay: '500' }),
            call('two', 'api', script('botContext.setMessageDelay(700);')),
          ],
        },
        { responder: [responder('api')] },
      ),
      {
        stub: { api: 200 },
      },
    );
    expect(await talk.take('hi')).toMatchObject([{ delayMs: 500 }]);
    expect(talk.pausesMs).toContain(700);
  });
});

test('a script that throws is told by interaction, panel and place', async () => {
  const globals = 'var a = 1;\nfunction trip() {\n  return null.x;\n}';
  const transformResultsScript = 'var ok = 1;\nok.none.more;';
  const talk = talkTo(
    exportOf(
      {
        Main: [
          starter('hi'),
          call('look up', 'api', { postProcessMessage: 'trip();' }),
          ask('last', 'Last?', { processUserResponse: '\n  undefined.x;' }),
        ],
      },
      { globals, responder: [responder('api', { transformResultsScript })] },
    ),
    { stub: { api: 200 } },
  );
  await talk.say('hi');
  await talk.say('x');
  const told = talk.diagnostics().filter(({ code }) => code === 'script-throw');
  expect(told.map(({ reason }) => reason.replace(/: TypeError.*/s, '').replace(/, column \d+/, ''))).toEqual([
    'The transform result script of "api" was ended at line 2',
    'The post-process code of "look up" was ended in the global functions at line 3',
    'The process user response code of "last" was ended at line 2',
  ]);
  expect(told.map(({ place }) => talk.platformPlaceOf(place))).toEqual([
    '/responder/0/transformResultsScript',
    '/globalFunctions/methods',
    '/conversationMessage/2/processUserResponse',
  ]);
});
