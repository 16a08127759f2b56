import type { Draft, DraftFlow, TargetInput, TriggerInput } from '@dragoman/core';
import { liveChatKey, liveChatName } from '../export/triggers.ts';
import type { M1botPolicies } from '../policies.ts';
import { msOfTimeOut } from '../settings.ts';
import type { GoTo } from '../wire/component.ts';
import type { M1botDocument, M1botFlow } from '../wire/document.ts';
import { importedApis } from './apis.ts';
import { importedAttributes } from './attributes.ts';
import { nodeOfComponent } from './components.ts';
import type { ImportContext, ImportWork } from './import-context.ts';
import { type KeyedFlow, keyedFlows } from './keyed-components.ts';

/** Reads a document of m1bot as a bot. What it does not understand is carried, and reported. */
export const botFromDocument =
  (policies: M1botPolicies) =>
  (document: M1botDocument, context: ImportContext): Draft => {
    const attributes = importedAttributes(document, context, policies);
    const { variableOf, isAttribute, read } = attributes;
    const work: ImportWork = {
      apiIds: new Set((document.apis ?? []).map(({ id }) => id)),
      document,
      policies,
      context,
      variableOf,
      isAttribute,
      read,
    };
    const flows = keyedFlows(document.flows, context);
    const target = targetsOf(flows);
    const integrations = importedApis(document, work);
    const { bot, settings = {} } = document;
    const { sessionTimeOut, messageAfterFlowCompleted, userInactivityMessage, restartChatFlowTriggers = [] } = settings;
    const own = {
      ...(bot.channel !== undefined && bot.channel !== 'whatsapp' && { channel: bot.channel }),
      ...(Object.keys(attributes.keys).length > 0 && { keys: attributes.keys }),
      ...(userInactivityMessage !== undefined && {
        inactivityMessage: { enabled: userInactivityMessage.enabled, message: userInactivityMessage.message ?? '' },
      }),
    };
    if (userInactivityMessage?.enabled) {
      const reason = 'The message for users who fall silent is kept for m1bot, and sent nowhere else.';
      context.report({ code: 'inactivity-message', severity: 'info', platformPlace: '/settings/userInactivityMessage', reason });
    }
    reportChannel(document, policies, context);
    return {
      ...(bot.id !== undefined && { id: bot.id }),
      ...(bot.name !== undefined && { name: bot.name }),
      variables: attributes.variables,
      integrations,
      flows: [
        ...flows.map((flow, index) => ({
          id: flow.id,
          name: flow.name,
          triggers: [...(index === 0 ? restartChatFlowTriggers.map(anyTime) : []), ...triggersOf(flow.flow)],
          nodes: flow.components.map((component) => nodeOfComponent(component, { ...work, target })),
        })),
        ...liveChatOf(document, flows, context),
      ],
      semantics: {
        ...(sessionTimeOut !== undefined && { sessionLengthMs: msOfTimeOut(sessionTimeOut) }),
        ...(messageAfterFlowCompleted !== undefined && { noMatchText: messageAfterFlowCompleted }),
      },
      ...(Object.keys(own).length > 0 && { platformOptions: { m1bot: own } }),
    };
  };

const anyTime = (keyword: string): TriggerInput => ({ kind: 'text', equals: keyword, reach: 'bot' });

const triggersOf = ({ triggers = [] }: M1botFlow): readonly TriggerInput[] =>
  triggers.flatMap(({ start, keyword, anyTime: always }): readonly TriggerInput[] => {
    const reach = always ? { reach: 'bot' as const } : {};
    if (start) return [{ kind: 'event', event: 'session-start', ...reach }];
    return keyword === undefined ? [] : [{ kind: 'text', equals: keyword, ...reach }];
  });

const targetsOf = (flows: readonly KeyedFlow[]): ((goTo: GoTo) => TargetInput) => {
  const nodes = new Map(flows.flatMap(({ components }) => components.map(({ key, id }) => [key, id] as const)));
  const ids = new Map(flows.map(({ key, id }) => [key, id] as const));
  return (goTo) => {
    if (goTo === 'next') return 'next';
    if (goTo === 'end') return { end: 'flow' };
    if ('component' in goTo) {
      const key = String(goTo.component);
      const node = nodes.get(key) ?? (key === liveChatKey ? key : undefined);
      return node === undefined ? { unresolved: key } : { node };
    }
    const key = String(goTo.flow);
    const flow = ids.get(key) ?? (key === liveChatKey ? key : undefined);
    return flow === undefined ? { unresolved: key } : { flow };
  };
};

/** Live chat words raise a live chat: a flow that does nothing else. */
const liveChatOf = ({ settings }: M1botDocument, flows: readonly KeyedFlow[], { id }: ImportContext): readonly DraftFlow[] => {
  const words = settings?.liveChatTriggers ?? [];
  if (words.length === 0) return [];
  const isTaken = flows.some(({ key, components }) => key === liveChatKey || components.some((component) => component.key === liveChatKey));
  const key = isTaken ? `${liveChatKey} of the settings` : liveChatKey;
  const pointer = '/settings/liveChatTriggers';
  const name = isTaken ? `${liveChatName} of the settings` : liveChatName;
  return [
    {
      id: id('flow', { key, name, pointer }),
      name,
      triggers: words.map(anyTime),
      nodes: [{ id: id('node', { key, name, pointer }), name, kind: 'handoff' }],
    },
  ];
};

const reportChannel = (
  { bot: { channel = 'whatsapp' }, flows }: M1botDocument,
  { apiChannels }: M1botPolicies,
  { report }: ImportContext,
): void => {
  if (apiChannels.includes(channel)) return;
  for (const [index, { components }] of flows.entries()) {
    for (const [position, { component }] of components.entries()) {
      if (component !== 'api') continue;
      const reason = `m1bot has the API component for ${apiChannels.join(', ')}, not for ${channel}.`;
      const fix = 'Set the policy apiChannels where your m1bot has it.';
      report({ code: 'api-channel', severity: 'warning', platformPlace: `/flows/${index}/components/${position}`, reason, fix });
    }
  }
};
