import type { DraftNode, Json, RouteInput, TargetInput } from '@dragoman/core';
import { predicateOf } from '../comparisons.ts';
import { type ComponentOf, type GoTo, isKnownComponent, type KnownComponent } from '../wire/component.ts';
import type { ImportWork } from './import-context.ts';
import type { KeyedComponent } from './keyed-components.ts';
import { routesOfCodes } from './response-codes.ts';

export interface ComponentWork extends ImportWork {
  readonly target: (goTo: GoTo) => TargetInput;
}

/** A component as a node. What it does not understand is carried, and reported. */
export const nodeOfComponent = ({ component, id, name, pointer }: KeyedComponent, work: ComponentWork): DraftNode => {
  const { context, target } = work;
  const { goTo, delayMs, neutral } = component;
  const to = goTo as GoTo | undefined;
  const base = {
    id,
    name,
    ...(to !== undefined && { next: target(to) }),
    ...(delayMs !== undefined && { delayMs }),
    ...(neutral?.startsWith('dragoman:') && { marker: neutral }),
  };
  if (isKnownComponent(component)) return knownNode(component, base, pointer, work);
  const { id: _id, name: _name, goTo: _goTo, delayMs: _delay, neutral: _neutral, ...raw } = component;
  const waits = asking.has(component.component) ? { waits: true } : {};
  const node: DraftNode = { ...base, ...waits, kind: 'platform', adapter: 'm1bot', raw: raw as Json };
  const reason = `The component ${JSON.stringify(component.component)} means nothing elsewhere; it is carried as it is.`;
  context.report({ code: 'unknown-component', severity: 'info', at: node, platformPlace: pointer, reason });
  return node;
};

/** Components of m1bot that wait for the user, and mean nothing elsewhere. */
const asking: ReadonlySet<string> = new Set(['file-upload', 'appointment']);

type Base = Pick<DraftNode, 'id' | 'name'> & { readonly id: string };

const knownNode = (component: KnownComponent, base: Base, pointer: string, work: ComponentWork): DraftNode => {
  const { context, target, variableOf } = work;
  const read = (text: string, field: string): string => work.read(text, { platformPlace: `${pointer}/${field}` });
  switch (component.component) {
    case 'message':
      return { ...base, kind: 'message', text: read(component.message, 'message') };
    case 'image':
    case 'document': {
      const caption = component.message === undefined ? {} : { caption: read(component.message, 'message') };
      return {
        ...base,
        kind: 'message',
        content: [{ kind: 'media', type: component.component, url: read(component.url, 'url'), ...caption }],
      };
    }
    case 'text-question':
    case 'smart-question':
    case 'name':
    case 'phone-number':
    case 'email': {
      const { attribute, skipIfAnswered } = component;
      return {
        ...base,
        kind: 'question',
        text: read(component.message, 'message'),
        ...(attribute !== undefined && { variable: variableOf(attribute) }),
        ...(skipIfAnswered && { skipIfSet: true }),
        routes: [
          ...(component.component === 'smart-question' ? (component.answers ?? []) : []).map(({ keyword = '', goTo }) => ({
            when: { equals: keyword },
            to: target(goTo),
          })),
          ...(component.others === undefined ? [] : [{ to: target(component.others) }]),
        ],
        ...(component.component !== 'text-question' &&
          component.component !== 'smart-question' && { platformOptions: { m1bot: { component: component.component } } }),
      };
    }
    case 'single-choice':
    case 'multiple-choice':
      return choiceOf(component, base, pointer, work);
    case 'api': {
      const success = ['2xx'] as const;
      const ways = routesOfCodes(component, { context, pointer, target, success });
      return { ...base, kind: 'api', integration: context.id('integration', { key: component.api }), ...ways };
    }
    case 'live-chat': {
      const { message, failed } = component;
      return {
        ...base,
        kind: 'handoff',
        ...(message !== undefined && { message: read(message, 'message') }),
        routes: failed === undefined ? [] : [{ when: { outcome: 'failed' }, to: target(failed) }],
      };
    }
    case 'condition': {
      const routes = component.cases.map((one, index) => ({
        if: predicateOf(one, (text) => read(text, `cases/${index}/if`)),
        to: target(one.goTo),
      }));
      return { ...base, kind: 'condition', routes };
    }
  }
};

const choiceOf = (
  component: ComponentOf<'single-choice'> | ComponentOf<'multiple-choice'>,
  base: Base,
  pointer: string,
  work: ComponentWork,
): DraftNode => {
  const { context, target, variableOf } = work;
  const options = component.options.map(({ label }, index) => ({
    id: `option-${index + 1}`,
    label: work.read(label, { platformPlace: `${pointer}/options/${index}/label` }),
  }));
  const routes: readonly RouteInput[] = [
    ...(component.answers ?? []).flatMap(({ keyword, option, goTo }): readonly RouteInput[] => {
      if (keyword !== undefined) return [{ when: { equals: keyword }, to: target(goTo) }];
      return component.options[(option ?? 0) - 1] === undefined ? [] : [{ when: { option: `option-${option}` }, to: target(goTo) }];
    }),
    ...component.options.flatMap((option, index): readonly RouteInput[] =>
      option.goTo === undefined ? [] : [{ when: { option: `option-${index + 1}` }, to: target(option.goTo) }],
    ),
    ...(component.others === undefined ? [] : [{ to: target(component.others) }]),
  ];
  const isMultiple = component.component === 'multiple-choice';
  const node: DraftNode = {
    ...base,
    kind: 'choice',
    text: work.read(component.message, { platformPlace: `${pointer}/message` }),
    options,
    ...(component.attribute !== undefined && { variable: variableOf(component.attribute) }),
    ...(isMultiple && { platformOptions: { m1bot: { component: component.component } } }),
    routes,
  };
  if (isMultiple) {
    const reason = 'Of several options that are selected, the first decides where the chat goes.';
    context.report({ code: 'several-selections', severity: 'info', at: node, platformPlace: pointer, loss: 'assumed', reason });
  }
  return node;
};
