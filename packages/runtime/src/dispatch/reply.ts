import { coerce, type Frame, isJsonObject, type Json, type MessageInput, type OutboundOption, type Semantics } from '@dragoman/core';
import type { CompiledNode } from '../compile/compiled-bot.ts';
import type { CompiledRoute } from '../compile/compiled-route.ts';
import type { Reply } from '../nodes/behaviour.ts';
import { noHook, runHook } from '../scripts/hooks.ts';
import { messageVariable, own } from '../turn/own.ts';
import { say, sayText } from '../turn/say.ts';
import type { Turn } from '../turn/turn.ts';
import { writeVariable } from '../turn/variables.ts';
import { remainWaiting } from '../walk/enter-node.ts';
import { follow } from '../walk/frames.ts';
import { applyRoute, reportLeave, routeOfName } from '../walk/leave-node.ts';

/** Whether an open node took the reply, and the node to enter next. */
export type ReplyResult = { readonly isTaken: false } | { readonly isTaken: true; readonly node?: CompiledNode };

const declined: ReplyResult = { isTaken: false };
const staying: ReplyResult = { isTaken: true };

/** Step ⑥ of a node's life: the open node judges the consumer's message. */
export const takeReply = async (turn: Turn, frame: Frame, input: MessageInput): Promise<ReplyResult> => {
  const { waiting } = frame;
  const compiled = waiting && turn.bot.nodes.get(waiting.node);
  if (!waiting || !compiled) return declined;
  const reply = replyOf(input, waiting.options, turn.bot.semantics);
  if (reply.option) noteChoice(turn, reply.option);
  const verdict = compiled.behaviour.reply?.(turn, compiled, waiting, reply);
  if (verdict?.kind === 'stay') {
    for (const message of verdict.messages) say(turn, message);
    remainWaiting(turn, waiting, verdict.wait, verdict.messages);
    return staying;
  }
  if (verdict) {
    for (const message of verdict.messages ?? []) say(turn, message);
    const route = routeOfName(turn, compiled.routes, verdict.outcome) ?? unconditional(turn, compiled.routes);
    return accept(turn, compiled, route, verdict.value);
  }
  const route = routeOfReply(turn, compiled.routes, reply);
  if (route) return accept(turn, compiled, route, storedReply(turn, compiled, reply));
  if (acceptsPlainly(compiled, reply)) return accept(turn, compiled, undefined, storedReply(turn, compiled, reply));
  const noMatch = routeOfName(turn, compiled.routes, 'no-match');
  if (noMatch) return accept(turn, compiled, noMatch, undefined);
  return notTaken(turn, compiled, frame);
};

/** What was chosen is known as the payload of the message, if the channel did not bring one. */
const noteChoice = (turn: Turn, { label, value }: OutboundOption): void => {
  const said = own(turn.turnVariables, messageVariable);
  if (!said || !isJsonObject(said) || said.payload !== undefined) return;
  turn.turnVariables = { ...turn.turnVariables, [messageVariable]: { ...said, payload: value ?? label } };
};

const accept = async (
  turn: Turn,
  compiled: CompiledNode,
  route: CompiledRoute | undefined,
  value: Json | undefined,
): Promise<ReplyResult> => {
  const { variable } = compiled.behaviour;
  if (variable !== undefined && value !== undefined) writeVariable(turn, variable, value);
  if (route) applyRoute(turn, route);
  const { onReply } = compiled.node.hooks ?? {};
  const hook = onReply ? await runHook(turn, onReply, compiled, 'on-reply') : noHook;
  if (hook.stop) {
    turn.stopped = true;
    return staying;
  }
  const target = hook.target ?? route?.to ?? compiled.node.next ?? 'next';
  reportLeave(turn, compiled, target, hook.target ? 'jump' : route);
  const node = follow(turn, target, compiled);
  return { isTaken: true, ...(node && { node }) };
};

// A choice wants one of its options; any other node takes what is said when it has no routes, or says itself where to go on.
const acceptsPlainly = ({ node, routes, behaviour }: CompiledNode, { option }: Reply): boolean =>
  behaviour.expectsOption ? option !== undefined : routes.length === 0 || node.next !== undefined;

const notTaken = (turn: Turn, { behaviour }: CompiledNode, frame: Frame): ReplyResult => {
  if (behaviour.retryText) {
    sayText(turn, behaviour.retryText.render(turn.lookup, turn.bot.semantics));
    return staying;
  }
  if (turn.bot.semantics.unmatchedReply === 'decline') return declined;
  for (const message of frame.waiting?.rendered ?? []) say(turn, message);
  return staying;
};

const routeOfReply = (turn: Turn, routes: readonly CompiledRoute[], reply: Reply): CompiledRoute | undefined => {
  const applies = (route: CompiledRoute): boolean => matches(route, reply) && (route.predicate?.test(turn.lookup) ?? true);
  if (turn.bot.semantics.routeOrder === 'document') return routes.find(applies);
  return (
    routes.find((route) => route.match.kind === 'intent' && applies(route)) ??
    routes.find((route) => route.match.kind !== 'intent' && route.match.kind !== 'always' && applies(route)) ??
    (routeOfName(turn, routes, 'no-match') || routes.find((route) => route.match.kind === 'always' && applies(route)))
  );
};

const unconditional = (turn: Turn, routes: readonly CompiledRoute[]): CompiledRoute | undefined =>
  routes.find(({ match, predicate }) => match.kind === 'always' && (predicate?.test(turn.lookup) ?? true));

const matches = ({ match }: CompiledRoute, { texts, option, input }: Reply): boolean => {
  switch (match.kind) {
    case 'always':
      return true;
    case 'text':
      return texts.some(match.accepts);
    case 'intent':
      return input.intents?.some(({ name }) => name === match.intent) ?? false;
    case 'option':
      return option?.id === match.option;
    default:
      return false;
  }
};

/** What a message says to an open node: the option it names, by tap or by typing, and the texts it counts as. */
export const replyOf = (input: MessageInput, options: readonly OutboundOption[], semantics: Semantics): Reply => {
  const option = input.option !== undefined ? options.find(({ id }) => id === input.option) : typedOption(input.text, options, semantics);
  if (!option)
    return { input, texts: input.payload === undefined || input.payload === input.text ? [input.text] : [input.text, input.payload] };
  const said = semantics.tapText === 'label' ? [option.label, option.value] : [option.value ?? option.label, option.label];
  return {
    input,
    option,
    texts: [
      ...new Set(
        [...said, input.payload, input.option === undefined ? input.text : undefined].filter((text) => text !== undefined && text !== ''),
      ),
    ] as string[],
  };
};

const tapTextOf = ({ label, value }: OutboundOption, { tapText }: Semantics): string => (tapText === 'label' ? label : (value ?? label));

const typedOption = (text: string, options: readonly OutboundOption[], { optionMatch }: Semantics): OutboundOption | undefined => {
  if (options.length === 0) return undefined;
  const said = text.trim().toLowerCase();
  if (said === '') return undefined;
  for (const how of optionMatch) {
    const found = options.find(
      (option, index) => isSelectable(option) && names[how](option, index).some((name) => name.trim().toLowerCase() === said),
    );
    if (found) return found;
  }
  return undefined;
};

// What only opens something (a link, a phone) is not an answer.
const isSelectable = ({ action }: OutboundOption): boolean => action.kind !== 'url' && action.kind !== 'phone';

const letter = (index: number): string => String.fromCharCode(97 + index);

const names: { readonly [How in Semantics['optionMatch'][number]]: (option: OutboundOption, index: number) => readonly string[] } = {
  id: ({ id }) => [id],
  label: ({ label }) => [label],
  value: ({ value }) => (value === undefined ? [] : [value]),
  number: (_option, index) => [String(index + 1), `${index + 1}.`, `${index + 1})`],
  letter: (_option, index) => (index < 26 ? [letter(index), `${letter(index)}.`, `${letter(index)})`] : []),
};

// A declared type turns what was said into a value of that type where it can be one.
const storedReply = (turn: Turn, { behaviour }: CompiledNode, { option, input }: Reply): Json => {
  const said = option ? tapTextOf(option, turn.bot.semantics) : input.text;
  const type = behaviour.variable === undefined ? undefined : turn.bot.variables.get(behaviour.variable)?.type;
  return (type && type !== 'text' ? coerce(said, type) : undefined) ?? said;
};
