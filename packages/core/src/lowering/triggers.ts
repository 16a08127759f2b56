import type { Bot } from '../document/bot.ts';
import type { Flow, Trigger } from '../document/flow.ts';
import type { Node } from '../document/node.ts';
import { neutralSemantics, type Semantics } from '../document/semantics.ts';
import { compileTextMatch, intentSpecificity, specificity } from '../matching/compile-text-match.ts';
import type { LowerContext, Pass } from './lower-context.ts';
import { lowerTextMatch, wholeTexts, wholeTextsReason } from './text-match.ts';

export const triggerCodes = {
  'trigger-not-carried': 'The platform cannot start a flow this way.',
  'trigger-at-start-alone': 'The platform starts this flow when a session begins, and no more when it is over.',
  'trigger-exclude-not-carried': 'The platform cannot leave texts out of what starts a flow.',
  'trigger-reach-changed': 'The platform tries this trigger at other times.',
  'trigger-order-changed': 'Among several triggers that accept a text, another one may win.',
  'flow-not-carried': 'The platform has no flow of this kind.',
} as const;

/** Leaves only flows and triggers of listed kinds. */
export const lowerTriggers: Pass = (bot, context) => {
  const semantics = { ...neutralSemantics, ...bot.semantics };
  const flows = withSessionStart(withFallback(bot, context), semantics, context)
    .flatMap((flow) => loweredFlow(flow, bot, semantics, context))
    .flatMap((flow) => withIntentsApart(flow, bot, context));
  if (flows.length === bot.flows.length && flows.every((flow, index) => flow === bot.flows[index])) return bot;
  reportOrder(bot, flows, context);
  return { ...bot, flows };
};

/** Where whatever nobody takes has a flow, that is the flow a text starts whatever it says; as long as no node waits for it. */
const withFallback = ({ flows }: Bot, { capabilities, semantics, provenance }: LowerContext): readonly Flow[] => {
  const isSaidSo =
    capabilities.flows.includes('fallback') && !capabilities.triggers.includes('pattern') && !capabilities.triggers.includes('regex');
  const isLast =
    semantics.dispatchIdle.includes('fallback-flow') &&
    !semantics.dispatch.includes('fallback-flow') &&
    !semantics.dispatch.includes('flow-triggers');
  if (!isSaidSo || !isLast || flows.some(({ kind }) => kind === 'fallback')) return flows;
  const first = flows.find(({ kind, triggers }) => kind === 'standard' && triggers.some(isCatchAll));
  return flows.map((flow) => {
    const triggers = flow.triggers.filter((trigger) => !isCatchAll(trigger));
    if (first === undefined || triggers.length === flow.triggers.length) return flow;
    // Of several the first one starts its flow.
    return provenance.derive({ ...flow, triggers, ...(flow === first && { kind: 'fallback' as const }) }, flow);
  });
};

/**
 * Where sessions start a flow and texts start one by whole words alone, the flow that any text starts is started by the
 * session: its first message starts it, unless a word starts another.
 */
const withSessionStart = (flows: readonly Flow[], semantics: Semantics, context: LowerContext): readonly Flow[] => {
  const { triggers: listed, flows: kinds } = context.capabilities;
  const isSaidSo =
    listed.includes('session-start') && !listed.includes('pattern') && !listed.includes('regex') && !kinds.includes('fallback');
  const isTried = ({ dispatchIdle }: Pick<Semantics, 'dispatchIdle'>): boolean => {
    const position = dispatchIdle.indexOf('flow-triggers');
    const fallback = dispatchIdle.indexOf('fallback-flow');
    return position !== -1 && (fallback === -1 || position < fallback);
  };
  if (!isSaidSo || !isTried(semantics) || !isTried(context.semantics)) return flows;
  const first = flows.find(({ kind, triggers }) => kind === 'standard' && triggers.some(isCatchAllOfFlow));
  if (first === undefined || flows.some((flow) => flow !== first && flow.triggers.some(isSessionStart))) return flows;
  const catchAll = first.triggers.find(isCatchAllOfFlow) as Trigger;
  context.report({
    code: 'trigger-at-start-alone',
    at: catchAll,
    loss: 'degraded',
    reason: 'The platform starts this flow when a session begins; once it is over, not every text starts it again.',
    fix: 'Lead back to its beginning, or name words that start it.',
  });
  const started: Trigger = { kind: 'event', event: 'session-start', reach: 'flow' };
  const others = first.triggers.filter((trigger) => trigger !== catchAll && !isCatchAllOfFlow(trigger));
  const made = others.some(isSessionStart) ? others : [...others, context.provenance.derive(started, catchAll)];
  return flows.map((flow) => (flow === first ? context.provenance.derive({ ...flow, triggers: made }, flow) : flow));
};

const isSessionStart = (trigger: Trigger): boolean => trigger.kind === 'event' && trigger.event === 'session-start';

const isCatchAllOfFlow = (trigger: Trigger): boolean => trigger.reach === 'flow' && isCatchAll(trigger);

const isCatchAll = (trigger: Trigger): boolean =>
  trigger.kind === 'text' && 'pattern' in trigger && trigger.pattern.trim() === '*' && (trigger.exclude ?? []).length === 0;

const loweredFlow = (flow: Flow, bot: Bot, semantics: Semantics, context: LowerContext): readonly Flow[] => {
  const { flows: kinds } = context.capabilities;
  if (flow.kind !== 'standard' && !kinds.includes(flow.kind)) {
    const isUsed = isReached(flow, bot);
    context.report({
      code: 'flow-not-carried',
      at: flow,
      loss: 'dropped',
      reason: `The platform has no ${flow.kind} flow${isUsed ? '; this one runs only when another flow leads to it' : ', so this one never runs'}.`,
    });
    return isUsed ? [context.provenance.derive({ ...flow, kind: 'standard', triggers: [] }, flow)] : [];
  }
  const triggers = flow.triggers.flatMap((trigger) => loweredTrigger(trigger, semantics, context));
  if (triggers.length === flow.triggers.length && triggers.every((trigger, index) => trigger === flow.triggers[index])) return [flow];
  return [context.provenance.derive({ ...flow, triggers }, flow)];
};

/** Intents that are too many for one flow start flows that lead there. */
const withIntentsApart = (
  flow: Flow,
  bot: Bot,
  { capabilities: { intents, nodes }, freshAlone, provenance }: LowerContext,
): readonly Flow[] => {
  const { count } = intents;
  const [first] = flow.nodes;
  const others = count === undefined ? [] : flow.triggers.filter(({ kind }) => kind === 'intent').slice(count);
  if (others.length === 0 || first === undefined) return [flow];
  const taken = new Set(bot.flows.flatMap(({ id, name }) => [id, name]));
  const made = others.map((trigger, index): Flow => {
    const name = freeName(`${flow.name} by intent${index === 0 ? '' : ` ${index + 1}`}`, taken);
    const lead = { ...freshAlone({ id: `${first.id}-by-intent`, name: `${first.name} by intent` }), routes: [] };
    const node = nodes.includes('start')
      ? { ...lead, kind: 'start' as const, next: { flow: flow.id } }
      : { ...lead, kind: 'jump' as const, to: { flow: flow.id } };
    const id = freeName(`${flow.id}-by-intent-${index + 1}`, taken);
    return provenance.derive(
      { id, name, kind: 'standard', triggers: [trigger], nodes: [provenance.derive(node as Node, trigger)] },
      trigger,
    );
  });
  return [provenance.derive({ ...flow, triggers: flow.triggers.filter((trigger) => !others.includes(trigger)) }, flow), ...made];
};

const freeName = (wanted: string, taken: Set<string>): string => {
  let name = wanted;
  for (let number = 2; taken.has(name); number += 1) name = `${wanted} ${number}`;
  taken.add(name);
  return name;
};

const loweredTrigger = (trigger: Trigger, semantics: Semantics, context: LowerContext): readonly Trigger[] => {
  const { triggers, reach, routes } = context.capabilities;
  const { derive } = context.provenance;
  if (trigger.kind === 'platform')
    return trigger.adapter === context.adapter
      ? [trigger]
      : dropped(trigger, `A trigger of ${trigger.adapter} means nothing to the platform.`, context);
  if (trigger.kind === 'event') {
    if (!triggers.includes(trigger.event)) return dropped(trigger, `The platform cannot start a flow on ${trigger.event}.`, context);
    // An event starts its flow whatever is open.
    const [other = 'flow'] = reach;
    return [reach.includes(trigger.reach) ? trigger : derive({ ...trigger, reach: other }, trigger)];
  }
  if (trigger.kind === 'intent') {
    if (!triggers.includes('intent')) return dropped(trigger, 'The platform cannot start a flow on an intent.', context);
    return [withReach(trigger, context)];
  }
  const { kind, reach: reached, ...match } = trigger;
  const can = new Set<string>([...triggers, ...(routes.includes('exclude') ? ['exclude'] : [])]);
  const said = lowerTextMatch(match, can, semantics);
  if (said.kind === 'never') return [];
  const whole = said.kind === 'impossible' ? wholeTexts(match, can, semantics) : undefined;
  if (whole !== undefined) {
    if (whole.others.length > 0) {
      const fix = 'Add the texts people say most, each as a trigger of its own.';
      context.report({ code: 'trigger-not-carried', at: trigger, loss: 'degraded', reason: wholeTextsReason(whole.others), fix });
    }
    return whole.texts.map((equals) => withReach(derive({ kind, equals, reach: reached }, trigger), context));
  }
  if (said.kind === 'impossible') return dropped(trigger, 'The platform cannot start a flow on such a text.', context);
  if (said.lost) {
    context.report({
      code: 'trigger-exclude-not-carried',
      at: trigger,
      loss: 'degraded',
      reason: 'The platform cannot leave texts out of what starts a flow, so they start it too.',
    });
  }
  return [withReach(said.match === match ? trigger : derive({ kind, ...said.match, reach: reached }, trigger), context)];
};

const withReach = (trigger: Trigger, context: LowerContext): Trigger => {
  const { reach } = context.capabilities;
  const [other = 'flow'] = reach;
  if (trigger.reach === other || reach.includes(trigger.reach)) return trigger;
  context.report({
    code: 'trigger-reach-changed',
    at: trigger,
    loss: 'degraded',
    reason:
      other === 'flow'
        ? 'The platform cannot try a trigger while a node waits that would take the message.'
        : 'The platform tries this trigger also while a node waits for a reply.',
  });
  return context.provenance.derive({ ...trigger, reach: other }, trigger);
};

const dropped = (trigger: Trigger, reason: string, context: LowerContext): readonly Trigger[] => {
  context.report({ code: 'trigger-not-carried', at: trigger, loss: 'dropped', reason, fix: 'Start the flow in a way the platform has.' });
  return [];
};

/** Whether another flow leads to a flow, or a script mentions one of its nodes. */
const isReached = (flow: Flow, bot: Bot): boolean => {
  const names = new Set(flow.nodes.flatMap(({ id, name }) => [id, name]));
  const leadsHere = (value: unknown): boolean => {
    if (typeof value === 'string') return false;
    if (typeof value !== 'object' || value === null) return false;
    for (const [key, field] of Object.entries(value)) {
      if (typeof field !== 'string') {
        if (leadsHere(field)) return true;
      } else if ((key === 'flow' && field === flow.id) || (key === 'node' && names.has(field))) return true;
      else if (key === 'source' && [...names].some((name) => field.includes(JSON.stringify(name)))) return true;
    }
    return false;
  };
  return bot.flows.some((other) => other !== flow && leadsHere(other.nodes));
};

interface Ranked {
  readonly trigger: Trigger;
  readonly flow: string;
  readonly rank: number;
}

/** Said in other words, a trigger may rank above or below others. Harmless where all of them start the same flow. */
const reportOrder = (bot: Bot, after: readonly Flow[], context: LowerContext): void => {
  const before = ranked(bot.flows);
  const places = new Map(before.map(({ trigger }, index) => [context.provenance.placeOf(trigger), index]));
  const wasEqual = new Map(
    before.flatMap(({ trigger }) => ('equals' in trigger ? [[context.provenance.placeOf(trigger), trigger.equals] as const] : [])),
  );
  const now = ranked(after);
  const semantics = { ...neutralSemantics, ...bot.semantics };
  // The last place of those before, and of those before that start another flow than that one.
  let last = -1;
  let lastFlow = '';
  let lastOfOthers = -1;
  for (const [index, { trigger, flow }] of now.entries()) {
    const was = places.get(context.provenance.placeOf(trigger)) ?? -1;
    if (was < (flow === lastFlow ? lastOfOthers : last)) {
      const said = wasEqual.get(context.provenance.placeOf(trigger));
      const isTaken = (other: Ranked): boolean =>
        other.flow !== flow &&
        (places.get(context.provenance.placeOf(other.trigger)) ?? -1) > was &&
        (other.trigger.kind !== 'text' || said === undefined || compileTextMatch(other.trigger, semantics)(said));
      const others = now.slice(0, index).filter(isTaken);
      // A text alone is known to be taken; of others it depends on what is said.
      const isSure = said !== undefined && others.some((other) => other.trigger.kind === 'text');
      if (others.length > 0) {
        context.report({
          code: 'trigger-order-changed',
          at: trigger,
          loss: isSure ? 'degraded' : 'assumed',
          reason: 'Said in the words the platform has, this trigger no longer comes before others that accept the same text.',
          fix: 'Let no two triggers accept the same text.',
        });
      }
    }
    if (flow === lastFlow) last = Math.max(last, was);
    else if (was > last) [last, lastFlow, lastOfOthers] = [was, flow, last];
    else lastOfOthers = Math.max(lastOfOthers, was);
  }
};

const ranked = (flows: readonly Flow[]): readonly Ranked[] =>
  flows
    .flatMap((flow) =>
      flow.triggers.flatMap((trigger): readonly Ranked[] => {
        if (trigger.kind === 'intent') return [{ trigger, flow: flow.id, rank: intentSpecificity }];
        return trigger.kind === 'text' ? [{ trigger, flow: flow.id, rank: specificity(trigger) }] : [];
      }),
    )
    .toSorted((left, right) => right.rank - left.rank);
