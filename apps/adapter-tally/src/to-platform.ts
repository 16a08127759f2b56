import { type BotView, isJsonObject, type Route, type Target, type ToPlatformContext, type ViewNode } from '@dragoman/core';
import type { tallyCapabilities } from './capabilities.ts';
import { nameOfKey } from './keys.ts';
import { mapTexts } from './map-texts.ts';
import { tallyFromOperand } from './operands.ts';
import type { TallyScript, TallyStep } from './wire.ts';

type View = BotView<typeof tallyCapabilities>;
type StepNode = ViewNode<typeof tallyCapabilities>;
type ApiNode = Extract<StepNode, { readonly kind: 'api' }>;
type Print = ToPlatformContext['print'];

/** Writes a bot as Tally does. */
export const tallyFromBot = (bot: View, { print }: ToPlatformContext): TallyScript => ({
  tally: 1,
  name: bot.name,
  scenes: bot.flows.map((flow) => {
    const words = flow.triggers.flatMap((trigger) => ('equals' in trigger ? [trigger.equals] : []));
    const phrases = flow.triggers.flatMap((trigger) => {
      if ('pattern' in trigger) return [trigger.pattern];
      return trigger.kind === 'platform' && typeof trigger.raw === 'string' ? [trigger.raw] : [];
    });
    return {
      id: bot.key(flow),
      title: flow.name,
      ...(words.length > 0 && { words }),
      ...(phrases.length > 0 && { phrases }),
      ...(flow.triggers.some(({ kind }) => kind === 'event') && { greets: true }),
      ...(flow.kind === 'fallback' && { otherwise: true }),
      steps: flow.nodes.map((node) => stepOf(node, bot, print)),
    };
  }),
});

/** The bot holds only what the capabilities list, so every node has its step: a kind without one does not compile. */
const stepOf = (node: StepNode, bot: View, print: Print): TallyStep => {
  const key = bot.key(node);
  const { name, marker } = node;
  const head = { id: key, ...(name !== nameOfKey(key) && { title: name }) };
  const rest = { ...link('go', onward(node), node, bot), ...(marker !== undefined && { note: marker }) };
  switch (node.kind) {
    case 'message':
      return { ...head, do: 'say', text: print(node.text), ...rest };
    case 'question': {
      const { text, variable } = node;
      const answers = node.routes.map(({ when, to }) => ({
        ...(when && 'equals' in when && { is: when.equals }),
        go: goTo(to, node, bot),
      }));
      const into = variable !== undefined && { into: variable };
      return { ...head, do: 'ask', text: print(text), ...into, ...(answers.length > 0 && { answers }), ...rest };
    }
    case 'api': {
      const ends = { ...exit('ok', 'success', node, bot), ...exit('fail', 'failure', node, bot) };
      return { ...head, do: 'fetch', ...callOf(node, bot, print), ...ends, ...rest };
    }
    case 'assign': {
      const values = node.set.map(({ variable, value }) => ({ into: variable, value: mapTexts(value, print) }));
      return { ...head, do: 'set', values, ...rest };
    }
    case 'condition':
      return { ...head, do: 'check', cases: node.routes.map((route) => caseOf(route, node, bot, print)), ...rest };
    case 'end':
      return { ...head, do: 'end', ...(node.conversation && { all: true }), ...rest };
    case 'platform':
      return { do: 'unknown', ...(isJsonObject(node.raw) && node.raw), ...head, ...rest };
  }
};

const callOf = (node: ApiNode, bot: View, print: Print) => {
  const integration = bot.integration(node.integration);
  const { name: api } = integration;
  const { variable: into, fields } = integration.response;
  if (integration.kind === 'platform') return { api, url: '', into, ...(isJsonObject(integration.raw) && integration.raw) };
  const { url, headers, timeoutMs } = integration;
  return {
    api,
    url: print(url),
    ...(headers.length > 0 && { headers: headers.map(({ name, value }) => ({ name, value: print(value) })) }),
    ...(timeoutMs !== undefined && { timeoutMs }),
    into,
    ...(fields.length > 0 && { take: fields.map(({ name, path }) => ({ name, path })) }),
  };
};

const caseOf = ({ if: test, to }: Route, node: StepNode, bot: View, print: Print) => {
  const go = goTo(to, node, bot);
  if (test === undefined || !('left' in test)) return { go };
  const value = tallyFromOperand(test.left, print);
  return test.op === 'is-set' ? { value, go } : { value, is: tallyFromOperand(test.right ?? { literal: null }, print), go };
};

/** Where a node goes when nothing else says so. Steps without ways out of their own have their route without a condition in `go`. */
const onward = ({ kind, routes, next }: StepNode): Target | undefined =>
  kind === 'question' || kind === 'condition' || kind === 'api' ? next : (routes[0]?.to ?? next);

/** A way out of a fetch is written only where the node has a route for it; without one Tally does as the node does. */
const exit = (field: 'ok' | 'fail', outcome: 'success' | 'failure', node: ApiNode, bot: View) => {
  const isRouted = node.routes.some(({ when }) => when === undefined || ('is' in when && when.is === outcome));
  return isRouted ? link(field, bot.routeTo(node, outcome), node, bot) : {};
};

const link = (field: 'go' | 'ok' | 'fail', target: Target | undefined, node: StepNode, bot: View) =>
  target === undefined ? {} : { [field]: goTo(target, node, bot) };

const goTo = (target: Target, node: StepNode, bot: View): string => {
  if (target === 'next') return 'next';
  const to = bot.follow(node, target);
  if ('node' in to) return bot.key(bot.node(to.node));
  if ('flow' in to) return bot.key(bot.flow(to.flow));
  return 'unresolved' in to ? to.unresolved : 'end';
};
