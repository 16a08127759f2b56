import type { Json, ToPlatformContext } from '@dragoman/core';
import type { ClickatellCode } from '../codes.ts';
import type { ClickatellDocument, Workflow } from '../wire/document.ts';
import { apiOf } from './api-of.ts';
import { type Printing, printingOf, type View } from './printing.ts';
import { stepsOf } from './steps-of.ts';

/** Writes a bot as Chat Flow's screens hold it. */
export const documentFromBot = (bot: View, context: ToPlatformContext<ClickatellCode>): ClickatellDocument => {
  const printing = printingOf(bot, context);
  reportSensitive(printing);
  const { sessionExpiringMs } = bot.semantics;
  return {
    clickatell: 1,
    name: bot.name,
    ...(sessionExpiringMs > 0 && { settings: { sessionTimeoutEvent: { enabled: true, secondsBeforeExpiry: sessionExpiringMs / 1_000 } } }),
    apis: bot.integrations.map((integration) => apiOf(integration, printing)),
    workflows: bot.flows.map((flow) => workflowOf(flow, printing)),
  };
};

const workflowOf = (flow: View['flows'][number], printing: Printing): Workflow => {
  const id = printing.bot.key(flow);
  const keywords = flow.triggers.flatMap((trigger) => ('equals' in trigger ? [trigger.equals] : []));
  const events = new Set(flow.triggers.flatMap((trigger) => (trigger.kind === 'event' ? [trigger.event] : [])));
  const triggers = flow.triggers.flatMap((trigger): Json[] => (trigger.kind === 'platform' ? [trigger.raw] : []));
  return {
    id,
    ...(flow.name !== id && { name: flow.name }),
    ...(keywords.length > 0 && { keywords }),
    ...(flow.kind === 'fallback' && { routed: true }),
    ...(events.has('session-expiring') && { sessionTimeoutEvent: true }),
    ...(events.has('request') && { dynamicApi: true }),
    ...(triggers.length > 0 && { triggers }),
    nodes: flow.nodes.flatMap((node) => stepsOf(node, printing)),
  };
};

/** The toggle stands at a Request Input. */
const reportSensitive = ({ bot, report }: Printing): void => {
  const asked = new Set(bot.nodes.flatMap((node) => (node.kind === 'question' ? [node.variable] : [])));
  for (const variable of bot.variables) {
    if (!variable.sensitive || asked.has(variable.name)) continue;
    const reason = `Only a Request Input can be sensitive, and none stores ${variable.name}: its value stands in the logs there.`;
    report({ code: 'sensitive-without-input', at: variable, loss: 'degraded', reason });
  }
};
