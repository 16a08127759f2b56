import { type BotInput, exportBot, type NodeInput, normaliseBot } from '@dragoman/core';
import { afterAll, describe, expect, test } from 'vitest';
import { createLivePersonAdapter } from '../src/adapter.ts';
import { sandbox, talkTo } from './talk.fixture.ts';

afterAll(() => sandbox.dispose());

const bot = (nodes: readonly NodeInput[], more: Partial<BotInput> = {}): BotInput => ({
  id: 'shop',
  flows: [{ id: 'main', triggers: [{ kind: 'text', pattern: 'hi' }], nodes }],
  ...more,
});

/** What came of the export, and the losses it reported at nodes and integrations. */
const exported = (input: BotInput) => {
  const { value, diagnostics } = exportBot(createLivePersonAdapter(), normaliseBot(input));
  const losses = diagnostics.filter(({ loss }) => loss === 'degraded' || loss === 'dropped').map(({ code }) => code);
  return { document: value, losses: losses.filter((code) => !/call-deadline|call-retries|no-match-text|failure-text|success/.test(code)) };
};

const city: NodeInput = { id: 'city', kind: 'question', text: 'Which city?', variable: 'city' };

describe('what LivePerson does otherwise is said in the export', () => {
  test('values in addresses and bodies are encoded in front of the call', async () => {
    const { document, losses } = exported(
      bot([city, { id: 'look up', kind: 'api', integration: 'look up' }], {
        integrations: [
          {
            id: 'look up',
            method: 'POST',
            url: 'https://api.shop.example/{{env.SHOP}}/{{city}}',
            body: { json: '{"city": "in {{city}}", "none": {{none}}, "bare": {{city}}}' },
            response: { variable: 'found' },
          },
        ],
      }),
    );
    expect(losses).toEqual([]);
    const talk = talkTo(document, { env: { SHOP: 'one & two' } });
    await talk.say('hi');
    await talk.say('Köln "a/b"\n?');
    expect(talk.requests).toMatchObject([
      {
        url: 'https://api.shop.example/one%20%26%20two/K%C3%B6ln%20%22a%2Fb%22%0A%3F',
        body: '{"city": "in Köln \\"a/b\\"\\n?", "none": null, "bare": "Köln \\"a/b\\"\\n?"}',
      },
    ]);
  });

  test.each(['small', 'S', 's-1', '1)', 'Small one'])('an option is known by %s, and stored as its value', async (said) => {
    const { document, losses } = exported(
      bot([
        {
          id: 'size',
          kind: 'choice',
          text: 'Which?',
          variable: 'size',
          options: [{ id: 'small', label: 'Small one', value: 's-1' }, { id: 's', label: 'Large', value: 'l-1' }, 'Other'].slice(
            0,
            said === 'S' ? 2 : 3,
          ),
          routes: [{ when: { equals: 's-1' }, to: 'so' }],
        } as NodeInput,
        { id: 'else', kind: 'message', text: 'Else: {{size}}', next: { end: 'flow' } },
        { id: 'so', kind: 'message', text: 'So: {{size}}' },
      ]),
    );
    expect(losses).toEqual([]);
    const talk = talkTo(document);
    await talk.say('hi');
    expect(await talk.say(said)).toEqual([said === 'S' ? 'Else: l-1' : 'So: s-1']);
  });

  test('a card that reads a field of rows is shown once', async () => {
    const { document, losses } = exported(
      bot(
        [
          { id: 'look up', kind: 'api', integration: 'look up' },
          { id: 'show', kind: 'message', waits: true, content: [{ kind: 'card', title: 'All: {{found.name}}', options: [] }] },
        ] as NodeInput[],
        {
          integrations: [
            {
              id: 'look up',
              method: 'GET',
              url: 'https://api.shop.example/',
              response: { variable: 'found', rows: '$.items', fields: [{ name: 'name', path: '$.name', perRow: true }] },
            },
          ],
        },
      ),
    );
    expect(losses).toEqual([]);
    const talk = talkTo(document, { stub: { 'look up': { status: 200, body: { items: [{ name: 'Red' }, { name: 'Blue' }] } } } });
    const effects = await talk.take('hi');
    expect(effects).toMatchObject([{ message: { kind: 'cards', cards: [{ title: 'All: ["Red","Blue"]' }] } }]);
  });
});
