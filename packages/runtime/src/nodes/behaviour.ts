import {
  type CompiledText,
  DragomanError,
  type Effect,
  type Input,
  type Json,
  type Node,
  type OutboundMessage,
  type OutboundOption,
  type Outcome,
  type Target,
  type Waiting,
} from '@dragoman/core';
import type { CompileContext, CompiledNode } from '../compile/compiled-bot.ts';
import type { Turn } from '../turn/turn.ts';
import { apiBehaviour } from './api.ts';
import { assignBehaviour } from './assign.ts';
import { choiceBehaviour } from './choice.ts';
import { handoffBehaviour } from './handoff.ts';
import { listBehaviour } from './list.ts';
import { messageBehaviour } from './message.ts';
import { platformBehaviour } from './platform.ts';
import { pluginBehaviour } from './plugin.ts';
import { questionBehaviour } from './question.ts';
import { scriptBehaviour } from './script.ts';
import { endBehaviour, jumpBehaviour, silentBehaviour } from './silent.ts';
import { waitBehaviour } from './wait.ts';

/** What a node's act came to, before its `after` script and before anything leaves. */
export interface Prepared {
  readonly messages?: readonly OutboundMessage[];
  readonly effects?: readonly Effect[];
  /** The node stops here for the consumer, a callback or a person; what it must remember to go on. */
  readonly wait?: Partial<Pick<Waiting, 'options' | 'page' | 'rows' | 'reference'>> & { readonly timeoutMs?: number };
  /** How the node is left: by an api outcome or an outcome of its kind. */
  readonly outcome?: Outcome | string;
  /** Where it goes, whatever its routes say. */
  readonly target?: Target;
  /** A script's wishes, of a script node. */
  readonly stop?: boolean;
}

/** The consumer's reply, as an open node judges it. */
export interface Reply {
  readonly input: Extract<Input, { readonly kind: 'message' }>;
  /** What the reply may count as having said; the first is what is stored. */
  readonly texts: readonly string[];
  readonly option?: OutboundOption;
}

/** What a kind of its own makes of a reply; `undefined` leaves it to the node's routes. */
export type Verdict =
  | { readonly kind: 'outcome'; readonly outcome: string; readonly value?: Json; readonly messages?: readonly OutboundMessage[] }
  | { readonly kind: 'stay'; readonly messages: readonly OutboundMessage[]; readonly wait: NonNullable<Prepared['wait']> };

/** How one kind of node acts. */
export interface Behaviour {
  /** Steps ② and ③ of a node's life: resolve the templates, then act. */
  prepare(turn: Turn, node: CompiledNode): Prepared | Promise<Prepared>;
  /** Part of step ⑥, for kinds that judge replies by themselves. */
  reply?(turn: Turn, node: CompiledNode, waiting: Waiting, reply: Reply): Verdict | undefined;
  /** The variable that takes an accepted reply. */
  readonly variable?: string;
  /** Sent when nothing takes the reply; the node stays open. */
  readonly retryText?: CompiledText;
  /** One of the options must be picked; free text alone is not an answer. */
  readonly expectsOption?: boolean;
}

export const compileBehaviour = (node: Node, context: CompileContext): Behaviour => {
  if (isPluginNode(node)) return pluginBehaviour(node, context);
  switch (node.kind) {
    case 'start':
    case 'condition':
      return silentBehaviour;
    case 'message':
      return messageBehaviour(node);
    case 'question':
      return questionBehaviour(node);
    case 'choice':
      return choiceBehaviour(node);
    case 'list':
      return listBehaviour(node);
    case 'api':
      return apiBehaviour(node, context);
    case 'script':
      return scriptBehaviour(node);
    case 'assign':
      return assignBehaviour(node);
    case 'jump':
      return jumpBehaviour(node);
    case 'handoff':
      return handoffBehaviour(node);
    case 'wait':
      return waitBehaviour(node);
    case 'end':
      return endBehaviour(node);
    case 'platform':
      return platformBehaviour(node);
    default:
      throw new DragomanError(`there is no node kind ${JSON.stringify((node as Node).kind)}.`, { code: 'unsupported', source: 'runtime' });
  }
};

const isPluginNode = (node: Node): node is Extract<Node, { readonly kind: `${string}/${string}` }> => node.kind.includes('/');
