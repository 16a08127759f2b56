import type { Bot, Node, Trigger, When } from '@dragoman/core';
import * as fc from 'fast-check';
import { nonsense, regexes, words } from '../generate/vocabulary.ts';
import type { Talk } from './talk.ts';

/** What a consumer does, said so that it can be done to any bot: a tap names an option by its position in the last message that has some. */
export type ConsumerInput =
  | { readonly say: string; readonly intents?: readonly string[] }
  | { readonly tap: number }
  | { readonly silenceMs: number }
  | { readonly callback: string; readonly result: string }
  | { readonly handoffEnd: 'done' | 'failed' };

/** What a consumer means to do; what that is in words depends on what the bot listens for just then. */
export interface Intention {
  readonly kind: 'answer' | 'tap' | 'stray' | 'silence';
  readonly number: number;
}

/** Consumers who mostly play along. */
export const consumers: fc.Arbitrary<readonly Intention[]> = fc.array(
  fc.record({
    kind: fc.oneof(
      { weight: 10, arbitrary: fc.constant('answer' as const) },
      { weight: 4, arbitrary: fc.constant('tap' as const) },
      { weight: 1, arbitrary: fc.constant('stray' as const) },
      { weight: 1, arbitrary: fc.constant('silence' as const) },
    ),
    number: fc.nat(30),
  }),
  { minLength: 1, maxLength: 8 },
);

/** What a consumer does who means this, in the conversation as it is. */
export const inputFor = ({ kind, number }: Intention, talk: Talk): ConsumerInput => {
  const at = (list: readonly ConsumerInput[]): ConsumerInput => list[number % list.length] ?? { say: 'yes' };
  if (kind === 'silence') return { silenceMs: [1_000, 31_000, 120_000][number % 3] ?? 1_000 };
  if (kind === 'stray') return at([...spoken(talk.bot), ...nonsense.map((say) => ({ say }))]);
  if (talk.isHandedOff) return { handoffEnd: number % 3 === 0 ? 'failed' : 'done' };
  const open = talk.openNode;
  const taps = talk.tappable.map((_, tap): ConsumerInput => ({ tap }));
  if (open === undefined) {
    const [reference] = talk.references;
    if (reference !== undefined) return number % 3 === 0 ? { silenceMs: 31_000 } : { callback: reference, result: 'paid' };
    return at(talk.bot.flows.flatMap(({ triggers }) => triggers.flatMap(startedBy)));
  }
  if (kind === 'tap' && taps.length > 0) return at(taps);
  const routed = open.routes.flatMap(({ when }) => (when === undefined ? [] : matching(when, open)));
  const answers = [...routed, ...taps, ...taps.map((_, index) => ({ say: String(index + 1) }))];
  // A question takes words of one's own; a choice mostly does not.
  const isOpenToWords = open.kind === 'question' || answers.length === 0 || number % 7 === 0;
  return at(isOpenToWords ? [...answers, { say: words[number % words.length] ?? 'yes' }] : answers);
};

/** Whatever the bot listens for anywhere. */
const spoken = (bot: Bot): readonly ConsumerInput[] =>
  bot.flows.flatMap(({ triggers, nodes }) => [
    ...triggers.flatMap(startedBy),
    ...nodes.flatMap((node) => node.routes.flatMap(({ when }) => (when === undefined ? [] : matching(when, node)))),
  ]);

const startedBy = (trigger: Trigger): readonly ConsumerInput[] => {
  if (trigger.kind === 'text') return matching(trigger, undefined);
  return trigger.kind === 'intent' ? [{ say: 'I would like to', intents: [trigger.intent] }] : [];
};

const matching = (when: When | Trigger, node: Node | undefined): readonly ConsumerInput[] => {
  if ('equals' in when) return [{ say: when.equals }];
  if ('pattern' in when) return [{ say: (when.pattern.split('|')[0] ?? '').replace(/[*()]/g, '') || 'anything' }];
  if ('regex' in when) return [{ say: regexes.find(({ regex }) => regex === when.regex)?.sample ?? 'x' }];
  if ('intent' in when) return [{ say: 'I would like to', intents: [when.intent] }];
  if ('option' in when && node?.kind === 'choice') {
    const position = (node.options as readonly { readonly id: string }[]).findIndex(({ id }) => id === when.option);
    return position === -1 ? [] : [{ tap: position }];
  }
  return 'outcome' in when ? [{ say: 'xyzzy' }] : [];
};
