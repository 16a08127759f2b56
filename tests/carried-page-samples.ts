import type { BotInput, IntegrationInput, NodeInput, RouteInput } from '@dragoman/core';

/** A small bot for each thing that a platform may have or not, by the list of the capabilities and the word in it. */
export const sampleOf = (field: string, value: string): BotInput | undefined => (samples[field] ?? (() => undefined))(value);

const bye = { id: 'bye', kind: 'message', text: 'Bye.' } as const satisfies NodeInput;
const ask = { id: 'ask', kind: 'question', text: 'Which one?' } as const satisfies NodeInput;
const url = 'https://api.example/orders';

const bot = (nodes: readonly NodeInput[], more: Partial<BotInput> = {}): BotInput => ({
  id: 'sample',
  flows: [
    { id: 'main', nodes: [...nodes, bye] },
    {
      id: 'other',
      nodes: [
        { id: 'there', kind: 'message', text: 'There.' },
        { id: 'further', kind: 'message', text: 'Further.' },
      ],
    },
  ],
  ...more,
});

const started = (trigger: Trigger): BotInput => ({
  id: 'sample',
  flows: [{ id: 'main', triggers: [trigger], nodes: [bye] }],
});

type Trigger = NonNullable<NonNullable<BotInput['flows']>[number]['triggers']>[number];

const hi: NodeInput = { id: 'hi', kind: 'message', text: 'Hi.' };

const call = (more: object = {}, node: object = {}, shown: readonly NodeInput[] = []): BotInput =>
  bot([{ id: 'call', kind: 'api', integration: 'orders', next: shown[0]?.id ?? 'bye', ...node } as NodeInput, ...shown], {
    integrations: [{ id: 'orders', method: 'GET', url, response: { variable: 'order' }, ...more } as IntegrationInput],
  });

const shows = (text: string): readonly NodeInput[] => [{ id: 'show', kind: 'message', text }];

const replied = (when: unknown, more: object = {}): BotInput =>
  bot([
    {
      ...ask,
      routes: [
        { when, to: 'bye', ...more },
        { when: 'no-match', to: 'repeat' },
      ],
    } as NodeInput,
    hi,
  ]);

const decided = (condition: unknown): BotInput =>
  bot([{ id: 'if', kind: 'condition', routes: [{ if: condition, to: 'bye' } as RouteInput] }, hi]);

const left = 'tier';
const gold = { left, op: 'equals', right: 'gold' } as const;

const fieldsOf = (field: object, response: object = {}): BotInput =>
  call({ response: { variable: 'order', fields: [{ name: 'status', path: '$.status', ...field }], ...response } });

const script = (dialect: string) => ({ dialect, source: dialect === 'es5' ? 'set("seen", "yes");' : (sources[dialect] ?? '') });

const sources: { readonly [dialect: string]: string } = {
  liveperson: "botContext.setBotVariable('seen', 'yes', true, false);",
  clickatell: '{"calculation":"1 + 1"}',
};

const rows = { variable: 'found', rows: '$.items[*]', fields: [{ name: 'name', path: '$.name', perRow: true }] };

const nodes: { readonly [kind: string]: readonly NodeInput[] } = {
  start: [{ id: 'begin', kind: 'start' }],
  message: [],
  question: [ask],
  choice: [{ id: 'pick', kind: 'choice', text: 'Which?', options: ['One', 'Two'], routes: [{ when: { option: 'one' }, to: 'bye' }] }],
  list: [{ id: 'shelf', kind: 'list', text: 'Which?', rows: '{{found.$rows}}', label: '{{item.name}}' }],
  script: [{ id: 'run', kind: 'script', ...script('es5') }],
  assign: [{ id: 'set', kind: 'assign', set: [{ variable: 'seen', value: 'yes' }] }],
  handoff: [{ id: 'person', kind: 'handoff' }],
  platform: [{ id: 'own', kind: 'platform', adapter: 'elsewhere', raw: {} }],
  wait: [{ id: 'hold', kind: 'wait', reference: '{{id}}' }],
};

const reads: { readonly [read: string]: BotInput } = {
  $status: call({}, {}, shows('{{order.$status}}')),
  $body: call({}, {}, shows('{{order.$body.id}}')),
  $rows: call({ response: rows }, {}, shows('{{found.$rows[0].name}}')),
  $lower: bot(shows('{{name.$lower}}')),
  $upper: bot(shows('{{name.$upper}}')),
  path: bot(shows('{{value.name}}')),
  computed: call({}, {}, shows('{{order.$body.items[{{n}}].name}}')),
  user: bot(shows('{{user.text}}')),
  env: call({ url: '{{env.SHOP_URL}}/orders' }),
  secret: call({ headers: [{ name: 'x-key', value: '{{secret.KEY}}' }] }),
  session: bot(shows('{{session.id}}')),
  location: bot(shows('{{location.city}}')),
  item: call({ response: rows }, {}, [
    {
      id: 'show',
      kind: 'message',
      content: [{ kind: 'cards', cards: [{ repeat: '{{found.$rows}}', title: '{{item.name}}' }] }],
    } as NodeInput,
  ]),
};

const samples: { readonly [field: string]: (value: string) => BotInput | undefined } = {
  nodes: (kind) => {
    if (kind === 'api') return call();
    if (kind === 'condition') return decided(gold);
    if (kind === 'list') return call({ response: rows }, {}, nodes.list);
    return nodes[kind] && bot(nodes[kind]);
  },
  triggers: (kind) => {
    if (kind === 'equals') return started({ kind: 'text', equals: 'hello' });
    if (kind === 'pattern') return started({ kind: 'text', pattern: '*order*' });
    return started(kind === 'intent' ? { kind: 'intent', intent: 'order' } : ({ kind: 'event', event: kind } as never));
  },
  targets: (kind) => {
    const to = {
      flow: { flow: 'other' },
      'node-of-other-flow': 'further',
      repeat: 'repeat',
      'end-flow': { end: 'flow' },
      'end-conversation': { end: 'conversation' },
    }[kind];
    return kind === 'repeat' ? replied({ equals: 'again' }, { to }) : bot([{ ...hi, next: to } as NodeInput]);
  },
  outcomes: (kind) => {
    const when = { value: { value: 'shipped' }, status: 404, class: '5xx' }[kind] ?? kind;
    const response = { variable: 'order', ...(kind === 'value' && { outcome: { jsonpath: '$.status' } }) };
    const other = kind === 'other' ? [] : [{ when: 'other', to: 'bye' }];
    return call(
      { response },
      { next: 'hi', routes: [{ when, to: 'bye' }, ...other].map((route, at) => (at === 0 ? { ...route, to: 'hi' } : route)) },
      [hi],
    );
  },
  replies: (kind) => {
    if (kind === 'option') return bot(nodes.choice ?? []);
    if (kind === 'validation') return bot([{ ...ask, routes: [{ when: { regex: '^[0-9]+$' }, to: 'bye' }] } as NodeInput, hi]);
    if (kind === 'no-match') return replied({ equals: 'yes' });
    return replied({ [kind]: { equals: 'yes', pattern: '*yes*', regex: '^y.*$', intent: 'agree' }[kind] });
  },
  routes: (part) => {
    if (part === 'if') return replied({ equals: 'yes' }, { if: gold });
    if (part === 'set-text') return replied({ equals: 'yes' }, { set: [{ variable: 'seen', value: 'yes' }] });
    if (part === 'exclude-replies') return replied({ pattern: '*yes*', exclude: ['*not*'] });
    return bot([
      {
        ...ask,
        routes: [
          { when: { equals: 'yes' }, to: 'bye' },
          { when: 'no-match', say: 'Pardon?', to: 'repeat' },
        ],
      } as NodeInput,
      hi,
    ]);
  },
  conditions: (op) => {
    const more = { left: 'age', op: 'greater', right: 17 };
    const said = { 'is-set': { left, op }, all: { all: [gold, more] }, any: { any: [gold, more] }, not: { not: gold } }[op];
    return decided(said ?? (op === 'less' || op === 'greater' ? { left: 'age', op, right: 17 } : { left, op, right: 'gold' }));
  },
  questionFields: (field) => bot([{ ...ask, variable: 'size', ...(field === 'skipIfSet' && { skipIfSet: true }) } as NodeInput]),
  hooks: (hook) => bot([{ ...(hook === 'onReply' ? ask : hi), hooks: { [hook]: script('es5') } } as NodeInput]),
  scripts: (dialect) => bot([{ id: 'run', kind: 'script', ...script(dialect) } as NodeInput]),
  methods: (method) => call({ method }),
  request: (part) => {
    const row = [{ name: 'size', value: '10' }];
    const body = part === 'text' ? { text: 'hello' } : { json: { size: 10 } };
    if (part === 'query' || part === 'headers') return call({ [part]: row });
    if (part === 'node-query' || part === 'node-headers') return call({}, { [part.slice(5)]: row });
    return part === 'node-body' ? call({ method: 'POST' }, { body }) : call({ method: 'POST', body });
  },
  credentials: (kind) => ({
    ...call({ credential: 'key' }),
    credentials: [{ id: 'key', kind, fields: credentialFields[kind] ?? {} }],
  }),
  call: (setting) => call({ [setting]: { timeoutMs: 5_000, concurrency: { limit: 2 }, defaultHeaders: false }[setting] }),
  response: (part) => {
    switch (part) {
      case 'rows':
      case 'perRow':
        return call({ response: rows });
      case 'to':
        return fieldsOf({ to: 'status' });
      case 'keep':
      case 'keep-only':
        return fieldsOf({ to: 'status' }, { onMissing: 'keep' });
      case 'transform':
        return fieldsOf({}, { transform: script('es5') });
      case 'jsonpath':
        return call(
          { response: { variable: 'order', outcome: { jsonpath: '$.status' } } },
          {
            routes: [
              { when: { value: 'shipped' }, to: 'bye' },
              { when: 'other', to: 'hi' },
            ],
          },
          [hi],
        );
      default:
        return { ...fieldsOf({}), flows: call({}, {}, shows('{{order.status}}')).flows ?? [] };
    }
  },
  reads: (read) => reads[read],
  scopes: (scope) => ({
    ...bot([{ id: 'name', kind: 'question', text: 'Who?', variable: 'name' }, { ...hi, text: 'Hi {{name}}.' } as NodeInput]),
    variables: [{ name: 'name', scope: scope as 'turn' }],
  }),
  media: (type) =>
    bot([{ id: 'show', kind: 'message', content: [{ kind: 'media', type: type as 'image', url: 'https://cdn.example/a' }] }]),
};

const text = (name: string) => ({ [name]: { secret: name.toUpperCase() } });

const credentialFields: { readonly [kind: string]: { readonly [field: string]: string | { readonly secret: string } } } = {
  'access-token': text('token'),
  basic: { user: 'shop', ...text('password') },
};
