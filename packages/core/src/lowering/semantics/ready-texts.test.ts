import { describe, expect, test } from 'vitest';
import type { Encoding } from '../../document/semantics.ts';
import { neutralSemantics } from '../../document/semantics.ts';
import type { BotInput, IntegrationInput, NodeInput } from '../../input/bot-input.ts';
import { es5Functions } from '../es5-predicate.ts';
import { lowered } from './lowering.fixture.ts';

const verbatim: Encoding = { ...neutralSemantics.encoding, urlPath: 'none', jsonString: 'none', jsonBare: 'text' };

const bot = (integration: Partial<IntegrationInput>, ...nodes: readonly NodeInput[]): BotInput => ({
  id: 'shop',
  integrations: [
    { id: 'lookup', method: 'POST', url: 'https://api.shop.example/', response: { variable: 'order' }, ...integration } as IntegrationInput,
  ],
  flows: [{ id: 'main', nodes: nodes.length > 0 ? nodes : [call] }],
});

const call: NodeInput = { id: 'call', kind: 'api', integration: 'lookup' };

const able = { hooks: ['before'], scripts: ['es5'], scopes: ['turn', 'session'] } as const;

const linesOf = (source: string | undefined): readonly string[] => (source ?? '').split('\n').filter((line) => line.startsWith('set('));

describe('on a platform that prints values verbatim and runs scripts in front of its nodes', () => {
  test('a value in an address is encoded by a script', () => {
    const { bot: made, report } = lowered(bot({ url: 'https://api.shop.example/orders/{{id}}?q={{id}}' }), { encoding: verbatim }, able);
    expect(report).toEqual([]);
    expect(made.integrations[0]).toMatchObject({ url: 'https://api.shop.example/orders/{{var["id in address"]}}?q={{id}}' });
    expect(made.flows[0]?.nodes[0]?.hooks?.before).toEqual({
      dialect: 'es5',
      source: ['set("id in address", encodeURIComponent(text(get("id"))), "turn");', es5Functions.text].join('\n'),
    });
  });

  test('values in a body are escaped inside quotes, and are JSON outside', () => {
    const json = '{"id": "no. {{id}}", "name": {{var["full name"]}}}';
    const { bot: made, report } = lowered(bot({ body: { json } }), { encoding: verbatim, unsetJson: 'empty' }, able);
    expect(report).toEqual([]);
    expect(made.integrations[0]).toMatchObject({
      body: { json: '{"id": "no. {{var["id in JSON"]}}", "name": {{var["var[\\"full name\\"] as JSON"]}}}' },
    });
    expect(linesOf(made.flows[0]?.nodes[0]?.hooks?.before?.source)).toEqual([
      'set("id in JSON", JSON.stringify(text(get("id"))).slice(1, -1), "turn");',
      'set("var[\\"full name\\"] as JSON", JSON.stringify(get("full name")), "turn");',
    ]);
  });

  test('every node that calls an integration makes its values ready, each once', () => {
    const rows = { query: [{ name: 'q', value: '{{id}}' }], body: { json: '{"id": "{{id}}"}' } };
    const { bot: made } = lowered(
      bot({ url: 'https://api.shop.example/{{id}}/{{id}}' }, call, { ...call, id: 'again', ...rows }),
      { encoding: verbatim },
      able,
    );
    const scripts = made.flows[0]?.nodes.map(({ hooks }) => linesOf(hooks?.before?.source));
    const inAddress = 'set("id in address", encodeURIComponent(text(get("id"))), "turn");';
    expect(scripts).toEqual([[inAddress], [inAddress, 'set("id in JSON", JSON.stringify(text(get("id"))).slice(1, -1), "turn");']]);
  });

  test('a name that the bot has itself stays the bot’s', () => {
    const said: NodeInput = { id: 'said', kind: 'message', text: '{{var["id in address"]}}' };
    const { bot: made } = lowered(bot({ url: 'https://api.shop.example/{{id}}' }, said, call), { encoding: verbatim }, able);
    expect(made.integrations[0]).toMatchObject({ url: 'https://api.shop.example/{{var["id in address ready"]}}' });
  });

  test('a setting is put into a variable for the script', () => {
    const { bot: made, report } = lowered(
      bot({ url: 'https://api.shop.example/{{env.PLACE}}' }),
      { encoding: verbatim },
      { ...able, nodes: ['api', 'assign'], reads: ['env'] },
    );
    expect(report).toEqual([]);
    const [first, second] = made.flows[0]?.nodes ?? [];
    expect(first).toMatchObject({
      id: 'call',
      kind: 'assign',
      set: [{ variable: 'env.PLACE for a script', value: '{{env.PLACE}}', scope: 'turn' }],
      next: { node: 'call-call' },
    });
    expect([second?.id, second?.kind, second?.next]).toEqual(['call-call', 'api', { end: 'flow' }]);
    expect(linesOf(second?.hooks?.before?.source)).toEqual([
      'set("env.PLACE in address", encodeURIComponent(text(get("env.PLACE for a script"))), "turn");',
    ]);
  });

  test.each<[string, Partial<IntegrationInput>, Partial<NodeInput>, object?]>([
    ['what no script reads', { url: 'https://api.shop.example/{{session.id}}' }, {}],
    [
      'a node with a script of its author’s in front',
      { url: 'https://api.shop.example/{{id}}' },
      { hooks: { before: { dialect: 'es5', source: '' } } },
    ],
    ['a platform without scripts', { url: 'https://api.shop.example/{{id}}' }, {}, { scripts: [] }],
  ])('%s is reported', (_what, integration, node, capabilities) => {
    const input = bot(integration, { ...call, ...node } as NodeInput);
    const { bot: made, report } = lowered(input, { encoding: verbatim }, { ...able, ...capabilities });
    expect(made.integrations[0]).toMatchObject(integration);
    expect(report).toEqual(['encoding integrations.lookup']);
  });
});
