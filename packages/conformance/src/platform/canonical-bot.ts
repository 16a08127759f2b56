import {
  type Bot,
  type Json,
  type Node,
  neutralSemantics,
  normaliseBot,
  type Option,
  printTemplate,
  type Route,
  type Target,
} from '@dragoman/core';

type Fields = { readonly [name: string]: Json | undefined };

export interface CanonicalBot {
  readonly flows: readonly {
    readonly kind: string;
    readonly triggers: readonly Json[];
    readonly nodes: readonly (Fields & { readonly kind: string })[];
  }[];
  readonly integrations: readonly Fields[];
  readonly credentials: readonly Fields[];
  readonly variables: readonly Fields[];
  readonly scripts: Json;
}

/**
 * What a bot means, without what it calls things: elements by position instead of id, targets followed, the ways out of
 * an api node as a table. Two bots that differ only in words for the same thing have the same one.
 */
export const canonicalBot = (input: Bot, known: Parameters<typeof normaliseBot>[1] = {}): CanonicalBot => {
  const bot = plain(normaliseBot(input, known));
  const names = namesOf(bot);
  const integration = position('integration', bot.integrations);
  const credential = position('credential', bot.credentials);
  const { failureText } = { ...neutralSemantics, ...bot.semantics };
  return {
    flows: bot.flows.map((flow) => ({
      kind: flow.kind,
      triggers: flow.triggers as unknown as readonly Json[],
      nodes: flow.nodes
        .filter((node) => !isIdle(node))
        .map((node) => {
          const {
            id: _id,
            name: _name,
            routes,
            next,
            platformOptions: _options,
            ...fields
          } = node as Node & { readonly [field: string]: unknown };
          const index = flow.nodes.indexOf(node);
          const onward: Target = next ?? 'next';
          const link = (target: Target): Json => linkOf(target, names, flow.nodes, index);
          return {
            ...(withoutOptionIds(fields) as Fields),
            kind: node.kind,
            ...('integration' in node && { integration: integration(node.integration) }),
            ...('to' in node && { to: link(node.to as Target) }),
            ...(node.kind === 'message' || waitsByDefault.has(node.kind) ? { waits: node.waits ?? waitsByDefault.has(node.kind) } : {}),
            ways: node.kind === 'api' ? outcomeTable(routes, onward, link, failureText) : routes.map((route) => wayOf(route, link, node)),
            onward: link(onward),
          } as Fields & { readonly kind: string };
        }),
    })),
    integrations: bot.integrations.map(({ id: _id, name: _name, platformOptions: _options, ...fields }) => ({
      ...(fields as unknown as Fields),
      ...('credential' in fields && fields.credential !== undefined && { credential: credential(fields.credential) }),
    })),
    credentials: bot.credentials.map(({ id: _id, name: _name, ...fields }) => fields as unknown as Fields),
    // A declaration that says nothing beside the name may be left out.
    variables: bot.variables
      .map(({ example: _example, ...variable }) => variable as unknown as Fields)
      .filter(({ scope, type, initial, sensitive }) => scope !== 'session' || type !== 'text' || initial !== undefined || sensitive),
    scripts: (bot.scripts ?? {}) as Json,
  };
};

const waitsByDefault: ReadonlySet<string> = new Set(['question', 'choice', 'list']);

const plain = (bot: Bot): Bot => JSON.parse(JSON.stringify(bot)) as Bot;

const isIdle = (node: Node): boolean =>
  node.kind === 'start' && node.routes.length === 0 && (node.next ?? 'next') === 'next' && node.hooks === undefined;

const position =
  (word: string, elements: readonly { readonly id: string }[]) =>
  (id: unknown): string => {
    const index = elements.findIndex((element) => element.id === id);
    return index === -1 ? String(id) : `${word} ${index + 1}`;
  };

const namesOf = ({ flows }: Bot) => {
  const flow = position('flow', flows);
  const nodes = new Map<string, string>();
  for (const { id, nodes: all } of flows) {
    const shown = all.filter((node) => !isIdle(node));
    for (const [index, node] of all.entries()) {
      // An idle start is passed through: whoever leads to it leads to what follows.
      const target = isIdle(node) ? all[index + 1] : node;
      nodes.set(node.id, target === undefined ? `end of ${flow(id)}` : `${flow(id)} node ${shown.indexOf(target) + 1}`);
    }
  }
  return { flow, node: (id: string): string => nodes.get(id) ?? id };
};

const linkOf = (target: Target, names: ReturnType<typeof namesOf>, nodes: readonly Node[], index: number): Json => {
  if (target === 'repeat') return names.node(nodes[index]?.id ?? '');
  if (target === 'next') {
    const following = nodes[index + 1];
    return following === undefined ? 'end of flow' : names.node(following.id);
  }
  if ('node' in target) return names.node(target.node);
  if ('flow' in target) return names.flow(target.flow);
  if ('end' in target) return target.end === 'flow' ? 'end of flow' : { end: target.end, survey: target.survey ?? false };
  return target as unknown as Json;
};

const wayOf = ({ name: _name, to, when, ...route }: Route, link: (target: Target) => Json, node: Node): Json =>
  ({
    ...(when !== undefined && { when: 'option' in when ? { option: optionNumber(node, when.option) } : when }),
    ...route,
    to: link(to),
  }) as unknown as Json;

const optionNumber = (node: Node, id: string): string => position('option', optionsOf(node))(id);

const optionsOf = (node: Node): readonly Option[] => {
  if (node.kind === 'choice') return node.options as readonly Option[];
  if (node.kind !== 'message') return [];
  return (
    node.content as readonly {
      readonly kind: string;
      readonly options?: readonly Option[];
      readonly cards?: readonly { readonly options: readonly Option[] }[];
    }[]
  ).flatMap(({ options = [], cards = [] }) => [...options, ...cards.flatMap((card) => card.options)]);
};

const withoutOptionIds = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutOptionIds);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([key, field]) =>
    key === 'options' && Array.isArray(field)
      ? [key, field.map(({ id: _id, ...option }: Option) => option)]
      : [key, withoutOptionIds(field)],
  );
  return Object.fromEntries(fields);
};

/** Where an api node goes on each outcome that its routes tell apart, and what it says there: of a failure without a route, the text of the bot. */
const outcomeTable = (routes: readonly Route[], onward: Target, link: (target: Target) => Json, failureText: string): Json => {
  const named = routes.flatMap(({ when }) => (when !== undefined && !('is' in when) ? [JSON.stringify(when)] : []));
  const words = ['success', 'failure', 'timeout', 'error', 'max-connection'];
  const taking = (...keys: readonly (string | undefined)[]): readonly Route[] => {
    const inOrder = keys.flatMap((key) => routes.filter(({ when }) => keyOf(when) === key));
    const last = inOrder.findIndex((route) => route.if === undefined);
    return last === -1 ? inOrder : inOrder.slice(0, last + 1);
  };
  const rest = (word: string): Json => ({
    ...(word !== 'success' && failureText !== '' && { say: printTemplate([{ kind: 'text', text: failureText }]) }),
    to: word === 'success' || routes.length === 0 ? link(onward) : 'end of flow',
  });
  const row = (word: string, taken: readonly Route[]): readonly [string, Json] => {
    const isDecided = taken.at(-1) !== undefined && taken.at(-1)?.if === undefined;
    const ways = taken.map(({ name: _name, when: _when, to, ...route }) => ({ ...route, to: link(to) }) as unknown as Json);
    return [word, isDecided ? ways : [...ways, rest(word)]];
  };
  return Object.fromEntries([
    ...words.map((word) =>
      row(word, taking(...(word === 'success' || word === 'failure' ? [word] : [word, 'failure']), 'other', undefined)),
    ),
    ...[...new Set(named)].map((key) => row(key, taking(key))),
  ]) as Json;
};

const keyOf = (when: Route['when']): string | undefined => (when === undefined ? undefined : 'is' in when ? when.is : JSON.stringify(when));
