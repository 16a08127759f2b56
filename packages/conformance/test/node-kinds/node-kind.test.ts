import { type NodeKindClause, type NodeKindSubject, nodeKindClauses, nodeKindConformance } from '@dragoman/conformance';
import { defineNodeKind, type NodeKind, outcome } from '@dragoman/core';
import * as z from 'zod';
import { expectMutantsRejected, type Mutants } from '../kit/expect-mutants-rejected.fixture.ts';

const answers = ['yes', 'no'].map((id) => ({ id, label: id, action: { kind: 'reply' as const } }));

/** Asks for a yes or a no, again and again. */
const confirm = defineNodeKind({
  kind: 'acme/confirm',
  schema: z.object({ text: z.string(), retryText: z.string().default('Yes or no, please.') }),
  outcomes: ['agreed', 'refused'],
  enter: ({ text }, turn) => {
    turn.send({ kind: 'options', text, options: answers });
    return turn.wait(answers);
  },
  reply: ({ retryText }, _text, turn, { option }) => {
    if (option !== undefined) return turn.route(option === 'yes' ? 'agreed' : 'refused');
    turn.send({ kind: 'options', text: retryText, options: answers });
    return turn.wait(answers);
  },
  lower: ({ text, retryText }) => {
    const routes = [
      { when: { option: 'yes' }, to: outcome('agreed') },
      { when: { option: 'no' }, to: outcome('refused') },
    ];
    return {
      nodes: [
        { id: 'ask', kind: 'choice', text, options: answers, routes: [...routes, { when: 'no-match', to: 'again' }] },
        { id: 'again', kind: 'choice', text: retryText, options: answers, routes: [...routes, { when: 'no-match', to: 'repeat' }] },
      ],
    };
  },
});

type Confirm = NodeKind<{ readonly text: string; readonly retryText: string }, 'agreed' | 'refused'>;

const examples = [
  { node: { text: 'Shall I?' }, talks: [['yes'], ['what?', 'hm?', 'no']] },
  { node: { text: 'Sure, {{name}}?', retryText: 'Well?' }, talks: [['eh', 'yes']], variables: { name: 'Ada' } },
];
const refused = [{}];

nodeKindConformance({ kind: confirm, examples, refused });

const sound = { ...confirm } as Confirm;
const subject = (kind: Confirm): NodeKindSubject => ({ kind: kind as unknown as NodeKind, examples, refused, plugins: [] });
const broken = (change: Partial<Confirm>) => (): NodeKindSubject => subject({ ...sound, ...change });
type Nodes = ReturnType<NonNullable<Confirm['lower']>>['nodes'];
const lowering = (change: (nodes: Nodes, scripts: readonly string[]) => readonly unknown[]) =>
  broken({
    lower: (node, context) => ({ nodes: change(sound.lower?.(node, context).nodes ?? [], context.capabilities.scripts) as Nodes }),
  });

const mutants: Mutants<NodeKindSubject, NodeKindClause> = {
  'describes-itself': broken({ outcomes: ['agreed', 'agreed'] }),
  'takes-its-examples': broken({ schema: z.object({ text: z.string().max(3), retryText: z.string().default('?') }) }),
  'refuses-junk': broken({ schema: z.object({ text: z.any(), retryText: z.any() }) }),
  'leaves-by-its-outcomes': broken({ reply: (_node, _text, turn) => turn.route('given up' as 'agreed') }),
  'enters-at-once': broken({
    enter: (async (node: Parameters<NonNullable<Confirm['enter']>>[0], turn: Parameters<NonNullable<Confirm['enter']>>[1]) =>
      sound.enter?.(node, turn)) as unknown as NonNullable<Confirm['enter']>,
  }),
  'does-the-same-again': broken({
    enter: (_node, turn) => {
      turn.send(`It is ${new Date(Date.now()).getUTCDate()}.`);
      return turn.wait(answers);
    },
  }),
  'does-the-same-lowered': lowering(([ask]) => [
    { ...ask, routes: [{ when: { option: 'no' }, to: outcome('refused') }, { to: outcome('agreed') }] },
  ]),
  'lower-is-pure': () => {
    let made = 0;
    return lowering((nodes) => nodes.map((node) => ({ ...node, delayMs: made++ })))();
  },
  'lower-keeps-to-the-scripts-there-are': lowering((nodes) => [
    ...nodes,
    { id: 'note', kind: 'script', dialect: 'es5', source: 'var noted = 1;' },
  ]),
  'lower-leads-where-something-is': lowering(([ask]) => [ask]),
  'lower-reaches-every-outcome': lowering((nodes) =>
    nodes.map((node) => ({ ...node, routes: node.routes?.filter(({ when }) => JSON.stringify(when) !== '{"option":"no"}') ?? [] })),
  ),
  'comes-back-from-a-platform': broken({ kind: 'acme/confirm', lower: () => ({ nodes: [{ id: 'ask', kind: 'nothing like it' }] }) }),
};

expectMutantsRejected(nodeKindClauses, () => subject(sound), mutants);
