import {
  definePlugin,
  exportBot,
  importBot,
  type LoweringNode,
  type NodeKind,
  type NodeStep,
  neutralCapabilities,
  normaliseBot,
} from '@dragoman/core';
import { clause } from '../kit/clause.ts';
import { deepFreeze } from '../kit/deep-freeze.ts';
import { expectSame, expectThat } from '../kit/expectation.ts';
import { createTwinAdapter } from '../twin/twin-adapter.ts';
import { lowerClauses } from './lower-clauses.ts';
import { type NodeKindSubject, needsLower, validated } from './node-kind-subject.ts';
import { botWithNode, leftBy, type NodeKindExample, talkWithNode } from './talk-with-node.ts';

const options = ({ plugins, scripts }: NodeKindSubject) => ({ plugins, ...(scripts && { scripts }) });

const eachTalk = async (
  subject: NodeKindSubject,
  act: (example: NodeKindExample, talk: readonly string[]) => Promise<void>,
): Promise<void> => {
  for (const example of subject.examples) for (const talk of example.talks) await act(example, talk);
};

const needsEnter = ({ kind }: NodeKindSubject): string | undefined =>
  kind.enter === undefined ? 'the kind has no enter: it runs as what lower makes of it.' : undefined;

/** Why what lower makes cannot be run here. */
const needsScripts = ({ kind, examples, scripts }: NodeKindSubject): string | undefined => {
  if (scripts !== undefined) return undefined;
  const runs = examples.some(({ node }) => {
    const result = kind.schema['~standard'].validate(node);
    if (result instanceof Promise || result.issues !== undefined) return false;
    return kind.lower?.(result.value, { capabilities: neutralCapabilities }).nodes.some(hasScript) ?? false;
  });
  return runs ? 'what lower makes runs scripts, and there is no script engine: pass one as scripts.' : undefined;
};

const hasScript = ({ kind, hooks }: LoweringNode): boolean => kind === 'script' || hooks !== undefined;

/** What a node kind promises, clause by clause. */
export const nodeKindClauses = {
  'describes-itself': clause<NodeKindSubject>(({ kind: { contract, kind, outcomes, enter, lower } }) => {
    expectSame(contract, 'v1', 'The kind is of contract v1.');
    expectThat(
      /^[a-z][\w-]*\/[a-z][\w-]*$/.test(kind),
      `The kind is two words in kebab-case with a slash between; it is ${JSON.stringify(kind)}.`,
    );
    expectThat(outcomes.length > 0 && new Set(outcomes).size === outcomes.length, 'The kind has outcomes, each listed once.');
    expectThat(enter !== undefined || lower !== undefined, 'The kind has enter or lower.');
  }),

  'takes-its-examples': clause<NodeKindSubject>(async ({ kind, examples }) => {
    expectThat(examples.length > 0 && examples.every(({ talks }) => talks.length > 0), 'There is an example, and each has a talk.');
    for (const { node } of examples)
      expectSame((await validated(kind, node)).problem, undefined, `The schema takes ${JSON.stringify(node)}.`);
  }),

  'refuses-junk': clause<NodeKindSubject>(async ({ kind, examples, refused }) => {
    const broken = examples.flatMap(({ node }) => Object.keys(node).map((name) => ({ ...node, [name]: { neither: 'this nor that' } })));
    for (const fields of [null, 7, 'text', ...broken, ...refused]) {
      expectThat((await validated(kind, fields)).problem !== undefined, `The schema refuses ${JSON.stringify(fields)}.`);
    }
  }),

  'leaves-by-its-outcomes': clause<NodeKindSubject>(async (subject) => {
    const spied = watched(subject.kind, (step) => {
      if (step.kind === 'route')
        expectThat(subject.kind.outcomes.includes(step.outcome), `The node leaves by a declared outcome; it left by ${step.outcome}.`);
    });
    const said: string[] = [];
    await eachTalk(subject, async (example, talk) => {
      const turns = await talkWithNode(spied, example, talk, options(subject));
      said.push(...turns.flat());
      expectThat(!said.includes('Left by none of them.'), `The node leaves by one of its outcomes in ${JSON.stringify(talk)}.`);
    });
    expectSame(
      subject.kind.outcomes.filter((outcome) => !said.includes(leftBy(outcome))),
      [],
      'The talks of the examples leave by every outcome.',
    );
  }, needsScriptsUnlessEntered),

  'enters-at-once': clause<NodeKindSubject>(async (subject) => {
    const spied = watched(subject.kind, (step, word) => {
      const isStep = typeof step === 'object' && step !== null && (step.kind === 'wait' || step.kind === 'route');
      expectThat(
        isStep,
        `${word} is synchronous and gives turn.wait() or turn.route(…); it gave ${step instanceof Promise ? 'a promise' : JSON.stringify(step)}.`,
      );
    });
    await eachTalk(subject, async (example, talk) => void (await talkWithNode(spied, example, talk, options(subject))));
  }, needsEnter),

  'does-the-same-again': clause<NodeKindSubject>(async (subject) => {
    await eachTalk(subject, async (example, talk) => {
      const first = await talkWithNode(subject.kind, example, talk, options(subject));
      const { now } = Date;
      const { random } = Math;
      // Who asks the machine instead of the turn does something else on replay.
      Date.now = () => now() + 86_400_000;
      Math.random = () => 0.123;
      try {
        expectSame(
          await talkWithNode(subject.kind, example, talk, options(subject)),
          first,
          `The talk ${JSON.stringify(talk)} goes the same way each time.`,
        );
      } finally {
        Date.now = now;
        Math.random = random;
      }
    });
  }, needsEnter),

  'does-the-same-lowered': clause<NodeKindSubject>(
    async (subject) => {
      const { enter: _enter, reply: _reply, ...lowered } = subject.kind;
      await eachTalk(subject, async (example, talk) => {
        const entered = await talkWithNode(subject.kind, example, talk, options(subject));
        const made = await talkWithNode(lowered, example, talk, options(subject));
        expectSame(made, entered, `What lower makes says the same as enter and reply in ${JSON.stringify(talk)}.`);
      });
    },
    (subject) => needsLower(subject) ?? needsEnter(subject) ?? needsScripts(subject) ?? namedLoss(subject),
  ),

  ...lowerClauses,

  'comes-back-from-a-platform': clause<NodeKindSubject>((subject) => {
    const { kind } = subject;
    const plugins = [definePlugin({ name: '@dragoman/conformance', nodeKinds: [kind] }), ...subject.plugins];
    const nodeKinds = plugins.flatMap((plugin) => plugin.nodeKinds);
    const twin = createTwinAdapter();
    for (const example of subject.examples) {
      const bot = normaliseBot({ ...botWithNode(kind, example), semantics: twin.semantics }, { nodeKinds });
      const { text, diagnostics } = exportBot(twin, bot, { plugins });
      const dropped = diagnostics.filter(({ loss }) => loss === 'dropped').map(({ code, reason }) => `${code}: ${reason}`);
      expectSame(dropped, [], 'On a platform that has all core kinds nothing of the node is dropped.');
      const [tried] = importBot(twin, text, { plugins }).value.flows.flatMap(({ nodes }) => nodes);
      expectSame(
        { ...tried },
        { ...bot.flows[0]?.nodes[0] },
        'From a platform that does not know the kind, the node comes back as it was.',
      );
    }
  }, needsLower),
};

export type NodeKindClause = keyof typeof nodeKindClauses;

function needsScriptsUnlessEntered(subject: NodeKindSubject): string | undefined {
  return subject.kind.enter === undefined ? needsScripts(subject) : undefined;
}

function namedLoss({ kind, examples }: NodeKindSubject): string | undefined {
  for (const { node } of examples) {
    const result = kind.schema['~standard'].validate(node);
    if (result instanceof Promise || result.issues !== undefined) continue;
    const loss = kind.lower?.(result.value, { capabilities: neutralCapabilities }).loss;
    if (loss !== undefined) return `lower names a loss: ${loss}`;
  }
  return undefined;
}

/** The kind with each step of its code looked at. */
function watched(kind: NodeKind, look: (step: NodeStep, word: string) => void): NodeKind {
  const { enter, reply } = kind;
  return {
    ...kind,
    ...(enter && {
      enter: (node, turn) => {
        const step = enter(deepFreeze(node), turn);
        look(step, 'enter');
        return step;
      },
    }),
    ...(reply && {
      reply: (node, text, turn, more) => {
        const step = reply(deepFreeze(node), text, turn, more);
        look(step, 'reply');
        return step;
      },
    }),
  };
}
