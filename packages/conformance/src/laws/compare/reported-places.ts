import {
  type Bot,
  compileTextMatch,
  type Diagnostic,
  type Node,
  neutralSemantics,
  parsePointer,
  type Semantics,
  type Trigger,
} from '@dragoman/core';
import type { ConsumerInput } from '../run/consumer.ts';
import type { TurnRecord } from '../run/turn-record.ts';

/** Where a conversation stands as an input comes. */
export interface Before {
  /** Id of the node that waits for the consumer. */
  readonly open: string | undefined;
  readonly isFirst: boolean;
}

export interface Entered {
  /** How many steps of the turn lie before it. */
  readonly steps: number;
  /** What was reported there. */
  readonly code: string;
}

/** The places a translation reported as degraded or dropped, and when a run enters one: from there on nothing is claimed. */
export interface ReportedPlaces {
  /** The first reported place a turn enters. */
  enteredIn(turn: TurnRecord, before: Before): Entered | undefined;
  /** Whether a run may leave a node otherwise than the other because something about leaving it was reported. */
  isReportedAt(node: string | undefined, turn: TurnRecord, before: Before): boolean;
}

/**
 * When a run enters a place:
 *
 * | place | entered |
 * |---|---|
 * | a node, or a field of one | with the node |
 * | a route, or a field of one | when the route is taken, or when the other run leaves the node another way |
 * | an option of a node; a node that asks in other words (codes `…-as-question`, `…-as-text`) | when a reply is judged there; how it is shown is compared as it is shown |
 * | `next` | when the node is left by it |
 * | a trigger | by a message it accepts; one that names an event: when its flow may have begun by it; with the code `trigger-at-start-alone` not by the first message, nor by one that the open node takes |
 * | a flow | with any of its nodes |
 * | an integration, or a credential | with each api node that uses it |
 * | a variable | with each node that mentions it, itself or in its integration |
 * | a field of the semantics, or a code `semantics-…` at a node | when the behaviour shows, see `semanticsEntered` |
 * | delays, deadlines, retries, limits of calls, samples, schemas, settings, options for platforms | never: they are not compared |
 * | the bot, its scripts, anything else | at once |
 *
 * Codes that begin with `fit-` are about what is shown, which is compared as it is shown, so they enter nothing.
 */
export const reportedPlaces = (bot: Bot, platform: Partial<Semantics>, diagnostics: readonly Diagnostic[]): ReportedPlaces => {
  const places = diagnostics
    .filter(({ code, loss }) => (loss === 'degraded' || loss === 'dropped') && !code.startsWith('fit-'))
    .map(({ code, place }) => ({ code, ...narrowed(code, placeOf(bot, parsePointer(place) ?? [])) }));
  const semantics: Semantics = { ...neutralSemantics, ...bot.semantics };
  const both: Both = { bot, author: semantics, platform: { ...neutralSemantics, ...platform } };
  return {
    enteredIn: (turn, before) => {
      const entered = places.flatMap((place): readonly Entered[] => {
        const steps = firstStep(place, both, turn, before);
        return steps === undefined ? [] : [{ steps, code: place.code }];
      });
      return entered.toSorted((a, b) => a.steps - b.steps)[0];
    },
    isReportedAt: (node, turn, before) =>
      places.some(
        (place) =>
          ((place.kind === 'route' || place.kind === 'next' || place.kind === 'reply' || place.kind === 'nodes') &&
            node !== undefined &&
            place.nodes.has(node)) ||
          // How it asks may differ where it is shown, whatever comes behind it in the turn.
          (place.kind === 'reply' && turn.steps.some((step) => step.kind === 'enter' && place.nodes.has(step.node))) ||
          (place.kind === 'trigger' && turn.isMessage && (!place.atStart || triggerEntered(place, both, turn, before) !== undefined)) ||
          (place.kind === 'semantics' &&
            (semanticsEntered(place, both, turn, before) !== undefined || (node !== undefined && (place.nodes?.has(node) ?? false)))),
      ),
  };
};

type ReportedPlace =
  | { readonly kind: 'never' }
  | { readonly kind: 'always' }
  | { readonly kind: 'nodes'; readonly nodes: ReadonlySet<string> }
  | { readonly kind: 'route'; readonly nodes: ReadonlySet<string>; readonly label: string }
  | { readonly kind: 'reply'; readonly nodes: ReadonlySet<string> }
  | { readonly kind: 'next'; readonly nodes: ReadonlySet<string> }
  /** `atStart`: the platform starts the flow as well, when the session begins. */
  | { readonly kind: 'trigger'; readonly trigger: Trigger; readonly nodes: ReadonlySet<string>; readonly atStart?: true }
  /** `nodes`: where the behaviour shows; left out: anywhere. */
  | { readonly kind: 'semantics'; readonly field: string; readonly nodes?: ReadonlySet<string> };

interface Both {
  readonly bot: Bot;
  readonly author: Semantics;
  readonly platform: Semantics;
}

/** What is asked in other words differs, if at all, in how it is shown, which is compared as it is shown, and in the replies it takes. */
const inOtherWords = /-as-(question|text)$/;

/** A code such as `semantics-success` at a node is about a behaviour there, not about the node. */
const narrowed = (code: string, place: ReportedPlace): ReportedPlace => {
  if (code === 'trigger-at-start-alone' && place.kind === 'trigger') return { ...place, atStart: true };
  if (inOtherWords.test(code) && place.kind === 'nodes') return { kind: 'reply', nodes: place.nodes };
  const [, name] = /^semantics-(.+)$/.exec(code) ?? [];
  const isAtNode = place.kind === 'nodes' || (name === 'success' && (place.kind === 'route' || place.kind === 'next'));
  if (name === undefined || !isAtNode) return place;
  const field = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  return { kind: 'semantics', field, nodes: place.nodes };
};

const placeOf = (bot: Bot, path: readonly (string | number)[]): ReportedPlace => {
  const [root, first, list, second, field, third] = path.map(String);
  if (root !== undefined && uncompared.has(root)) return { kind: 'never' };
  if (path.some((step) => uncomparedFields.has(String(step)))) return { kind: 'never' };
  if (root === 'flows') return placeInFlow(bot.flows[Number(first)], { list, second, field, third });
  if (root === 'integrations') return { kind: 'nodes', nodes: usersOf(bot, bot.integrations[Number(first)]?.id) };
  if (root === 'credentials') {
    const used = bot.integrations.filter((one) => one.kind === 'http' && one.credential === bot.credentials[Number(first)]?.id);
    return { kind: 'nodes', nodes: new Set(used.flatMap(({ id }) => [...usersOf(bot, id)])) };
  }
  if (root === 'variables') return { kind: 'nodes', nodes: mentioning(bot, bot.variables[Number(first)]?.name ?? '') };
  if (root === 'semantics' && first !== undefined) return { kind: 'semantics', field: first };
  return { kind: 'always' };
};

const placeInFlow = (
  flow: Bot['flows'][number] | undefined,
  { list, second, field, third }: { readonly [step in 'list' | 'second' | 'field' | 'third']: string | undefined },
): ReportedPlace => {
  if (!flow) return { kind: 'always' };
  const all = new Set(flow.nodes.map(({ id }) => id));
  const trigger = list === 'triggers' ? flow.triggers[Number(second)] : undefined;
  if (trigger) return { kind: 'trigger', trigger, nodes: all };
  const node = list === 'nodes' ? flow.nodes[Number(second)] : undefined;
  if (!node) return { kind: 'nodes', nodes: all };
  const nodes = new Set([node.id]);
  if (field === 'next') return { kind: 'next', nodes };
  if (field === 'options') return { kind: 'reply', nodes };
  const route = field === 'routes' ? node.routes[Number(third)] : undefined;
  return route ? { kind: 'route', nodes, label: route.name ?? String(Number(third) + 1) } : { kind: 'nodes', nodes };
};

const uncompared: ReadonlySet<string> = new Set(['settings', 'platformOptions', 'origins', 'id', 'name']);

const uncomparedFields: ReadonlySet<string> = new Set([
  'delayMs',
  'timeoutMs',
  'retry',
  'concurrency',
  'idempotency',
  'onInterrupted',
  'defaultHeaders',
  'pagination',
  'sample',
  'schema',
  'platformOptions',
  'example',
  'sensitive',
]);

const usersOf = (bot: Bot, integration: string | undefined): ReadonlySet<string> =>
  new Set(nodesOf(bot).flatMap((node) => (node.kind === 'api' && node.integration === integration ? [node.id] : [])));

const mentioning = (bot: Bot, name: string): ReadonlySet<string> => {
  const written = JSON.stringify(name).slice(1, -1);
  const mentions = (part: unknown): boolean => {
    const text = JSON.stringify(part);
    return text.includes(written) || text.includes(JSON.stringify(written).slice(1, -1));
  };
  const integrations = new Set(bot.integrations.filter(mentions).map(({ id }) => id));
  return new Set(
    nodesOf(bot).flatMap((node) =>
      mentions(node) || (node.kind === 'api' && integrations.has(String(node.integration))) ? [node.id] : [],
    ),
  );
};

const nodesOf = (bot: Bot): readonly Node[] => bot.flows.flatMap(({ nodes }) => nodes);

const firstStep = (place: ReportedPlace, both: Both, turn: TurnRecord, before: Before): number | undefined => {
  switch (place.kind) {
    case 'never':
      return undefined;
    case 'always':
      return 0;
    case 'nodes':
      // A node that waits is still entered when its reply comes.
      if (turn.isMessage && before.open !== undefined && place.nodes.has(before.open)) return 0;
      return stepWhere(turn, ({ kind, ...step }) => kind === 'enter' && 'node' in step && place.nodes.has(step.node));
    case 'route':
      return stepWhere(turn, (step) => step.kind === 'leave' && place.nodes.has(step.node) && step.route === place.label);
    case 'reply':
      return turn.isMessage && before.open !== undefined && place.nodes.has(before.open) ? 0 : undefined;
    case 'next':
      return stepWhere(turn, (step) => step.kind === 'leave' && place.nodes.has(step.node) && step.route === undefined);
    case 'trigger':
      return triggerEntered(place, both, turn, before);
    case 'semantics':
      return semanticsEntered(place, both, turn, before);
  }
};

/** The event of a new session starts its flow only where no text does; other events start theirs wherever it begins. */
const triggerEntered = (
  { trigger, nodes, atStart }: Extract<ReportedPlace, { readonly kind: 'trigger' }>,
  { bot, author }: Both,
  turn: TurnRecord,
  { isFirst, open }: Before,
): number | undefined => {
  const isTaken = open !== undefined && turn.steps.some((step) => step.kind === 'leave' && step.node === open);
  if (atStart && (isFirst || isTaken)) return undefined;
  if (trigger.kind !== 'event') return accepts(trigger, turn.input, author) ? 0 : undefined;
  if (trigger.event === 'session-start') {
    const isStarted = bot.flows.some(({ triggers }) => triggers.some((other) => accepts(other, turn.input, author)));
    return isFirst && !isStarted ? 0 : undefined;
  }
  const [first] = nodes;
  return stepWhere(turn, (step) => step.kind === 'enter' && step.node === first);
};

const stepWhere = (turn: TurnRecord, holds: (step: TurnRecord['steps'][number]) => boolean): number | undefined => {
  const index = turn.steps.findIndex(holds);
  return index === -1 ? undefined : turn.steps.slice(0, index).filter(({ kind }) => kind === 'enter').length;
};

const accepts = (trigger: Trigger, input: ConsumerInput, semantics: Semantics): boolean => {
  if ('tap' in input) return trigger.kind === 'text';
  if (!('say' in input)) return false;
  if (trigger.kind === 'intent') return input.intents?.includes(trigger.intent) ?? false;
  return trigger.kind === 'text' && compileTextMatch(trigger, semantics)(input.say);
};

/**
 * When the behaviour a field of the semantics names shows. Session length, deadlines, retries, limits of chains, what
 * scripts see and headers every call carries never do: inputs keep within sessions, calls are answered above retry, bots
 * have no scripts and stay within limits, and added headers are not compared.
 */
const semanticsEntered = (
  { field, nodes }: Extract<ReportedPlace, { readonly kind: 'semantics' }>,
  { bot, author, platform }: Both,
  turn: TurnRecord,
  { open }: Before,
): number | undefined => {
  const isHere = (node: string | undefined): boolean => nodes === undefined || (node !== undefined && nodes.has(node));
  const isTaken = turn.steps.some((step) => step.kind === 'leave' && step.node === open);
  const api = new Set(nodesOf(bot).flatMap(({ id, kind }) => (kind === 'api' ? [id] : [])));
  switch (field) {
    case 'sessionLengthMs':
    case 'sessionExpiringMs':
    case 'callDeadlineMs':
    case 'callRetries':
    case 'chainLimit':
    case 'flowChangeLimit':
    case 'scriptError':
    case 'errorText':
    case 'lastCallOk':
    case 'otherBody':
    case 'defaultHeaders':
    case 'defaultHeadersWin':
      return undefined;
    case 'noMatchText':
      return turn.isMessage && !turn.steps.some(({ kind }) => kind === 'enter' || kind === 'leave') ? 0 : undefined;
    case 'failureText':
      return stepWhere(turn, (step) => step.kind === 'leave' && api.has(step.node) && isHere(step.node) && step.route === undefined);
    case 'success': {
      const isDecisive = turn.statuses.some((status) => isAmong(status, author.success) !== isAmong(status, platform.success));
      return isDecisive ? stepWhere(turn, (step) => step.kind === 'enter' && api.has(step.node) && isHere(step.node)) : undefined;
    }
    case 'resume':
    case 'resumeAfterFallback':
    case 'unmatchedReply':
      return turn.isMessage && open !== undefined && isHere(open) && !isTaken ? 0 : undefined;
    case 'dispatch':
    case 'tapText':
    case 'optionMatch':
    case 'routeOrder':
      return turn.isMessage && open !== undefined && isHere(open) ? 0 : undefined;
    case 'dispatchIdle':
      return turn.isMessage && open === undefined ? 0 : undefined;
    case 'patternCase':
    case 'regexMatch':
      return turn.isMessage ? 0 : undefined;
    default:
      return stepWhere(turn, (step) => step.kind === 'enter' && isHere(step.node));
  }
};

const isAmong = (status: number, patterns: Semantics['success']): boolean =>
  patterns.some((pattern) => pattern === String(status) || pattern === `${Math.floor(status / 100)}xx`);
