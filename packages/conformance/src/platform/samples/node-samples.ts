import type { Capabilities, NodeInput, PlatformAdapter } from '@dragoman/core';
import { integrationFor, responseVariable } from './integration-for.ts';
import { fieldOf, nodesOf, type Sample, sampleBot, say } from './sample.ts';

/** A bot for each kind of node. */
export const nodeSamples = (adapter: PlatformAdapter): readonly Sample[] =>
  adapter.capabilities.nodes.flatMap((kind) => {
    const nodes = nodesFor(kind, adapter);
    if (nodes === undefined) return [];
    const overRows = kind === 'list' ? listOverRows(adapter) : undefined;
    const isCall = nodes.some((node) => node.kind === 'api');
    const integrations = isCall ? [integrationFor(adapter.capabilities)] : [];
    const plain: Sample = { title: `node ${kind}`, bot: sampleBot(adapter, nodes, { integrations }), probe: nodesOf(kind) };
    return overRows === undefined ? [plain] : [plain, overRows];
  });

/** A list over the rows of a response, with whatever else it may have; undefined where no row can be read. */
const listOverRows = (adapter: PlatformAdapter): Sample | undefined => {
  const { capabilities } = adapter;
  if (!capabilities.nodes.includes('api') || !capabilities.response.includes('rows') || !capabilities.reads.includes('item'))
    return undefined;
  const list: NodeInput = {
    id: 'first',
    kind: 'list',
    text: 'Which?',
    rows: `{{${responseVariable}.$rows}}`,
    label: '{{item.name}} ({{item.price}})',
    value: '{{item.id}}',
    filter: '^[A-M]',
    exclude: 'sold out$',
    ...(capabilities.questionFields.includes('variable') && { variable: 'answer' }),
  };
  const nodes: readonly NodeInput[] = [{ id: 'load', kind: 'api', integration: 'call' }, list, say(capabilities, 'last', 'The end.')];
  const integrations = [integrationFor(capabilities, { response: { variable: responseVariable, rows: '$.items[*]' } })];
  return { title: 'node list over rows', bot: sampleBot(adapter, nodes, { integrations }), probe: nodesOf('list') };
};

/** Nodes with one of the kind among them; undefined for the platform's own, and where there is too little around it to say one. */
const nodesFor = (kind: string, { capabilities }: PlatformAdapter): readonly NodeInput[] | undefined => {
  const last = say(capabilities, 'last', 'The end.');
  const variable = capabilities.questionFields.includes('variable') ? { variable: 'answer' } : {};
  switch (kind) {
    case 'start':
      return capabilities.hooks.length > 0 ? undefined : [{ id: 'first', kind: 'start' }, last];
    case 'message':
      return [{ id: 'first', kind: 'message', text: 'Hello.' }, last];
    case 'question':
      return [{ id: 'first', kind: 'question', text: 'Who are you?', ...variable }, last];
    case 'choice':
      return capabilities.choice === false ? undefined : [{ id: 'first', kind: 'choice', text: 'Which?', options: ['One', 'Two'] }, last];
    case 'list':
      return [{ id: 'first', kind: 'list', text: 'Which?', rows: '{{rows}}', label: 'Row' }, last];
    case 'api':
      return [{ id: 'first', kind: 'api', integration: 'call' }, last];
    case 'script': {
      const [dialect] = capabilities.scripts;
      return dialect === undefined ? undefined : [{ id: 'first', kind: 'script', dialect, source: 'var a = 1;' }, last];
    }
    case 'condition':
      return capabilities.conditions.includes('equals') && capabilities.routes.includes('if')
        ? [
            { id: 'first', kind: 'condition', routes: [{ if: { left: 'answer', op: 'equals', right: 'yes' }, to: 'last' }] },
            say(capabilities, 'between', 'No.'),
            last,
          ]
        : undefined;
    case 'assign':
      return [{ id: 'first', kind: 'assign', set: [{ variable: 'answer', value: 'yes' }] }, last];
    case 'jump':
      return [{ id: 'first', kind: 'jump', to: 'last' }, say(capabilities, 'between', 'Never.'), last];
    case 'handoff':
      return [say(capabilities, 'first', 'A moment.'), { id: 'person', kind: 'handoff' }];
    case 'wait':
      return [{ id: 'first', kind: 'wait', reference: 'parcel', timeoutMs: capabilities.fixed.waitTimeoutMs ?? 60_000 }, last];
    case 'end':
      return [say(capabilities, 'first', 'Bye.'), { id: 'over', kind: 'end' }];
    default:
      return undefined;
  }
};

/** A bot for each thing that nodes may carry. */
export const nodeFieldSamples = (adapter: PlatformAdapter): readonly Sample[] => {
  const { capabilities } = adapter;
  const { nodes, nodeFields, questionFields, handoffFields, hooks, scripts } = capabilities;
  const last = say(capabilities, 'last', 'The end.');
  const sample = (title: string, first: NodeInput, ...path: readonly string[]): Sample => ({
    title,
    bot: sampleBot(adapter, [first, last]),
    probe: fieldOf(first.kind, ...path),
  });
  const question = { id: 'first', kind: 'question', text: 'Who?', variable: 'answer' } as const;
  const script = { dialect: scripts[0] ?? 'es5', source: 'var hooked = 1;' };
  return [
    ...(nodeFields.includes('waits') ? [sample('waits', { id: 'first', kind: 'message', text: 'Well?', waits: true }, 'waits')] : []),
    ...(nodeFields.includes('delayMs')
      ? [sample('delayMs', { id: 'first', kind: 'message', text: 'Later.', delayMs: 2_000 }, 'delayMs')]
      : []),
    ...(nodes.includes('question')
      ? questionFields.map((field) => sample(`question ${field}`, { ...question, [field]: questionValues[field] }, field))
      : []),
    ...(nodes.includes('handoff')
      ? handoffFields.map((field) => sample(`handoff ${field}`, { id: 'first', kind: 'handoff', [field]: handoffValues[field] }, field))
      : []),
    ...(nodes.includes('question') && scripts.length > 0
      ? hooks.map((hook) => sample(`hook ${hook}`, { ...question, hooks: { [hook]: script } }, 'hooks', hook))
      : []),
  ];
};

const questionValues = { variable: 'answer', retryText: 'Please say it again.', skipIfSet: true };

const handoffValues: { readonly [F in Capabilities['handoffFields'][number]]: unknown } = {
  queue: 'sales',
  message: 'One moment.',
  context: [{ name: 'topic', value: 'order' }],
};

/** A bot for each thing a template can read. */
export const readSamples = (adapter: PlatformAdapter): readonly Sample[] => {
  const { capabilities } = adapter;
  const fields = capabilities.response.includes('fields');
  return [
    { read: 'variable', text: 'Dear {{answer}}, hello.' },
    ...(capabilities.nodes.includes('api') && fields ? [{ read: 'field', text: `It is {{${responseVariable}.state}}.` }] : []),
    ...(capabilities.nodes.includes('api')
      ? capabilities.reads.flatMap((read) => (callReads[read] ? [{ read, text: callReads[read] }] : []))
      : []),
    ...capabilities.reads.flatMap((read) => (ownReads[read] ? [{ read, text: ownReads[read] }] : [])),
  ].map(({ read, text }) => {
    const isCall = text.includes(responseVariable);
    const nodes = [...(isCall ? [{ id: 'call-it', kind: 'api', integration: 'call' } as const] : []), say(capabilities, 'last', text)];
    const bot = sampleBot(adapter, nodes, isCall ? { integrations: [integrationFor(capabilities)] } : {});
    return {
      title: `{{…}} of ${read}`,
      bot,
      probe: ({ flows }) => JSON.stringify(flows.map((flow) => flow.nodes.at(-1)?.content ?? flow.nodes.at(-1)?.text)),
    };
  });
};

const callReads: { readonly [read: string]: string | undefined } = {
  $status: `It is {{${responseVariable}.$status}}.`,
  $outcome: `It is {{${responseVariable}.$outcome}}.`,
  $body: `It is {{${responseVariable}.$body.state}}.`,
  path: `It is {{${responseVariable}.$body.items[0].title}}.`,
};

const ownReads: { readonly [read: string]: string | undefined } = {
  env: 'From {{env.REGION}}.',
  session: 'Number {{session.id}}.',
};
