import type { Content } from '../document/content.ts';
import type { Integration } from '../document/integration.ts';
import type { ApiNode, Node } from '../document/node.ts';
import type { When } from '../document/route.ts';
import type { Target } from '../document/target.ts';
import type { Assignment } from '../document/variable.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { goesOn, waitsByKind } from '../lowering/goes-on.ts';
import { plainTextMatch } from '../matching/plain-text-match.ts';
import { optionLists } from '../reading/option-lists.ts';
import { parseReference, parseTemplate } from '../template/parse-template.ts';
import { printTemplate } from '../template/print-template.ts';

/** Looks up the names of what ids mean in a bot. */
export interface BotNames {
  node(id: string): string | undefined;
  flow(id: string): string | undefined;
  integration(id: string): string | undefined;
  credential(id: string): string | undefined;
  /** Where a variable is written that is written without a scope. */
  scope(variable: string): string;
  /** Where `next` leads from a node. */
  following(node: Node): Target;
}

/**
 * What a marker vouches for: the nodes and integrations of a group, by name, without what import may choose differently
 * (ids, spellings of templates, defaults written out) and without what the platform keeps for itself.
 */
export const generatedGroup = (nodes: readonly Node[], integrations: readonly Integration[], names: BotNames): Json => ({
  nodes: nodes.map((node) => nodeView(node, names)),
  integrations: integrations.map((integration) => integrationView(integration, names)),
});

const nodeView = (node: Node, names: BotNames): Json => {
  const {
    id: _id,
    next: _next,
    platformOptions: _options,
    marker: _marker,
    waits,
    delayMs,
    routes,
    hooks,
    ...rest
  } = node as Node & { marker?: string };
  const link = (target: Target): Json => linkView(target, node, names);
  const numbers = new Map(
    optionLists(node)
      .flatMap(({ options }) => options)
      .map((option, index) => [option.id, index]),
  );
  const isSilent = saysNothing(node);
  return {
    ...(isSilent ? { kind: 'silent' } : (canonical(withoutOptionIds(rest as JsonObject)) as JsonObject)),
    ...(isSilent && { name: node.name }),
    ...(waits !== undefined && waits !== waitsByKind(node.kind) && { waits }),
    ...(delayMs !== undefined && delayMs !== 0 && { delayMs }),
    ...(hooks !== undefined && Object.keys(hooks).length > 0 && { hooks: canonical(hooks as JsonObject) }),
    ...(node.kind === 'api' && { integration: names.integration(node.integration as string) ?? null }),
    ...(node.kind === 'jump' && { to: link(node.to as Target) }),
    ...(isTable(node)
      ? { outcomes: outcomeTable(node, link) }
      : {
          routes: routes.map(({ name: _name, to, when, set, ...route }) => ({
            ...(canonical(route as JsonObject) as JsonObject),
            ...(set !== undefined && { set: canonical(set.map((one) => plainWrite(one, names)) as unknown as Json) }),
            ...(when !== undefined && {
              when: 'option' in when ? { option: numbers.get(when.option) ?? when.option } : canonical(plainWhen(when) as Json),
            }),
            to: link(to),
          })),
          ...(goesOn(node) && { next: link(node.next ?? 'next') }),
        }),
  };
};

/** A write that names the scope a variable has anyway names none. */
const plainWrite = ({ scope, ...rest }: Assignment, names: BotNames): Assignment =>
  scope === undefined || scope === names.scope(rest.variable) ? rest : { ...rest, scope };

const plainWhen = (when: When): When => ('equals' in when || 'pattern' in when || 'regex' in when ? plainTextMatch(when) : when);

/** A message without text and a script without code: platforms have the one or the other. */
const saysNothing = (node: Node): boolean => {
  if (node.kind === 'script') return node.source === '';
  if (node.kind !== 'message') return false;
  const [only, ...others] = (node as { readonly content: readonly Content[] }).content;
  return others.length === 0 && (only === undefined || (only.kind === 'text' && only.text === ''));
};

const linkView = (target: Target, node: Node, names: BotNames): Json => {
  if (target === 'repeat') return { node: node.name };
  if (target === 'next') return linkView(names.following(node), node, names);
  if ('node' in target) return { node: names.node(target.node) ?? null };
  if ('flow' in target) return { flow: names.flow(target.flow) ?? null };
  return target as Json;
};

const integrationView = (integration: Integration, names: BotNames): Json => {
  const { id: _id, platformOptions: _options, ...rest } = integration;
  const { sample: _sample, schema: _schema, ...response } = integration.response;
  const credential =
    'credential' in integration && integration.credential !== undefined
      ? { credential: names.credential(integration.credential) ?? null }
      : {};
  return { ...(canonical(rest as unknown as Json) as JsonObject), ...credential, response: canonical(response as unknown as Json) };
};

/** However a platform spells how a call ends, what counts is where each end leads. */
const isTable = (node: Node): node is ApiNode =>
  node.kind === 'api' &&
  node.routes.every(
    (route) =>
      route.when !== undefined && 'is' in route.when && route.if === undefined && route.say === undefined && route.set === undefined,
  );

const outcomeTable = ({ routes, next = 'next' }: ApiNode, link: (target: Target) => Json): Json => {
  const takes = (word: string): Target | undefined => routes.find(({ when }) => when !== undefined && 'is' in when && when.is === word)?.to;
  const target = (word: string): Target =>
    takes(word) ??
    (word === 'success' ? undefined : takes('failure')) ??
    takes('other') ??
    (word === 'success' || routes.length === 0 ? next : { end: 'flow' });
  return Object.fromEntries(['success', 'failure', 'timeout', 'error', 'max-connection'].map((word) => [word, link(target(word))]));
};

const withoutOptionIds = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(withoutOptionIds);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name,
      name === 'options' && Array.isArray(field)
        ? field.map((option: Json) => (isJsonObject(option) ? { ...option, id: null } : option))
        : name === 'content' || name === 'cards'
          ? withoutOptionIds(field)
          : field,
    ]),
  );
};

/**
 * Texts as templates are printed; what is no template is printed the same way each time, which is all that counts. Where
 * the model has several words for one thing, one of them.
 */
const canonical = (value: Json): Json => {
  if (typeof value === 'string') return printTemplate(parseTemplate(value).tree);
  if (Array.isArray(value)) return value.map(canonical);
  if (!isJsonObject(value)) return value;
  const fields = Object.entries(oneWording(value)).filter(([, field]) => field !== undefined);
  return Object.fromEntries(fields.map(([name, field]) => [name, canonical(field)]));
};

const oneWording = (value: JsonObject): JsonObject => {
  // Cards side by side of which there is one are a card.
  if (value.kind === 'cards' && Array.isArray(value.cards) && value.cards.length === 1) {
    const [card] = value.cards as readonly Json[];
    if (card !== undefined && isJsonObject(card)) return { kind: 'card', ...card };
  }
  // Of one condition, any and all are that one.
  const list = value.any ?? value.all;
  if (Array.isArray(list) && list.length === 1 && Object.keys(value).length === 1 && isJsonObject((list as readonly Json[])[0] ?? null)) {
    return oneWording((list as readonly JsonObject[])[0] as JsonObject);
  }
  // What a text contains is a text, however it was written.
  if (value.op === 'contains' && isJsonObject(value.right ?? null)) {
    const { literal } = value.right as JsonObject;
    if (typeof literal === 'number') return { ...value, right: { literal: String(literal) } };
  }
  const { variable, template, scope, ...rest } = value;
  const isAlone = Object.keys(value).length === 1;
  if (isAlone && typeof variable === 'string') {
    const reference = parseReference(variable);
    return reference === undefined ? value : { template: printTemplate([{ kind: 'placeholder', reference }]) };
  }
  if (isAlone && typeof template === 'string') {
    const { tree } = parseTemplate(template);
    const [first] = tree;
    if (first === undefined || (tree.length === 1 && first.kind === 'text')) return { literal: first?.text ?? '' };
  }
  // Where nothing else was declared, a write goes to the session anyway.
  return scope === 'session' && variable !== undefined ? { ...rest, variable } : value;
};
