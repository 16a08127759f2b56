import type { EventName, Trigger } from '../../document/flow.ts';
import type { Node } from '../../document/node.ts';
import type { DispatchStage, Semantics } from '../../document/semantics.ts';
import type { ObservedBot } from './observed-bot.ts';
import type { Difference } from './semantics-entry.ts';
import { takesAnyReply } from './takes-any-reply.ts';

/** What of a bot has a say in who takes a message. */
export interface Askable {
  readonly hasFallback: boolean;
  readonly isGreeting: boolean;
  readonly bot: Reached;
  readonly flow: Reached;
}

interface Reached {
  /** Ids of the flows that a message can start. */
  readonly flows: ReadonlySet<string>;
  readonly takesAll: boolean;
}

/** A reach that the platform does not know is lowered, and spoken of, elsewhere: its triggers are among the others there. */
export const askable = ({ bot }: ObservedBot, { context }: Difference): Askable => {
  const triggers = bot.flows.flatMap((flow) => flow.triggers.map((trigger) => ({ flow: flow.id, trigger })));
  const knowsReach = context.capabilities.reach.includes('bot');
  const reached = (isMeant: (trigger: Trigger) => boolean): Reached => {
    const meant = triggers.filter(({ trigger }) => (trigger.kind === 'text' || trigger.kind === 'intent') && isMeant(trigger));
    return { flows: new Set(meant.map(({ flow }) => flow)), takesAll: meant.some(({ trigger }) => isCatchAll(trigger)) };
  };
  return {
    hasFallback: bot.flows.some(({ kind }) => kind === 'fallback'),
    isGreeting: listensTo(bot, 'session-start'),
    bot: reached(({ reach }) => knowsReach && reach === 'bot'),
    flow: reached(({ reach }) => !knowsReach || reach === 'flow'),
  };
};

export const listensTo = ({ flows }: ObservedBot['bot'], event: EventName): boolean =>
  flows.some(({ triggers }) => triggers.some((trigger) => trigger.kind === 'event' && trigger.event === event));

const isCatchAll = (trigger: Trigger): boolean =>
  trigger.kind === 'text' && 'pattern' in trigger && trigger.pattern.trim() === '*' && (trigger.exclude ?? []).length === 0;

/** The stages that can take a message, in the order in which they are asked; without a node: while nothing is open. */
export const askedStages = (
  node: Node | undefined,
  { dispatch, dispatchIdle, unmatchedReply }: Pick<Semantics, 'dispatch' | 'dispatchIdle' | 'unmatchedReply'>,
  { hasFallback, isGreeting, bot, flow }: Askable,
): readonly DispatchStage[] => {
  const stages: DispatchStage[] = [];
  for (const stage of node === undefined ? dispatchIdle : dispatch) {
    const { isAsked, takesAll } = {
      'bot-triggers': () => ({ isAsked: bot.flows.size > 0, takesAll: bot.takesAll }),
      'open-node': () => ({
        isAsked: node !== undefined,
        takesAll: node !== undefined && (unmatchedReply === 'repeat' || takesAnyReply(node)),
      }),
      'flow-triggers': () => ({ isAsked: flow.flows.size > 0 || isGreeting, takesAll: flow.takesAll }),
      'fallback-flow': () => ({ isAsked: hasFallback, takesAll: hasFallback }),
      'no-match-text': () => ({ isAsked: true, takesAll: true }),
    }[stage]();
    if (isAsked && !stages.includes(stage)) stages.push(stage);
    if (takesAll) break;
  }
  return stages;
};
