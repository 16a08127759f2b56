import { afterAll, describe, expect, test } from 'vitest';
import { call, exportOf, responder, sandbox, starter, talkTo, text } from './talk.fixture.ts';

afterAll(() => sandbox.dispose());

/**
 * The documented examples of reading what an integration gave, in the post-process code of its interaction.
 *
 * @see https://developers.liveperson.com/conversation-builder-scripting-functions-get-integration-data.html
 */
const afterCall = (postProcessMessage: string, customDataFields: readonly { readonly key: string; readonly value: string }[] = []) =>
  exportOf(
    { Main: [starter('search'), call('find notes', 'faqIntegration', { postProcessMessage }), text('done', 'Done.')] },
    { responder: [responder('faqIntegration', { customDataFields: customDataFields.map((field) => ({ ...field })) })] },
  );

const logs = (talk: ReturnType<typeof talkTo>): readonly string[] =>
  talk.diagnostics().flatMap(({ code, reason }) => (code === 'script-log' ? [reason] : []));

const isSuccessful = `// was the API called with success?
var isApiExecutionSuccessful = botContext.isApiExecutionSuccessful();
if(isApiExecutionSuccessful){
  var apiStatusCode = botContext.getApiStatusCode();
  botContext.printDebugMessage("Executed with status "+apiStatusCode);

  if(apiStatusCode == "200"|apiStatusCode == "201"|apiStatusCode == "203"){
    // it was
    botContext.printDebugMessage("Well.");
  }else{
    // it was not
    botContext.printDebugMessage("Not well.");
  }

}
`;

describe('whether an integration succeeded', () => {
  test.each([
    [200, ['Executed with status 200', 'Well.']],
    [201, ['Executed with status 201', 'Well.']],
    [203, ['Executed with status 203', 'Well.']],
    [204, ['Executed with status 204', 'Not well.']],
    [404, []],
    ['timeout', []],
  ] as const)('%s', async (answer, said) => {
    const talk = talkTo(afterCall(isSuccessful), { stub: { faqIntegration: answer } });
    await talk.say('search');
    expect(logs(talk)).toEqual(said);
  });

  test('the flag is a boolean and the code a text, of the most recent call', async () => {
    const types =
      'botContext.printDebugMessage(typeof botContext.isApiExecutionSuccessful() + " " + typeof botContext.getApiStatusCode());';
    const talk = talkTo(afterCall(types), { stub: { faqIntegration: 440 } });
    await talk.say('search');
    expect(logs(talk)).toEqual(['boolean string']);
  });
});

describe('how many results there are', () => {
  const count = `var results = botContext.getBotVariable('faqIntegration.title.count');
if (results < 1) {
      botContext.sendMessage('Nothing was noted for this person.');
}`;
  const fields = [{ key: 'title', value: '{$.api_faqIntegration.notes[i].title}' }];

  test.each([
    [[], ['Nothing was noted for this person.', 'Done.']],
    [[{ title: 'A' }], ['Done.']],
    [[{ title: 'A' }, { title: 'B' }], ['Done.']],
  ])('of %j', async (notes, said) => {
    const talk = talkTo(afterCall(count, fields), { stub: { faqIntegration: { status: 200, body: { notes } } } });
    expect(await talk.say('search')).toEqual(said);
  });
});
