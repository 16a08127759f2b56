import { type DraftNode, isJsonObject, type Json, type RouteInput, type TargetInput } from '@dragoman/core';
import { m1botCapabilities } from '../capabilities.ts';
import { predicateOf } from '../comparisons.ts';
import { type AdvancedSettings, advancedOf, advancedSettings } from '../wire/advanced-settings.ts';
import { type ComponentOf, type GoTo, isKnownComponent, type KnownComponent } from '../wire/component.ts';
import { reportAttribute } from './attributes.ts';
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
  if (isKnownComponent(component)) {
    const advanced = advancedOf(component);
    reportAdvanced(advanced, pointer, work);
    return withOptions(knownNode(component, base, pointer, work), advanced);
  }
  const { id: _id, name: _name, goTo: _goTo, delayMs: _delay, neutral: _neutral, ...raw } = component;
  const waits = asking.has(component.component) ? { waits: true } : {};
  const node: DraftNode = { ...base, ...waits, kind: 'platform', adapter: 'm1bot', raw: raw as Json };
  const reason = `The component ${JSON.stringify(component.component)} means nothing elsewhere; it is carried as it is.`;
  context.report({ code: 'unknown-component', severity: 'info', at: node, platformPlace: pointer, reason });
  return node;
};

const reportAdvanced = (advanced: AdvancedSettings, pointer: string, { context }: ComponentWork): void => {
  for (const [field, value] of Object.entries(advanced)) {
    if (value === false) continue;
    const reason = `${advancedSettings[field as keyof typeof advancedSettings]} is kept for m1bot, and does nothing elsewhere.`;
    context.report({ code: 'setting-kept', severity: 'info', platformPlace: `${pointer}/${field}`, reason });
  }
};

/** A node with what m1bot alone knows of it. */
const withOptions = (node: DraftNode, options: AdvancedSettings): DraftNode => {
  if (Object.keys(options).length === 0) return node;
  const own = node.platformOptions?.m1bot;
  return { ...node, platformOptions: { ...node.platformOptions, m1bot: { ...(isJsonObject(own) && own), ...options } } };
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
      reportAttribute(attribute, `${pointer}/attribute`, work);
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
      if (!work.apiIds.has(component.api)) return uncalled(component, { ...base, ...ways }, pointer, work);
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

/** A component whose API is not there: it ends as a call that fails, and goes to Others. */
const uncalled = ({ api }: ComponentOf<'api'>, base: Base, pointer: string, { context }: ComponentWork): DraftNode => {
  const node: DraftNode = { ...base, kind: 'platform', adapter: 'm1bot', raw: { component: 'api', api } };
  const reason = `There is no API ${JSON.stringify(api)}, so this calls nothing and goes to Others.`;
  const fix = 'Add it to the APIs, or choose another one.';
  context.report({ code: 'unknown-api', severity: 'error', at: node, platformPlace: `${pointer}/api`, reason, fix });
  return node;
};

type Chooses = ComponentOf<'single-choice'> | ComponentOf<'multiple-choice'>;

const choiceOf = (component: Chooses, base: Base, pointer: string, work: ComponentWork): DraftNode => {
  const { context, target, variableOf } = work;
  reportAttribute(component.attribute, `${pointer}/attribute`, work);
  reportOptions(component, pointer, work);
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

/** @see https://help.botpenguin.com Single Choice and Multiple Choice: five options at most. */
const mostOptions = m1botCapabilities.choice.options;

const reportOptions = ({ options, answers = [] }: Chooses, pointer: string, { context }: ComponentWork): void => {
  if (options.length === 0 || options.length > mostOptions) {
    const reason = `m1bot has one to ${mostOptions} options here; these are ${options.length}.`;
    const fix = 'Ask in two steps, or leave some out.';
    context.report({ code: 'option-count', severity: 'warning', platformPlace: `${pointer}/options`, reason, fix });
  }
  for (const [index, { keyword, option }] of answers.entries()) {
    if (keyword !== undefined || options[(option ?? 0) - 1] !== undefined) continue;
    const reason =
      option === undefined ? 'This answer has no keyword and no option.' : `There is no option ${option}; there are ${options.length}.`;
    const fix = 'Give the position of an option, from 1, or a keyword.';
    context.report({ code: 'unknown-option', severity: 'warning', platformPlace: `${pointer}/answers/${index}`, reason, fix });
  }
};
