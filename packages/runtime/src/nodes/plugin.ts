import {
  compileValue,
  DragomanError,
  type Json,
  type NodeKind,
  type NodeStep,
  type NodeTurn,
  type OutboundMessage,
  type OutboundOption,
  type PluginNode,
} from '@dragoman/core';
import type { CompileContext } from '../compile/compiled-bot.ts';
import type { Turn } from '../turn/turn.ts';
import { readVariable, writeVariable } from '../turn/variables.ts';
import type { Behaviour, Prepared } from './behaviour.ts';

const baseFields: ReadonlySet<string> = new Set(['id', 'name', 'kind', 'waits', 'delayMs', 'hooks', 'routes', 'next', 'platformOptions']);

/** A node of a plugin's kind: its own code enters and judges replies, all it does goes through the turn it is given. */
export const pluginBehaviour = (node: PluginNode, context: CompileContext): Behaviour => {
  const kind = context.nodeKinds.get(node.kind);
  const enter = kind?.enter?.bind(kind);
  if (!kind || !enter)
    throw new DragomanError(`there is no node kind ${JSON.stringify(node.kind)}. Give createEngine the plugin that brings it.`, {
      code: 'unsupported',
      source: 'runtime',
    });
  const fields = compileValue(fieldsOf(node, kind));
  const resolve = (turn: Turn): unknown => fields.render(turn.lookup, turn.bot.semantics);
  return {
    prepare: (turn) => {
      const sent: OutboundMessage[] = [];
      const step = enter(resolve(turn), nodeTurn(turn, sent));
      return step.kind === 'wait'
        ? { messages: sent, wait: waitFor(step.options) }
        : { messages: sent, outcome: declared(kind, step.outcome) };
    },
    reply: (turn, _node, _waiting, reply) => {
      if (!kind.reply) return undefined;
      const sent: OutboundMessage[] = [];
      const [text = ''] = reply.texts;
      const step = kind.reply(resolve(turn), text, nodeTurn(turn, sent), { text, ...(reply.option && { option: reply.option.id }) });
      return step.kind === 'wait'
        ? { kind: 'stay', messages: sent, wait: waitFor(step.options) }
        : { kind: 'outcome', outcome: declared(kind, step.outcome), messages: sent };
    },
  };
};

// Without options of its own the node takes those of the messages it sent.
const waitFor = (options: readonly OutboundOption[]): NonNullable<Prepared['wait']> => (options.length === 0 ? {} : { options });

const fieldsOf = (node: PluginNode, kind: NodeKind): Json => {
  const own = Object.fromEntries(Object.entries(node).filter(([name]) => !baseFields.has(name)));
  const result = kind.schema['~standard'].validate(own);
  if (result instanceof Promise)
    throw new DragomanError(`the schema of ${node.kind} is asynchronous; a node kind's must not be.`, {
      code: 'configuration',
      source: 'runtime',
    });
  if (result.issues) {
    const [issue] = result.issues;
    const path = issue?.path?.map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
    throw new DragomanError(`${path ? `${path}: ` : ''}${issue?.message ?? 'invalid'}`, { code: 'validation', source: 'runtime' });
  }
  return result.value as Json;
};

const declared = (kind: NodeKind, outcome: string): string => {
  if (kind.outcomes.includes(outcome)) return outcome;
  throw new DragomanError(`the node kind ${kind.kind} gave the outcome ${JSON.stringify(outcome)}, which it does not declare.`, {
    code: 'configuration',
    source: kind.kind,
  });
};

const nodeTurn = (turn: Turn, sent: OutboundMessage[]): NodeTurn => ({
  get: (name) => readVariable(turn, name),
  set: (name, value, scope) => writeVariable(turn, name, value, scope),
  send: (message) => {
    sent.push(typeof message === 'string' ? { kind: 'text', text: message } : message);
  },
  wait: (options = []): NodeStep => ({ kind: 'wait', options }),
  route: (outcome): NodeStep => ({ kind: 'route', outcome }),
});
