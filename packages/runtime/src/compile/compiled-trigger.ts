import { compileTextMatch, type Flow, type MessageInput, type Semantics, specificity, type Trigger } from '@dragoman/core';

/** A text or intent trigger, ready to be asked. */
export interface CompiledTrigger {
  readonly flow: string;
  /** The one that it waits for. */
  readonly intent?: string;
  accepts(texts: readonly string[], intents: MessageInput['intents']): boolean;
}

// Between `equals` and every pattern.
const intentRank = 3;

/** The text and intent triggers of one reach, in the order in which they are asked: the most specific first, then document order. */
export const compileTriggers = (flows: readonly Flow[], reach: Trigger['reach'], semantics: Semantics): readonly CompiledTrigger[] =>
  flows
    .flatMap((flow) => flow.triggers.flatMap((trigger) => (trigger.reach === reach ? compileTrigger(flow, trigger, semantics) : [])))
    .sort((a, b) => b.rank - a.rank);

const compileTrigger = (flow: Flow, trigger: Trigger, semantics: Semantics): readonly (CompiledTrigger & { readonly rank: number })[] => {
  const base = { flow: flow.id };
  switch (trigger.kind) {
    case 'text': {
      const accepts = compileTextMatch(trigger, semantics);
      return [{ ...base, rank: specificity(trigger), accepts: (texts) => texts.some(accepts) }];
    }
    case 'intent':
      return [
        {
          ...base,
          intent: trigger.intent,
          rank: intentRank,
          accepts: (_texts, intents) => intents?.some(({ name }) => name === trigger.intent) ?? false,
        },
      ];
    default:
      return [];
  }
};
