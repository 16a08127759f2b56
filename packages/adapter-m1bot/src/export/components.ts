import { isJsonObject, type JsonObject, type Option, type Route, type Target } from '@dragoman/core';
import { caseOf } from '../comparisons.ts';
import { advancedOf } from '../wire/advanced-settings.ts';
import type { Answer, GoTo, M1botComponent } from '../wire/component.ts';
import type { ExportWork, NodeView } from './export-view.ts';
import { goToOf } from './go-to.ts';
import { responseCodesOf } from './response-codes.ts';

/** The bot holds only what the capabilities list, so every node has its component: a kind without one does not compile. */
export const componentOf = (node: NodeView, work: ExportWork): M1botComponent => {
  const { bot, keys, print, report } = work;
  const { name, delayMs, marker } = node;
  const to = (target: Target | undefined): { readonly goTo?: GoTo } => (target === undefined ? {} : { goTo: goToOf(target, node, work) });
  const id = bot.key(node);
  const head = { id, ...(name !== id && { name }) };
  const rest = {
    ...advancedOf(optionsOf(node)),
    ...(delayMs !== undefined && { delayMs }),
    ...(marker !== undefined && { neutral: marker }),
  };
  switch (node.kind) {
    case 'message': {
      const [content] = node.content;
      if (content?.kind !== 'media') return { ...head, component: 'message', message: print(node.text), ...to(onward(node)), ...rest };
      const caption = content.caption === undefined ? {} : { message: print(content.caption) };
      const component = content.type === 'document' ? 'document' : 'image';
      return { ...head, component, url: print(content.url), ...caption, ...to(onward(node)), ...rest };
    }
    case 'question': {
      const attribute = node.variable === undefined ? {} : { attribute: keys.keyOf(node.variable) };
      const skip = node.skipIfSet ? { skipIfAnswered: true } : {};
      const asked = { message: print(node.text), ...attribute, ...skip };
      const [taken, last] = untilPlain(node.routes);
      const answers = answersOf(taken, [], node, work);
      // A question that is passed over goes on by `next`, whatever replies do.
      const apart = node.skipIfSet && last !== undefined;
      const ways = { ...(apart && { others: goToOf(last.to, node, work) }), ...to(apart ? node.next : (last?.to ?? node.next)) };
      if (answers.length > 0) return { ...head, component: 'smart-question', ...asked, answers, ...ways, ...rest };
      const component = questionKinds.get(optionOf(node, 'component') ?? '') ?? 'text-question';
      return { ...head, component, ...asked, ...ways, ...rest };
    }
    case 'choice': {
      const attribute = node.variable === undefined ? {} : { attribute: keys.keyOf(node.variable) };
      const [taken, others] = untilPlain(node.routes);
      const list = node.options as readonly Option[];
      const isListed = !isInOrder(taken, list);
      const options = list.map(({ id: option, label }) => ({
        label: print(label),
        ...(!isListed && to(taken.find(({ when }) => when !== undefined && 'option' in when && when.option === option)?.to)),
      }));
      const answers = isListed ? { answers: answersOf(taken, list, node, work) } : {};
      const component = optionOf(node, 'component') === 'multiple-choice' ? 'multiple-choice' : 'single-choice';
      const other = others === undefined ? {} : { others: goToOf(others.to, node, work) };
      return { ...head, component, message: print(node.text), options, ...answers, ...attribute, ...other, ...to(node.next), ...rest };
    }
    case 'api':
      return { ...head, component: 'api', api: bot.key(bot.integration(node.integration)), ...responseCodesOf(node, work), ...rest };
    case 'condition': {
      const [taken, last] = untilPlain(node.routes);
      const cases = taken.flatMap(({ if: condition, to: target }) =>
        condition === undefined ? [] : [{ ...caseOf(condition, print), goTo: goToOf(target, node, work) }],
      );
      return { ...head, component: 'condition', cases, ...to(last?.to ?? node.next), ...rest };
    }
    case 'handoff': {
      const failed = node.routes.find(({ when }) => when === undefined || 'outcome' in when);
      const message = node.message === undefined ? {} : { message: print(node.message) };
      const way = failed === undefined ? {} : { failed: goToOf(failed.to, node, work) };
      return { ...head, component: 'live-chat', ...message, ...way, ...to(node.next), ...rest };
    }
    case 'platform': {
      const { component, ...raw } = isJsonObject(node.raw) ? node.raw : {};
      if (component === 'api' && typeof raw.api === 'string' && raw.api !== '') {
        return { ...head, component, api: raw.api, ...responseCodesOf(node, work), ...rest };
      }
      if (node.routes.length > 0) {
        const reason = 'Of the ways out of this component only the next message is kept.';
        report({ code: 'routes-not-carried', at: node, loss: 'degraded', reason, fix: 'Set them on m1bot.' });
      }
      return {
        ...head,
        component: typeof component === 'string' && component !== '' ? component : 'unknown',
        ...raw,
        ...to(node.next),
        ...rest,
      };
    }
  }
};

/** Whether routes are those of options alone, in the order of the options: then each option says where it leads. */
const isInOrder = (routes: readonly Route[], options: readonly Option[]): boolean => {
  const places = routes.map(({ when }) => options.findIndex(({ id }) => when !== undefined && 'option' in when && when.option === id));
  return places.every((place, index) => place !== -1 && place > (places[index - 1] ?? -1));
};

const answersOf = (routes: readonly Route[], options: readonly Option[], node: NodeView, work: ExportWork): Answer[] =>
  routes.flatMap(({ when, to }): readonly Answer[] => {
    const goTo = goToOf(to, node, work);
    if (when !== undefined && 'equals' in when) return [{ keyword: when.equals, goTo }];
    const index = options.findIndex(({ id }) => when !== undefined && 'option' in when && when.option === id);
    return index === -1 ? [] : [{ option: index + 1, goTo }];
  });

const questionKinds: ReadonlyMap<string, 'name' | 'phone-number' | 'email'> = new Map([
  ['name', 'name'],
  ['phone-number', 'phone-number'],
  ['email', 'email'],
]);

/** What the author says of a node to m1bot alone. */
const optionsOf = ({ platformOptions }: NodeView): JsonObject => {
  const own = platformOptions?.m1bot;
  return isJsonObject(own) ? own : {};
};

const optionOf = (node: NodeView, field: string): string | undefined => {
  const value = optionsOf(node)[field];
  return typeof value === 'string' ? value : undefined;
};

/** Where a node goes whatever happens: by its first route without a condition, else by `next`. */
const onward = ({ routes, next }: NodeView): Target | undefined => untilPlain(routes)[1]?.to ?? next;

/** The routes before the first that takes everything, and that one. */
const untilPlain = (routes: readonly Route[]): readonly [readonly Route[], Route | undefined] => {
  const last = routes.findIndex(({ when, if: condition }) => when === undefined && condition === undefined);
  return last === -1 ? [routes, undefined] : [routes.slice(0, last), routes[last]];
};
