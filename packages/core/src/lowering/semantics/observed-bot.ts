import type { Bot } from '../../document/bot.ts';
import type { ApiNode, Node } from '../../document/node.ts';
import { type BotSites, botSites } from '../../reading/bot-sites.ts';
import type { Path } from '../../reading/finding.ts';
import { isCoreNode } from '../../reading/node-sites.ts';
import type { LowerContext } from '../lower-context.ts';

/** A bot with what many entries look for in it, each collected once. */
export interface ObservedBot {
  readonly bot: Bot;
  readonly sites: BotSites;
  readonly nodes: readonly Node[];
  /** The nodes that may wait for a message of the consumer, each with the id of its flow. */
  readonly waiting: readonly WaitingNode[];
  /** Stands for the bot as a whole: what can be noticed anywhere is told of at the field itself. */
  readonly whole: object;
  /** The innermost element on a path. */
  elementAt(path: Path): object;
}

export interface WaitingNode {
  readonly node: Node;
  readonly flow: string;
}

export const observeBot = (bot: Bot): ObservedBot => {
  let sites: BotSites | undefined;
  let waiting: readonly WaitingNode[] | undefined;
  const nodes = bot.flows.flatMap((flow) => flow.nodes);
  return {
    bot,
    nodes,
    whole: bot,
    get sites() {
      sites ??= botSites(bot);
      return sites;
    },
    get waiting() {
      waiting ??= bot.flows.flatMap((flow) => flow.nodes.filter(waitsForMessage).map((node) => ({ node, flow: flow.id })));
      return waiting;
    },
    elementAt: (path) => {
      let innermost: object = bot;
      let value: unknown = bot;
      for (const step of path) {
        value = (value as { readonly [key: string | number]: unknown } | undefined)?.[step];
        if (isElement(value)) innermost = value;
      }
      return innermost;
    },
  };
};

const isElement = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);

const asking: ReadonlySet<string> = new Set(['question', 'choice', 'list']);

const waitsForMessage = (node: Node): boolean => !isCoreNode(node) || (node.waits ?? asking.has(node.kind));

export const isApiNode = (node: Node): node is ApiNode => node.kind === 'api';

/** The elements that hold scripts which the platform can run. What becomes of the others is told where they are left out. */
export const scriptElements = (
  { sites, elementAt }: ObservedBot,
  { capabilities: { scripts } }: Pick<LowerContext, 'capabilities'>,
  isMeant: (path: Path) => boolean = () => true,
): readonly object[] =>
  sites.script.flatMap(({ path, script }) => (scripts.includes(script.dialect) && isMeant(path) ? [elementAt(path)] : []));
