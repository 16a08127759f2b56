import type { Node } from '../../document/node.ts';
import type { Route } from '../../document/route.ts';
import type { DispatchStage, Semantics } from '../../document/semantics.ts';
import { type Askable, askable, askedStages } from './asked-stages.ts';
import type { ObservedBot, WaitingNode } from './observed-bot.ts';
import { replaceElements } from './replace-elements.ts';
import { sameJson } from './same-json.ts';
import type { Difference, Observation, SemanticsEntry } from './semantics-entry.ts';
import { takesAnyReply } from './takes-any-reply.ts';

export const dispatch: SemanticsEntry = {
  says: () => 'While this node waits, others take a message there.',
  fix: 'Let the node itself offer what a consumer may ask for while it waits.',
  observe: (bot, difference) => {
    const parts = askable(bot, difference);
    return bot.waiting.flatMap(({ node }): readonly Observation[] => {
      const asked = askedOtherwise(node, difference, parts);
      return asked === undefined ? [] : [{ at: node, reason: `While this node waits, ${asked} there.` }];
    });
  },
};

export const dispatchIdle: SemanticsEntry = {
  says: () => 'While nothing waits, others take a message there.',
  observe: (bot, difference) => {
    const asked = askedOtherwise(undefined, difference, askable(bot, difference));
    return asked === undefined ? [] : [{ at: bot.whole, reason: `While nothing waits, ${asked} there.` }];
  },
};

/** Who is asked for a message there and is not here, or the other way round, in words; undefined where they are the same. */
const askedOtherwise = (node: Node | undefined, { from, to }: Difference, parts: Askable): string | undefined => {
  const { unmatchedReply } = from;
  // What is said there, and whether anything is, another field tells of.
  const isSaid = from.noMatchText !== '' || to.noMatchText !== '';
  const stages = (semantics: Semantics): readonly DispatchStage[] =>
    askedStages(node, { ...semantics, unmatchedReply }, parts).filter((stage) => stage !== 'no-match-text' || isSaid);
  const [before, after] = [stages(from), stages(to)];
  if (sameJson(before, after)) return undefined;
  const namesOf = (some: readonly DispatchStage[]): readonly string[] => some.map((stage) => stageNames[stage]);
  const missing = namesOf(before.filter((stage) => !after.includes(stage)));
  const added = namesOf(after.filter((stage) => !before.includes(stage)));
  if (missing.length === 0 && added.length === 0) return `a message is offered to ${namesOf(after).join(', then to ')}`;
  return [
    ...(missing.length > 0 ? [`no message is offered to ${missing.join(' or to ')}`] : []),
    ...(added.length > 0 ? [`a message is also offered to ${added.join(' and to ')}`] : []),
  ].join(', and ');
};

const stageNames: { readonly [S in DispatchStage]: string } = {
  'bot-triggers': 'the triggers that count at any time',
  'open-node': 'the node',
  'flow-triggers': 'the triggers of flows',
  'fallback-flow': 'the fallback flow',
  'no-match-text': 'the text for what nobody takes',
};

export const unmatchedReply: SemanticsEntry = {
  says: ({ to }) =>
    to.unmatchedReply === 'repeat'
      ? 'A reply that none of its routes takes makes this node say its message again there.'
      : 'A reply that none of its routes takes is offered further there, and this node says nothing again.',
  fix: 'Add a route for no-match.',
  observe: ({ waiting }) => waiting.filter(({ node }) => !takesAnyReply(node)).map(({ node }) => ({ at: node })),
  compile: ({ bot }, seen, { to, context }) => {
    const again: Route = { when: { outcome: 'no-match' }, to: 'repeat' };
    const canSay = to.unmatchedReply === 'decline' && context.capabilities.replies.includes('no-match');
    const rewritten = new Map<object, Node>();
    const left: Observation[] = [];
    for (const observation of seen) {
      const node = observation.at as Node;
      if (canSay && saysTheSameAgain(node) && !(to.routeOrder !== 'document' && wouldShadow(node))) {
        rewritten.set(node, { ...node, routes: [...node.routes, context.provenance.derive({ ...again }, node)] });
      } else left.push(observation);
    }
    return { bot: replaceElements(bot, rewritten, context.provenance), left };
  },
};

/** Whether a no-match route that goes before them would keep routes or options from being taken, or store the reply. */
const wouldShadow = (node: Node): boolean =>
  node.kind === 'choice' || 'variable' in node || node.routes.some(({ when }) => when === undefined);

/** Whether a node that is entered again says what it said before, and does nothing else. */
const saysTheSameAgain = (node: Node): boolean => {
  if (node.hooks !== undefined) return false;
  if (node.kind === 'message') return !JSON.stringify(node.content).includes('{{');
  if (node.kind === 'choice') return !JSON.stringify([node.text, node.options]).includes('{{');
  return node.kind === 'question' && node.skipIfSet !== true && !String(node.text).includes('{{');
};

export const resume: SemanticsEntry = {
  says: ({ to }) => `When the flow that interrupted this node ends, ${resumed[to.resume]} there.`,
  observe: (bot, difference) => {
    const parts = askable(bot, difference);
    const byEvent = flowsOfEvents(bot);
    const isInterrupted = ({ node, flow }: WaitingNode): boolean => {
      const stages = stagesOfBoth(node, difference, parts);
      return (
        (stages.has('bot-triggers') && holdsOther(parts.bot.flows, flow)) ||
        (stages.has('flow-triggers') && holdsOther(parts.flow.flows, flow)) ||
        holdsOther(byEvent, flow)
      );
    };
    return bot.waiting.filter(isInterrupted).map(({ node }) => ({ at: node }));
  },
};

export const resumeAfterFallback: SemanticsEntry = {
  says: ({ to }) => `When the fallback flow above this node ends, ${resumed[to.resumeAfterFallback]} there.`,
  observe: (bot, difference) => {
    const fallback = bot.bot.flows.find(({ kind }) => kind === 'fallback');
    if (fallback === undefined || fallback.nodes.length === 0) return [];
    const parts = askable(bot, difference);
    const isFallenFrom = ({ node, flow }: WaitingNode): boolean =>
      flow !== fallback.id && stagesOfBoth(node, difference, parts).has('fallback-flow');
    return bot.waiting.filter(isFallenFrom).map(({ node }) => ({ at: node }));
  },
};

/** A flow that starts itself again interrupts nothing: it is unwound to. */
const holdsOther = (flows: ReadonlySet<string>, flow: string): boolean => flows.size > 1 || (flows.size === 1 && !flows.has(flow));

const resumed: { readonly [R in Semantics['resume']]: string } = {
  repeat: 'its message is sent again',
  silent: 'it goes on waiting and says nothing',
  drop: 'it is closed',
};

/** What takes messages from the node here and there. What does so in one place only, is told of where a message goes. */
const stagesOfBoth = (node: Node, { from, to }: Difference, parts: Askable): ReadonlySet<DispatchStage> => {
  const there = askedStages(node, to, parts);
  return new Set(askedStages(node, from, parts).filter((stage) => there.includes(stage)));
};

/** Events of the flow itself and of the start of a session never interrupt a node. */
const flowsOfEvents = ({ bot }: ObservedBot): ReadonlySet<string> => {
  const flows = bot.flows.filter(({ triggers }) => triggers.some((trigger) => trigger.kind === 'event' && !calmEvents.has(trigger.event)));
  return new Set(flows.map(({ id }) => id));
};

const calmEvents: ReadonlySet<string> = new Set(['session-start', 'flow-completed', 'session-expired']);
