import { isJsonObject, type Route } from '@dragoman/core';
import { mapTexts } from '../map-texts.ts';
import { scriptFields } from '../scripts/calculate-source.ts';
import type { ClickatellNode } from '../wire/node.ts';
import { bodyOf, reportBody, rowsOf } from './api-of.ts';
import { conditionSteps } from './condition-steps.ts';
import { goToOf, onwardOf } from './go-to-of.ts';
import { listFields } from './list-step.ts';
import type { NodeOfKind, Printing, StepNode } from './printing.ts';
import { resultsOf } from './results-of.ts';

/** A node as steps: one, but for conditions and choices that store what is chosen. */
export const stepsOf = (node: StepNode, printing: Printing): readonly ClickatellNode[] => {
  const { bot, text } = printing;
  const { name, marker } = node;
  const key = bot.key(node);
  const head = { id: key, ...(name !== key && { name }), ...(marker !== undefined && { neutral: marker }) };
  const onward = onwardOf(node, bot);
  switch (node.kind) {
    case 'message':
      return [{ ...head, ...messageFields(node, printing), ...goToOf(always(node.routes) ?? node.next, bot) }];
    case 'question':
      return [{ ...head, type: 'Request Input', menuText: text(node.text), ...inputFields(node, printing), ...onward }];
    case 'choice': {
      reportTexts(node, printing);
      const options = node.options.map(({ id, label }) => ({ id, label: text(label) }));
      const results = node.routes.map((route) => ({ ...optionOutput(route.when), ...goToOf(route.to, bot) }));
      const type = node.variable === undefined ? 'Menu' : 'Multiple Choice Input';
      const variable = node.variable !== undefined && { variable: node.variable };
      return [{ ...head, type, menuText: text(node.text), ...variable, options, ...(results.length > 0 && { results }), ...onward }];
    }
    case 'list': {
      const variable = node.variable !== undefined && { variable: node.variable };
      const fields = listFields(node, printing);
      return [
        {
          ...head,
          type: 'Dynamic List',
          menuText: text(node.text),
          ...fields,
          pagination: node.pageSize === undefined,
          ...variable,
          ...outputs(node.routes, printing),
          ...onward,
        },
      ];
    }
    case 'api': {
      const { method } = { method: 'POST', ...bot.integration(node.integration) };
      reportBody(method, node.body, node, printing);
      return [
        {
          ...head,
          type: 'API Integration',
          api: bot.key(bot.integration(node.integration)),
          ...(node.headers && { headers: rowsOf(node.headers, printing) }),
          ...(node.query && { query: rowsOf(node.query, printing) }),
          ...(node.body && { body: bodyOf(node.body, printing) }),
          results: resultsOf(node, printing),
          ...onward,
        },
      ];
    }
    case 'condition':
      return conditionSteps(node, head, printing);
    case 'assign': {
      const variables = node.set.map(({ variable, value }) => ({ name: variable, value: mapTexts(value, text) }));
      return [{ ...head, type: 'Set Variable', variables, ...goToOf(always(node.routes) ?? node.next, bot) }];
    }
    case 'script':
      return [{ ...head, ...scriptFields(node, printing), ...scriptOnward(node, printing) } as ClickatellNode];
    case 'handoff':
      return [{ ...head, type: 'Chat Desk', ...outputs(node.routes, printing), ...onward }];
    case 'wait': {
      const variable = node.variable !== undefined && { variable: node.variable };
      return [
        { ...head, type: 'Wait for Callback', reference: text(node.reference), ...variable, ...outputs(node.routes, printing), ...onward },
      ];
    }
    case 'platform': {
      const raw = isJsonObject(node.raw) ? node.raw : {};
      return [{ type: 'Unknown', ...raw, ...head, ...outputs(node.routes, printing), ...onward } as ClickatellNode];
    }
  }
};

/** A menu has outputs for its options alone. */
const reportTexts = (node: NodeOfKind<'choice'>, { report }: Printing): void => {
  const typed = node.routes.find(({ when }) => when !== undefined && 'equals' in when);
  if (typed === undefined) return;
  const reason = 'Assumed: a text that is typed instead of an option can be compared behind the default of a menu.';
  report({ code: 'text-at-menu', at: typed, loss: 'assumed', reason, fix: 'Make it an option.' });
};

const messageFields = (node: NodeOfKind<'message'>, { text }: Printing) => {
  const [content] = node.content;
  if (content?.kind !== 'media') return { type: 'Text Display' as const, text: text(node.text) };
  const { type: mediaType, url, caption } = content;
  return { type: 'Media' as const, mediaType, url: text(url), ...(caption !== undefined && { caption: text(caption) }) };
};

/** A question takes what its one expression says, behind the word that cancels it. */
const inputFields = (node: NodeOfKind<'question'>, { bot, sensitive }: Printing) => {
  const { variable, routes } = node;
  const cancel = routes.find(({ when }) => when !== undefined && 'equals' in when);
  const valid = routes.find(({ when }) => when !== undefined && 'regex' in when);
  const results = routes.map(({ when, to }) => ({ ...inputOutput(when, valid !== undefined), ...goToOf(to, bot) }));
  return {
    ...(variable !== undefined && { variable }),
    ...(valid?.when && 'regex' in valid.when && { validationPattern: valid.when.regex }),
    ...(valid && cancel?.when && 'equals' in cancel.when && { cancelInput: cancel.when.equals }),
    ...(variable !== undefined && sensitive.has(variable) && { sensitive: true }),
    ...(results.length > 0 && { results }),
  };
};

const inputOutput = (when: Route['when'], isValidated: boolean): { readonly name: string; readonly text?: string } => {
  if (when === undefined) return { name: '*' };
  if ('equals' in when) return isValidated ? { name: 'cancel' } : { name: 'is', text: when.equals };
  return { name: 'regex' in when ? 'valid' : 'invalid' };
};

const optionOutput = (when: Route['when']): { readonly option: string } | { readonly name: string; readonly text?: string } => {
  if (when === undefined) return { name: '*' };
  if ('option' in when) return { option: when.option };
  return 'equals' in when ? { name: 'is', text: when.equals } : { name: 'default' };
};

const outputs = (routes: readonly Route[], { bot }: Printing) =>
  routes.length === 0 ? {} : { results: routes.map(({ when, to }) => ({ name: outputName(when), ...goToOf(to, bot) })) };

const outputName = (when: Route['when']): string => {
  if (when === undefined || !('outcome' in when)) return '*';
  return when.outcome === 'no-match' ? 'default' : when.outcome;
};

/** Where a node without outputs of its own leads whatever happens. */
const always = (routes: readonly Route[]) => routes.find(({ when, if: test }) => when === undefined && test === undefined)?.to;

const scriptOnward = (node: NodeOfKind<'script'>, { bot }: Printing) => {
  const { goTo } = goToOf(always(node.routes) ?? node.next, bot);
  return goTo === undefined ? {} : { goTo };
};
