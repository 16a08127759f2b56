import { newKey } from '../keys.ts';
import { printPanel } from '../scripts/print-es5.ts';
import type { LivePersonInteraction } from '../wire/interaction.ts';
import { contentOf } from './contents.ts';
import type { ExportWork, FlowView, NodeView } from './export-view.ts';
import { plainRule, rulesOf } from './rules.ts';
import { startersOf } from './starters.ts';

/** The interactions of a dialog, linked in the order of its nodes. A dialog that something starts begins with a dialog starter. */
export const interactionsOf = (flow: FlowView, work: ExportWork): readonly LivePersonInteraction[] => {
  const { bot, chatBotId } = work;
  const starters = startersOf(flow);
  const [first] = flow.nodes;
  const isStarted = first?.kind === 'start';
  const keys = flow.nodes.map((node) => bot.key(node));
  const needsStarter = !isStarted && Object.keys(starters).length > 0;
  const starterKey = newKey('node', `starter of ${flow.id}`);
  const chain = needsStarter ? [starterKey, ...keys] : keys;
  const links = new Map(chain.map((key, index) => [key, { next: chain[index + 1], previous: chain[index - 1] }]));
  const group = bot.key(flow);
  const interactions = flow.nodes.map((node, index) => {
    const key = keys[index] ?? bot.key(node);
    return interactionOf(node, { key, group, ...links.get(key), ...(isStarted && index === 0 && { starters }) }, work);
  });
  if (!needsStarter) return interactions;
  const starter = framed(
    { key: starterKey, group, name: starterName(flow, work), interactionType: 'DIALOG_STARTER', ...links.get(starterKey), starters },
    { content: starterContent, responseMatches: [plainRule('next')] },
    chatBotId,
  );
  return [starter, ...interactions];
};

interface Place {
  readonly key: string;
  /** Of the dialog. */
  readonly group: string;
  readonly next?: string | undefined;
  readonly previous?: string | undefined;
  readonly starters?: Partial<LivePersonInteraction>;
}

const interactionOf = (node: NodeView, place: Place, work: ExportWork): LivePersonInteraction => {
  const { interactionType, raw, ...shown } = contentOf(node, work);
  const delay = node.delayMs ? { interactionDelay: String(node.delayMs) } : {};
  const parts = { ...shown, ...panelsOf(node), responseMatches: [...rulesOf(node, work)], ...delay };
  return { ...raw, ...framed({ ...place, name: node.name, interactionType }, parts, work.chatBotId) };
};

/** The marker of what a node was made of stands above the code that runs first. */
const panelsOf = (node: NodeView) => {
  const { before, after, onReply } = node.hooks ?? {};
  const first = node.kind === 'script' ? { dialect: node.dialect, source: node.source } : before;
  const pre = printPanel(first, node.marker);
  const post = printPanel(after);
  const reply = printPanel(onReply);
  return {
    ...(pre !== undefined && { preProcessMessage: pre }),
    ...(post !== undefined && { postProcessMessage: post }),
    ...(reply !== undefined && { processUserResponse: reply }),
  };
};

type Head = Place & Pick<LivePersonInteraction, 'name' | 'interactionType'>;
type Parts = Pick<
  LivePersonInteraction,
  | 'userInputRequired'
  | 'content'
  | 'quickReplies'
  | 'preProcessMessage'
  | 'postProcessMessage'
  | 'processUserResponse'
  | 'responseMatches'
  | 'changeResponse'
  | 'cancelResponse'
  | 'interactionDelay'
>;

/** An interaction with its keys in the vendor's order. */
const framed = (
  { key, group, name, interactionType, next, previous, starters }: Head,
  parts: Parts,
  chatBotId: string,
): LivePersonInteraction => {
  const { userInputRequired = false, content, quickReplies, preProcessMessage, postProcessMessage, processUserResponse } = parts;
  const { responseMatches, changeResponse, cancelResponse, interactionDelay } = parts;
  return {
    id: key,
    chatBotId,
    userInputRequired,
    name,
    ...starters,
    type: 'BOT_MESSAGE',
    ...(content && { content }),
    ...(preProcessMessage !== undefined && { preProcessMessage }),
    ...(postProcessMessage !== undefined && { postProcessMessage }),
    ...(quickReplies && { quickReplies }),
    ...(processUserResponse !== undefined && { processUserResponse }),
    group,
    status: 'ACTIVE',
    required: true,
    ...(next !== undefined && { nextMessageId: next }),
    ...(previous !== undefined && { prevMessageId: previous }),
    ...(responseMatches && { responseMatches }),
    interactionType,
    ...(changeResponse && { changeResponse }),
    ...(cancelResponse && { cancelResponse }),
    ...(interactionDelay !== undefined && { interactionDelay }),
  };
};

/** A starter says nothing. */
export const starterContent: LivePersonInteraction['content'] = {
  contentType: 'STATIC',
  results: { type: 'DIALOG_STARTER', tile: { tileData: [{ buttons: [], quickReplyList: [] }] } },
};

const starterName = (flow: FlowView, { bot }: ExportWork): string => {
  const taken = new Set(bot.nodes.map(({ name }) => name));
  let name = `${flow.name} starter`;
  for (let number = 2; taken.has(name); number += 1) name = `${flow.name} starter ${number}`;
  return name;
};
