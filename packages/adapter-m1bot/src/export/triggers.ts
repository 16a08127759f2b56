import type { M1botFlow, M1botSettings } from '../wire/document.ts';
import type { FlowView, View } from './export-view.ts';

/** The flow that live chat words start: it does nothing but hand over, and stands in the settings. */
export const liveChatKey = 'live-chat';
export const liveChatName = 'Live Chat';

/** What starts flows: the first flow's words for any time are the restart words of the settings. */
export const triggersOf = (flow: FlowView, bot: View): Pick<M1botFlow, 'triggers'> => {
  const isFirst = bot.flows[0] === flow;
  const triggers = flow.triggers.flatMap((trigger): NonNullable<M1botFlow['triggers']> => {
    if (trigger.kind === 'event') return [{ start: true, ...(trigger.reach === 'bot' && { anyTime: true }) }];
    if (trigger.kind !== 'text' || !('equals' in trigger)) return [];
    if (trigger.reach !== 'bot') return [{ keyword: trigger.equals }];
    return isFirst ? [] : [{ keyword: trigger.equals, anyTime: true }];
  });
  return triggers.length > 0 ? { triggers } : {};
};

export const wordsOf = (bot: View): Pick<M1botSettings, 'restartChatFlowTriggers' | 'liveChatTriggers'> => {
  const [first] = bot.flows;
  return {
    restartChatFlowTriggers: first === undefined ? [] : anyTimeWords(first),
    liveChatTriggers: bot.flows.filter((flow) => isLiveChat(flow, bot)).flatMap(anyTimeWords),
  };
};

const anyTimeWords = ({ triggers }: FlowView): string[] =>
  triggers.flatMap((trigger) => (trigger.kind === 'text' && 'equals' in trigger && trigger.reach === 'bot' ? [trigger.equals] : []));

/** Whether a flow is nothing but what the live chat words of the settings do. */
export const isLiveChat = (flow: FlowView, bot: View): boolean => {
  const [node, ...others] = flow.nodes;
  return (
    bot.key(flow) === liveChatKey &&
    flow.name === liveChatName &&
    bot.flows[0] !== flow &&
    flow.triggers.length > 0 &&
    anyTimeWords(flow).length === flow.triggers.length &&
    node?.kind === 'handoff' &&
    others.length === 0 &&
    bot.key(node) === liveChatKey &&
    node.name === liveChatName &&
    node.marker === undefined &&
    node.message === undefined &&
    node.delayMs === undefined &&
    node.routes.length === 0 &&
    node.next === undefined
  );
};
