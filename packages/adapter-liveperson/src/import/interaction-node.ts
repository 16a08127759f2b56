import { type CoreNodeInput, type DraftNode, isJsonObject, type TargetInput } from '@dragoman/core';
import type { Step } from './chain-interactions.ts';
import { choiceNode } from './choice-node.ts';
import type { Askable } from './conditions.ts';
import { hooksOf } from './hooks.ts';
import { type InteractionContext, shownText, tilesOf } from './interaction-context.ts';
import { imageMessage, richMessage, structuredMessage, textMessage } from './messages.ts';
import { type OptionFinder, optionFinder, ownOptionMatch } from './option-match.ts';
import type { NamedOption } from './options.ts';
import { platformPart } from './platform-part.ts';
import { waysOf } from './rules.ts';

/** What an interaction is, without what every interaction has. */
export interface Act {
  readonly node: ActNode;
  readonly options?: readonly NamedOption[];
  /** Where its content leads, whatever its next action. */
  readonly onward?: TargetInput;
}

type ActNode = CoreNodeInput extends infer N ? (N extends CoreNodeInput ? Omit<N, 'id'> : never) : never;

/** An interaction as a node. `isFirst`: of its dialog. */
export const interactionNode = (step: Step, isFirst: boolean, context: InteractionContext): DraftNode => {
  const { value, pointer, id, name } = step;
  const { read, report, restore, nodes, flows, scopes } = context;
  const { node: act, options = [], onward } = actOf(step, isFirst, context);
  const delayMs = delayOf(step, context);
  const done = delayMs === undefined ? scripted(act, hooksOf(value, restore)) : { ...act, ...hooksOf(value, restore), delayMs };
  const option = optionFinder(options, value.interactionType, (text) => read(text, pointer));
  const optionMatch = ownOptionMatch(value, option);
  const waits = done.kind === 'question' || done.kind === 'choice' || done.waits === true;
  const ways = waysOf(value.responseMatches ?? [], {
    pointer,
    nodes,
    flows,
    scopes,
    waits,
    read,
    report,
    askable: askableAt(done.kind, options, option),
    routesPlainly: done.kind === 'choice',
    following: step.following,
  });
  const next = ways.routes.length === 0 ? (onward ?? ways.next) : ways.next;
  const node = {
    id,
    name,
    ...done,
    ...(optionMatch !== undefined && { platformOptions: { liveperson: { ...ownOptions(done), optionMatch } } }),
    ...(ways.routes.length > 0 && { routes: ways.routes }),
    ...(next !== undefined && { next }),
  } as DraftNode;
  if (value.status !== undefined && value.status !== 'ACTIVE') {
    const reason = `This interaction has the status ${JSON.stringify(value.status)}; here it runs like any other.`;
    report({
      code: 'inactive-part',
      severity: 'warning',
      at: node,
      platformPlace: `${pointer}/status`,
      reason,
      fix: 'Take it out if it must not run.',
    });
  }
  return node;
};

/** A text that sends nothing and only runs a script is that script. */
const scripted = (node: ActNode, { hooks, ...marked }: ReturnType<typeof hooksOf>): ActNode & Pick<DraftNode, 'marker'> => {
  const { before, ...others } = hooks ?? {};
  const isSilent = node.kind === 'message' && node.text === '' && before !== undefined && Object.keys(others).length === 0;
  return isSilent ? { kind: 'script', ...before, ...marked } : { ...node, ...(hooks && { hooks }), ...marked };
};

const actOf = (step: Step, isFirst: boolean, context: InteractionContext): Act => {
  const { value, pointer, name } = step;
  const { read, report } = context;
  switch (value.interactionType) {
    case 'DIALOG_STARTER':
      return isFirst ? { node: { kind: 'start' } } : misplacedStarter(step);
    case 'TEXT':
      return textMessage(step, context);
    case 'IMAGE':
      return imageMessage(step, context);
    case 'STRUCTURED':
      return structuredMessage(step, context);
    case 'UNIVERSAL':
      return richMessage(step, context);
    case 'TEXT_QUESTION': {
      const { tile, first } = tilesOf(step);
      return { node: { kind: 'question', text: shownText(tile.text, `${first}/text`, read) } };
    }
    case 'QUICK_REPLY':
    case 'MULTIPLE_CHOICE_QUESTION':
    case 'BUTTON':
      return choiceNode(step, value.interactionType, context);
    case 'API_INTEGRATION': {
      const { responderId, responderName } = value.content ?? {};
      const integration = context.integration(responderId, responderName);
      if (integration !== undefined) return { node: { kind: 'api', integration } };
      const reason = `${JSON.stringify(name)} calls the integration ${JSON.stringify(responderName ?? responderId ?? '')}, which is not there.`;
      const fix = 'Export the integration as well, or choose another.';
      report({ code: 'unknown-integration', severity: 'warning', platformPlace: `${pointer}/content`, reason, fix });
      return carried(step);
    }
    case 'ESCALATION': {
      const { tile, first } = tilesOf(step);
      const queue = tile.escalation?.agentSkillId ?? '';
      const message = shownText(tile.text, `${first}/text`, read);
      const said = { ...(queue !== '' && { queue: read(queue, `${first}/escalation/agentSkillId`) }), ...(message !== '' && { message }) };
      return { node: { kind: 'handoff', ...said } };
    }
    default: {
      const { interactionType } = value;
      if (interactionType === undefined || !carriedTypes.has(interactionType)) {
        const shown = interactionType === undefined ? 'no type' : `the type ${JSON.stringify(interactionType)}`;
        const reason = `${JSON.stringify(name)} has ${shown}, which means nothing here; it is carried as it is.`;
        report({ code: 'unknown-interaction-type', severity: 'warning', platformPlace: `${pointer}/interactionType`, reason });
      }
      return carried(step);
    }
  }
};

/** Types that are documented and need what only the platform has. */
const carriedTypes: ReadonlySet<string> = new Set(['KB_FAQ', 'ORCHESTRATOR', 'LIST_PICKER', 'APPLE_RICHLINK']);

/** A starter that is not the first of its dialog starts nothing and says nothing, whatever it waits for. */
const misplacedStarter = (step: Step): Act => {
  const { pattern, intentId, content } = step.value;
  const waitsFor = { ...(pattern && { pattern }), ...(intentId !== undefined && { intentId }) };
  return { node: platformPart({ interactionType: 'DIALOG_STARTER', ...(content && { content }), ...waitsFor }) };
};

/** The interaction without what nodes of every kind have. */
const carried = (step: Step): Act => {
  const { value } = step;
  const { id: _id, name: _name, group: _group, chatBotId: _bot, nextMessageId: _next, prevMessageId: _prev, ...rest } = value;
  const { preProcessMessage: _pre, postProcessMessage: _post, processUserResponse: _reply, ...other } = rest;
  const { interactionDelay: _delay, responseMatches: _rules, pattern: _pattern, intentId: _intent, ...raw } = other;
  const variable = tilesOf(step).tile.faqTileWidget?.responseDataVariable;
  return { node: { ...platformPart(raw), ...(variable && { variable }) } };
};

const askableAt = (kind: string, options: readonly NamedOption[], option: OptionFinder): Askable => ({
  outcomes: kind === 'api' || kind === 'platform',
  replies: kind !== 'api',
  handover: kind === 'handoff',
  noMatch: !['api', 'start', 'handoff', 'script'].includes(kind),
  options: options.map(({ id }) => id),
  option,
});

/** What the node says to LivePerson already. */
const ownOptions = ({ platformOptions }: Pick<ActNode, 'platformOptions'>) => {
  const own = platformOptions?.liveperson;
  return own !== undefined && isJsonObject(own) ? own : {};
};

const delayOf = ({ value: { interactionDelay }, pointer }: Step, { report }: InteractionContext): number | undefined => {
  if (interactionDelay === undefined || interactionDelay.trim() === '') return undefined;
  const delayMs = Number(interactionDelay);
  if (Number.isSafeInteger(delayMs) && delayMs >= 0) return delayMs === 0 ? undefined : delayMs;
  const reason = `${JSON.stringify(interactionDelay)} is no number of milliseconds, so there is no delay.`;
  report({
    code: 'unreadable-delay',
    severity: 'warning',
    platformPlace: `${pointer}/interactionDelay`,
    reason,
    fix: 'Write how many milliseconds.',
  });
  return undefined;
};
