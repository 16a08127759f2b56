import {
  type Capabilities,
  definePlugin,
  exportBot,
  importBot,
  type Lowering,
  type LoweringNode,
  type NodeKind,
  type NodeStep,
  neutralCapabilities,
  normaliseBot,
  type Plugin,
  type ScriptEngine,
} from '@dragoman/core';
import { clause } from '../kit/clause.ts';
import { deepFreeze } from '../kit/deep-freeze.ts';
import { expectSame, expectThat } from '../kit/expectation.ts';
import { createTwinAdapter } from '../twin/twin-adapter.ts';
import { botWithNode, leftBy, type NodeKindExample, talkWithNode } from './talk-with-node.ts';

/** What the clauses of a node kind are tried on. */
export interface NodeKindSubject {
  readonly kind: NodeKind;
  readonly examples: readonly NodeKindExample[];
  /** Fields that the schema must refuse. */
  readonly refused: readonly unknown[];
  readonly plugins: readonly Plugin[];
  readonly scripts?: ScriptEngine;
}

const validated = async ({ schema }: NodeKind, fields: unknown): Promise<{ readonly value?: unknown; readonly problem?: string }> => {
  const result = await schema['~standard'].validate(fields);
  return result.issues === undefined ? { value: result.value } : { problem: result.issues[0]?.message ?? 'refused' };
};

const options = ({ plugins, scripts }: NodeKindSubject) => ({ plugins, ...(scripts && { scripts }) });

const eachTalk = async (
  subject: NodeKindSubject,
  act: (example: NodeKindExample, talk: readonly string[]) => Promise<void>,
): Promise<void> => {
  for (const example of subject.examples) for (const talk of example.talks) await act(example, talk);
};

/** Platforms of several kinds, down to one that can only say something and ask something. */
const platforms: readonly { readonly name: string; readonly capabilities: Capabilities }[] = [
  { name: 'a platform that has everything', capabilities: neutralCapabilities },
  { name: 'a platform without scripts', capabilities: { ...neutralCapabilities, scripts: [] } },
  {
    name: 'a platform without choices',
    capabilities: {
      ...neutralCapabilities,
      choice: false,
      list: false,
      nodes: neutralCapabilities.nodes.filter((kind) => kind !== 'choice' && kind !== 'list'),
    },
  },
  {
    name: 'a poor platform',
    capabilities: {
      ...neutralCapabilities,
      nodes: ['message', 'question'],
      scripts: [],
      choice: false,
      list: false,
      card: false,
      media: [],
    },
  },
];

const eachLowering = async (
  { kind, examples }: NodeKindSubject,
  act: (lowering: Lowering, where: { readonly name: string; readonly capabilities: Capabilities; readonly fields: unknown }) => void,
): Promise<void> => {
  for (const { node } of examples) {
    const { value } = await validated(kind, node);
    for (const platform of platforms) {
      const lowering = kind.lower?.(deepFreeze(value), deepFreeze({ capabilities: platform.capabilities }));
      if (lowering !== undefined) act(lowering, { ...platform, fields: value });
    }
  }
};

const needsLower = ({ kind }: NodeKindSubject): string | undefined => (kind.lower === undefined ? 'the kind has no lower.' : undefined);
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

  'lower-is-pure': clause<NodeKindSubject>(async (subject) => {
    const first: Lowering[] = [];
    await eachLowering(subject, (lowering) => void first.push(lowering));
    const second: Lowering[] = [];
    await eachLowering(subject, (lowering) => void second.push(lowering));
    expectSame(second, first, 'lower makes the same of the same node each time.');
    expectSame(JSON.parse(JSON.stringify(first)), first, 'What lower makes is data.');
  }, needsLower),

  'lower-keeps-to-the-scripts-there-are': clause<NodeKindSubject>(
    (subject) =>
      eachLowering(subject, ({ nodes }, { name, capabilities: { scripts } }) => {
        const dialects = nodes.flatMap((node) => dialectsOf(node));
        expectSame(
          dialects.filter((dialect) => !scripts.includes(dialect)),
          [],
          `For ${name}, lower writes only scripts of the dialects listed.`,
        );
      }),
    needsLower,
  ),

  'lower-leads-where-something-is': clause<NodeKindSubject>(
    (subject) =>
      eachLowering(subject, ({ nodes }, { name }) => {
        const ids = nodes.map(({ id }) => id);
        expectThat(nodes.length > 0, `For ${name}, lower makes a node.`);
        expectSame([...new Set(ids)], ids, `For ${name}, the ids of a group are unique.`);
        for (const node of nodes) {
          for (const target of targetsOf(node)) {
            expectThat(
              isThere(target, ids, subject.kind.outcomes),
              `For ${name}, the node ${node.id} leads to ${JSON.stringify(target)}, which is no node of the group and no outcome.`,
            );
          }
        }
      }),
    needsLower,
  ),

  'lower-reaches-every-outcome': clause<NodeKindSubject>(
    (subject) =>
      eachLowering(subject, ({ nodes, loss }, { name }) => {
        const reached = reachedOutcomes(nodes);
        const missing = subject.kind.outcomes.filter((outcome) => !reached.has(outcome));
        expectThat(
          missing.length === 0 || loss !== undefined,
          `For ${name}, the outcome ${missing.join(', ')} can be reached in what lower makes, or a loss says that it cannot.`,
        );
        expectThat(loss === undefined || /\w.*\.$/.test(loss), `For ${name}, the loss is a sentence.`);
      }),
    needsLower,
  ),

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

function dialectsOf({ kind, dialect, hooks }: LoweringNode): readonly string[] {
  const scripts = Object.values((hooks ?? {}) as { readonly [hook: string]: { readonly dialect: string } });
  return [...(kind === 'script' ? [String(dialect)] : []), ...scripts.map((script) => script.dialect)];
}

function targetsOf({ kind, routes = [], next, to }: LoweringNode): readonly unknown[] {
  return [...routes.map((route) => route.to), ...(next === undefined ? [] : [next]), ...(kind === 'jump' ? [to] : [])];
}

function isThere(target: unknown, ids: readonly string[], outcomes: readonly string[]): boolean {
  if (typeof target === 'string') return target === 'next' || target === 'repeat' || ids.includes(target);
  if (typeof target !== 'object' || target === null) return false;
  if ('outcome' in target) return outcomes.includes(String(target.outcome));
  return 'node' in target ? ids.includes(String(target.node)) : 'end' in target;
}

/** The outcomes that can be come to from the first node of a group. */
function reachedOutcomes(nodes: readonly LoweringNode[]): ReadonlySet<string> {
  const outcomes = new Set<string>();
  const seen = new Set<LoweringNode>();
  const visit = (node: LoweringNode | undefined): void => {
    if (node === undefined || seen.has(node)) return;
    seen.add(node);
    const following = nodes[nodes.indexOf(node) + 1];
    for (const target of [...targetsOf(node), ...(node.next === undefined ? ['next'] : [])]) {
      if (target === 'next') visit(following);
      else if (typeof target === 'string') visit(nodes.find(({ id }) => id === target));
      else if (typeof target === 'object' && target !== null && 'outcome' in target) outcomes.add(String(target.outcome));
      else if (typeof target === 'object' && target !== null && 'node' in target) visit(nodes.find(({ id }) => id === target.node));
    }
  };
  visit(nodes[0]);
  return outcomes;
}
