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

const failed = 'Sorry, I could not find anything for that.';
const error = 'Not able to understand your question. Can you please re-phrase it?';
const orders = responder('orders', { customDataFields: [{ key: 'state', value: '{$.api_orders.state}' }] });
const oneCall = (more = {}, attributes = {}, integration = orders) =>
  exportOf(
    {
      Main: [starter('hi'), call('look up', 'orders', more), text('done', 'Done. {orders.state}')],
      Other: [starter('other'), text('aside', 'Aside.')],
    },
    { responder: [integration], attributes },
  );
const log = (expression: string): string => `botContext.printDebugMessage(String(${expression}));`;
const logged = (talk: ReturnType<typeof talkTo>): readonly string[] =>
  talk.diagnostics().flatMap(({ code, reason }) => (code === 'script-log' ? [reason] : []));

describe('what no page answers', () => {
  test('1. a failed call with a plain next entry: the failure text, then what is next', async () => {
    expect(await talkTo(oneCall(), { stub: { orders: 500 } }).say('hi')).toEqual([failed, 'Done. ']);
  });

  test('1. with rules of which none matches: the text, then the dialog ends', async () => {
    const more = { responseMatches: [rule([onResult('SUCCESS')], 'next')] };
    const talk = talkTo(oneCall(more), { stub: { orders: [404, { status: 200, body: { state: 'sent' } }] } });
    expect(await talk.say('hi')).toEqual([failed]);
    expect(talk.conversation.frames).toEqual([]);
    expect(await talk.say('hi')).toEqual(['Done. sent']);
  });

  test('1. a rule of failure takes the place of the text', async () => {
    const more = { responseMatches: [rule([onResult('FAILURE')], 'next')] };
    expect(await talkTo(oneCall(more), { stub: { orders: 500 } }).say('hi')).toEqual(['Done. ']);
  });

  test('2. the transform runs on any complete response, the post-process code always', async () => {
    const integration = { ...orders, transformResultsScript: log('"transform " + botContext.getBotVariable("api_ordersStatus")') };
    const document = oneCall(
      { postProcessMessage: log('"after " + botContext.isApiExecutionSuccessful() + botContext.getApiStatusCode()') },
      {},
      integration,
    );
    const answered = talkTo(document, { stub: { orders: { status: 404, body: {} } } });
    await answered.say('hi');
    expect(logged(answered)).toEqual(['transform 404', 'after false404']);
    const unanswered = talkTo(document, { stub: { orders: 'timeout' } });
    await unanswered.say('hi');
    expect(logged(unanswered)).toEqual(['after false0']);
  });

  test('2. nothing of an earlier call is left after one without a response', async () => {
    const more = { postProcessMessage: log('botContext.getBotVariable("api_orders") + " " + botContext.getBotVariable("orders.state")') };
    const talk = talkTo(oneCall(more), { stub: { orders: [{ status: 200, body: { state: 'sent' } }, 'error'] } });
    expect(await talk.say('hi')).toEqual(['Done. sent']);
    expect(await talk.say('hi')).toEqual([failed, 'Done. ']);
    expect(logged(talk)[1]).toBe('null null');
  });

  test('2. the bot’s own error text replaces that of scripts, not that of calls, and is said once a turn', async () => {
    const more = { preProcessMessage: 'throw "a";', postProcessMessage: 'throw "b";' };
    const document = oneCall(more, { DEFAULT_ERROR_MESSAGE: 'Ours.' });
    expect(await talkTo(document, { stub: { orders: 500 } }).say('hi')).toEqual(['Ours.', failed, 'Done. ']);
    expect((await talkTo(oneCall(more), { stub: { orders: 500 } }).say('hi'))[0]).toBe(error);
  });

  test('3. code that throws has no effect, and its interaction goes on', async () => {
    const preProcessMessage = 'botContext.setBotVariable("x", "set", true, false); botContext.sendMessage("no"); throw new Error("no");';
    const talk = talkTo(
      exportOf({ Main: [starter('hi'), text('one', 'One {$botContext.x}.', { preProcessMessage }), text('two', 'Two.')] }),
    );
    expect(await talk.say('hi')).toEqual([error, 'One .', 'Two.']);
    expect(talk.codes()).toContain('script-throw');
  });

  test('4. a throw when the conversation begins does not keep it from beginning', async () => {
    const globals =
      'function __initConversation() {\n  botContext.setBotVariable("type", botContext.getLPCustomerInfo().ctype, true, false);\n}';
    const document = exportOf({ Main: [starter('hi'), text('one', 'Type {$botContext.type}.')] }, { globals });
    const talk = talkTo(document);
    expect(await talk.say('hi')).toEqual([error, 'Type .']);
    const [unknown, thrown] = talk.diagnostics();
    expect(unknown).toMatchObject({ code: 'script-unknown-read', fix: expect.stringContaining('--given customerInfo=') });
    expect(thrown?.reason).toMatch(/^The __initConversation function was ended in the global functions at line 2, column \d+: TypeError/);
    expect(await talkTo(document, { given: { customerInfo: { ctype: 'gold' } } }).say('hi')).toEqual(['Type gold.']);
  });

  test('5. a jump to nowhere is ignored', async () => {
    const preProcessMessage = 'botContext.setTriggerNextMessage("nowhere");';
    const talk = talkTo(exportOf({ Main: [starter('hi'), text('one', 'One.', { preProcessMessage }), text('two', 'Two.')] }));
    expect(await talk.say('hi')).toEqual(['One.', 'Two.']);
    expect(talk.codes()).toEqual(['script-unknown-node']);
  });

  test('6. a rule that dangles ends its dialog, and the one below goes on', async () => {
    const talk = talkTo(
      exportOf({
        Main: [starter('hi'), ask('which', 'Which?', { responseMatches: [rule([onPattern('a')], 'next')] })],
        Aside: [starter('aside'), ask('sure', 'Sure?', { responseMatches: [rule([onPattern('yes')], 'gone')] })],
      }),
    );
    await talk.say('hi');
    expect(await talk.say('aside')).toEqual(['Sure?']);
    expect(await talk.say('yes')).toEqual(['Which?']);
    expect(talk.codes()).toContain('unresolved-target');
  });

  test('7. the context store works without a namespace that was registered', async () => {
    const preProcessMessage =
      'botContext.setContextDataForUser("space", "empty", "");' +
      log('JSON.stringify([botContext.getContextDataForUser("space", "empty"), botContext.getContextDataForUser("space", "none")])');
    const talk = talkTo(exportOf({ Main: [starter('hi'), text('one', 'One.', { preProcessMessage })] }));
    await talk.say('hi');
    expect(logged(talk)).toEqual(['["",null]']);
  });

  test('8. a rich message waits where it says so, and questions wait whatever they say', async () => {
    const rich = (userInputRequired: boolean) =>
      tile('rich', 'UNIVERSAL', { universalWidget: { leMessageJson: '{"type":"text","text":"Rich"}' } }, { userInputRequired });
    const document = (waits: boolean) => exportOf({ Main: [starter('hi'), rich(waits), text('two', 'Two.')] });
    expect(await talkTo(document(false)).say('hi')).toEqual(['<rich {"type":"text","text":"Rich"}>', 'Two.']);
    const waiting = talkTo(document(true));
    expect(await waiting.say('hi')).toHaveLength(1);
    expect(await waiting.say('anything')).toEqual(['Two.']);
    const question = talkTo(exportOf({ Main: [starter('hi'), ask('one', 'One?', { userInputRequired: false }), text('two', 'Two.')] }));
    expect(await question.say('hi')).toEqual(['One?']);
  });

  test('9. the reply to the last question of a dialog ends it silently and starts nothing', async () => {
    const talk = talkTo(exportOf({ Main: [starter('hi'), ask('one', 'One?')], Fallback: [text('lost', 'Lost.')] }));
    await talk.say('hi');
    expect(await talk.say('hi')).toEqual([]);
    expect(talk.conversation.frames).toEqual([]);
    expect(await talk.say('what')).toEqual(['Lost.']);
  });

  test('10. an entry without conditions behind the rules of a result is the default after them', async () => {
    const more = { responseMatches: [rule([onResult('SUCCESS')], 'done'), rule([], 'aside')] };
    expect(await talkTo(oneCall(more), { stub: { orders: 500 } }).say('hi')).toEqual(['Aside.']);
    expect(await talkTo(oneCall(more), { stub: { orders: { status: 200, body: {} } } }).say('hi')).toEqual(['Done. ']);
  });

  test('10. also behind the rules of a question, unless one of no match takes all', async () => {
    const asking = (...rules: ReturnType<typeof rule>[]) =>
      talkTo(
        exportOf({ Main: [starter('hi'), ask('one', 'One?', { responseMatches: rules }), text('two', 'Two.'), text('three', 'Three.')] }),
      );
    const plain = asking(rule([onPattern('a')], 'two'), rule([], 'three'));
    await plain.say('hi');
    expect(await plain.say('b')).toEqual(['Three.']);
    const guarded = asking(rule([onPattern('a')], 'two'), rule([onNoMatch('Try again.')], 'one'));
    await guarded.say('hi');
    expect(await guarded.say('b')).toEqual(['Try again.', 'One?']);
    expect(await guarded.say('a')).toEqual(['Two.', 'Three.']);
  });

  test('11. variable conditions: names in braces, names of variables as values, case ignored', async () => {
    const condition = (contextName: string, value: string) => ({
      contextConditions: [{ matchType: 'CONTAINS', contextName, value }],
      contextMatchConditionType: 'ANY',
    });
    const globals =
      'function __initConversation() { botContext.setBotVariable("tier", "Gold member", true, false); botContext.setBotVariable("wanted", "gold", true, false); }';
    const taken = async (contextName: string, value: string) => {
      const rules = [rule([onPattern('*')], 'yes', condition(contextName, value)), rule([onNoMatch('')], 'no')];
      const talk = talkTo(
        exportOf(
          {
            Main: [
              starter('hi'),
              ask('one', 'One?', { responseMatches: rules }),
              text('yes', 'Yes.', { responseMatches: [rule([], 'none')] }),
              text('no', 'No.'),
            ],
          },
          { globals },
        ),
      );
      await talk.say('hi');
      return talk.say('x');
    };
    expect(await taken('tier', 'GOLD')).toEqual(['Yes.']);
    expect(await taken('{$botContext.tier}', 'silver')).toEqual(['No.']);
    expect(await taken('tier', 'wanted')).toEqual(['Yes.']);
  });

  test('12. a quick reply says its title; rules look at title and payload', async () => {
    const replies = { quickReplies: [{ type: 'text', title: 'Blue', payload: 'color-1' }] };
    const asking = (pattern: string) =>
      talkTo(
        exportOf({
          Main: [
            starter('hi'),
            {
              ...ask('one', 'One?'),
              interactionType: 'QUICK_REPLY',
              ...replies,
              responseMatches: [
                rule([onPattern(pattern)], 'next', { contextDataVariables: [{ name: 'said', value: '{$userMessage}', scope: 'SESSION' }] }),
              ],
            },
            text('two', 'You said {$botContext.said}.'),
          ],
        }),
      );
    for (const pattern of ['blue', 'color-1']) {
      const talk = asking(pattern);
      expect(await talk.say('hi')).toEqual(['One? [Blue]']);
      expect(await talk.say('Blue')).toEqual(['You said Blue.']);
    }
  });

  test('13. changes of the dialog without input are counted', async () => {
    const dialogs = Object.fromEntries(
      Array.from({ length: 8 }, (_, index) => [
        `D${index}`,
        [...(index === 0 ? [starter('hi')] : []), text(`m${index}`, `${index}`, { responseMatches: [rule([], `m${index + 1}`)] })],
      ]),
    );
    const talk = talkTo(exportOf(dialogs));
    expect(await talk.say('hi')).toEqual(['0', '1', '2', '3', '4', '5']);
    expect(talk.codes()).toEqual(['chain-limit']);
  });

  test('14. a credential that is not here keeps the call from being sent, unless it is stubbed', async () => {
    const integration = { ...orders, apiCredentialsId: 'c-1', securityProtocol: 'OAUTH2' };
    const stubbed = talkTo(oneCall({}, {}, integration), { stub: { orders: { status: 200, body: { state: 'sent' } } } });
    expect(await stubbed.say('hi')).toEqual(['Done. sent']);
    expect(stubbed.requests[0]?.credential).toMatchObject({ kind: 'liveperson/oauth2' });
  });

  test('15. what only the platform executes says nothing, runs its code, and can be stubbed', async () => {
    const lambda = { ...responder('lambda'), integrationType: 'FAAS', webhook: '{{url}}', method: 'POST' };
    const faas = exportOf(
      { Main: [starter('hi'), call('run', 'lambda', { postProcessMessage: log('"ran"') }), text('two', 'Two.')] },
      { responder: [lambda] },
    );
    const plain = talkTo(faas);
    expect(await plain.say('hi')).toEqual(['Two.']);
    expect(logged(plain)).toEqual(['ran']);

    const match = (status: string) => ({ matchType: 'KB_MATCH', kbResultMatch: { status } });
    const knowledge = exportOf({
      Main: [
        starter('hi'),
        tile(
          'search',
          'KB_FAQ',
          { faqTileWidget: {} },
          { responseMatches: [rule([match('MATCH_FOUND')], 'found'), rule([match('MATCH_NOT_FOUND')], 'lost')] },
        ),
        text('found', 'Found.', { responseMatches: [rule([], 'none')] }),
        text('lost', 'Nothing found.'),
      ],
    });
    expect(await talkTo(knowledge).say('hi')).toEqual(['Nothing found.']);
    expect(await talkTo(knowledge, { stub: { search: 200 } }).say('hi')).toEqual(['Found.']);
  });

  test('15. what a stub answers with is a result like any other', async () => {
    const fields = [{ key: 'name', value: '{$.api_lambda.user.name}' }];
    const lambda = { ...responder('lambda', { customDataFields: fields }), integrationType: 'FAAS', webhook: '{{url}}', method: 'POST' };
    const shown =
      'botContext.setBotVariable("first", JSON.parse(botContext.getBotVariable("api_KB")).api_KB.results[0].title, true, false);';
    const document = exportOf(
      {
        Main: [
          starter('hi'),
          call('run', 'lambda'),
          tile('search', 'KB_FAQ', { faqTileWidget: { responseDataVariable: 'KB' } }),
          text('told', '{lambda.name}: {$.api_KB.results[1].title}, not {$botContext.first}.', { preProcessMessage: shown }),
        ],
      },
      { responder: [lambda] },
    );
    const results = [{ title: 'Tea' }, { title: 'Milk' }];
    const stub = { run: { status: 200, body: { user: { name: 'Ann' } } }, search: { status: 200, body: { results } } };
    expect(await talkTo(document, { stub }).say('hi')).toEqual(['Ann: Milk, not Tea.']);
    const talk = talkTo(document);
    expect(await talk.say('hi')).toEqual([error, ': , not .']);
    expect(talk.variable('KB')).toMatchObject({ $outcome: 'error' });
  });

  test('16. what only the cloud knows is null, said once, or given', async () => {
    const preProcessMessage = `${log('botContext.getUserChannel()')}${log('botContext.getLPEngagementAttribute("appId")')}`;
    const document = exportOf({ Main: [starter('hi'), text('one', 'One.', { preProcessMessage })] });
    const talk = talkTo(document);
    await talk.say('hi');
    await talk.say('hi');
    expect(logged(talk)).toEqual(['null', 'null', 'null', 'null']);
    expect(talk.diagnostics().flatMap(({ code, fix }) => (code === 'script-unknown-read' ? [fix] : []))).toEqual([
      expect.stringContaining('--given channel=…'),
      expect.stringContaining(`--given 'engagementAttributes={"appId": …}'`),
    ]);
    const given = talkTo(document, { given: { channel: 'lp_sms', engagementAttributes: { appId: 'app' } } });
    await given.say('hi');
    expect(logged(given)).toEqual(['lp_sms', 'app']);
  });

  test('16. a variable that is not set prints as nothing in a request', async () => {
    const integration = {
      ...orders,
      webhook: 'https://api.example/orders/{$botContext.none}',
      params: [{ key: 'q', value: '{$botContext.none}' }],
    };
    const talk = talkTo(oneCall({}, {}, integration), { stub: { orders: 200 } });
    await talk.say('hi');
    expect(talk.requests[0]).toMatchObject({ url: 'https://api.example/orders/', query: [{ name: 'q', value: '' }] });
  });

  test('17. a jump into another dialog replaces the one on top, and what is below goes on', async () => {
    const talk = talkTo(
      exportOf({
        Main: [starter('hi'), ask('which', 'Which?', { responseMatches: [rule([onPattern('a')], 'next')] })],
        Aside: [starter('aside'), text('off', 'Off.', { responseMatches: [rule([], 'there')] })],
        Far: [text('there', 'There.'), text('end', 'The end.')],
      }),
    );
    await talk.say('hi');
    expect(await talk.say('aside')).toEqual(['Off.', 'There.', 'The end.', 'Which?']);
  });

  test('17. nothing is gone back to while a person talks', async () => {
    const transfer = tile('transfer', 'ESCALATION', { text: 'One moment.', escalation: { agentSkillId: '7' } });
    const talk = talkTo(
      exportOf({
        Main: [starter('hi'), ask('which', 'Which?', { responseMatches: [rule([onPattern('a')], 'next')] })],
        Agent: [starter('agent'), transfer],
      }),
    );
    await talk.say('hi');
    expect(await talk.say('agent')).toEqual(['One moment.', '<handoff 7>']);
    expect(await talk.say('hi')).toEqual([]);
  });
});
