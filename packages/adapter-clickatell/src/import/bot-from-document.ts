import type { Draft, FromPlatformContext, TargetInput, TriggerInput, VariableInput } from '@dragoman/core';
import type { ClickatellCode } from '../codes.ts';
import type { ClickatellApi, ClickatellDocument, Workflow } from '../wire/document.ts';
import type { GoTo } from '../wire/go-to.ts';
import { isKnownNode } from '../wire/node.ts';
import { integrationOf } from './api-integration.ts';
import { createUnique, type KeyedWorkflow, keyedWorkflows } from './keyed-workflows.ts';
import { nodeOf } from './node-of.ts';
import { namesOfDocument, type Reading, readText } from './reading.ts';

/** Reads a document of Chat Flow as a bot. What it does not understand is carried, and reported. */
export const botFromDocument = (
  document: ClickatellDocument,
  context: FromPlatformContext<ClickatellCode>,
  { waitTimeoutMs, wholeList }: { readonly waitTimeoutMs: number; readonly wholeList: number },
): Draft => {
  const workflows = keyedWorkflows(document, context);
  const nodes = new Map(workflows.flatMap((workflow) => workflow.nodes.map(({ key, id, name }) => [key, { id, name }])));
  const flowIds = new Map(workflows.map(({ key, id }) => [key, id]));
  const target = (goTo: GoTo | undefined): TargetInput | undefined => {
    if (goTo === undefined) return undefined;
    if ('step' in goTo) {
      const node = nodes.get(String(goTo.step));
      return node === undefined ? { unresolved: String(goTo.step) } : { node: node.id };
    }
    if ('workflow' in goTo) {
      const flow = flowIds.get(String(goTo.workflow));
      return flow === undefined ? { unresolved: String(goTo.workflow) } : { flow };
    }
    if ('missing' in goTo) return { unresolved: String(goTo.missing) };
    if ('repeat' in goTo) return 'repeat';
    if ('next' in goTo) return 'next';
    if ('end' in goTo) return { end: 'flow' };
    return { kind: 'platform', adapter: 'clickatell', raw: goTo as never };
  };
  const names = namesOfDocument(document);
  const apis = new Map(document.apis.toReversed().map((api) => [api.id, api]));
  // What Chat Flow itself keeps of a session is a variable like any other here.
  const declared = new Set<string>();
  const reading: Reading = { context, names, apis, text: readText(context, names, (variable) => declared.add(variable)), target };
  const uniqueKey = createUnique();
  const uniqueName = createUnique();
  reportRoutes(workflows, context);
  const above: Above = { ids: new Set(), names: new Set() };
  const integrations = document.apis.map((api, index) => {
    const pointer = `/apis/${index}`;
    const key = uniqueKey(api.id);
    reportTwice(above, api, pointer, context);
    const name = uniqueName(api.neutral?.name ?? api.name);
    return integrationOf(api, { id: context.id('integration', { key, name, pointer }), name, pointer }, reading);
  });
  const nodeReading = {
    ...reading,
    waitTimeoutMs,
    wholeList,
    integrationId: (api: string) => (apis.has(api) ? context.id('integration', { key: api }) : undefined),
    nameOf: (key: string) => nodes.get(key)?.name,
    firstOf: (workflow: string) => firstNames.get(workflow),
    following: (key: string) => following.get(key),
  };
  const firstNames = new Map(workflows.map(({ key, nodes: [first] }) => [key, first?.name]));
  const following = new Map(
    workflows.flatMap((workflow) => workflow.nodes.map(({ key }, index) => [key, workflow.nodes[index + 1]?.name])),
  );
  const event = document.settings?.sessionTimeoutEvent;
  const flows = workflows.map(({ workflow, id, name, nodes: steps }) => ({
    id,
    name,
    kind: workflow.routed ? ('fallback' as const) : ('standard' as const),
    triggers: triggersOf(workflow),
    nodes: steps.map((step) => nodeOf(step, nodeReading)),
  }));
  return {
    ...(document.name !== undefined && { name: document.name }),
    integrations,
    variables: [...sensitiveVariables(document), ...[...declared].map((name) => ({ name }))],
    ...(event?.enabled && { semantics: { sessionExpiringMs: Math.round(event.secondsBeforeExpiry * 1_000) } }),
    flows,
  };
};

/** What the endpoints above one are called. */
interface Above {
  readonly ids: Set<string>;
  readonly names: Set<string>;
}

/** Calls find an endpoint by its id, and placeholders its variables by its name. */
const reportTwice = (
  { ids, names }: Above,
  { id, name }: ClickatellApi,
  pointer: string,
  { report }: FromPlatformContext<ClickatellCode>,
): void => {
  if (ids.has(id)) {
    const reason = `There is another endpoint ${JSON.stringify(id)} above; whatever calls it calls that one.`;
    report({ code: 'duplicate-id', severity: 'warning', platformPlace: `${pointer}/id`, reason, fix: 'Give each its own id.' });
  }
  if (names.has(name)) {
    const reason = `Another endpoint is called ${JSON.stringify(name)} too, and the name is that of the variables of both.`;
    const fix = 'Give each its own name.';
    report({ code: 'shared-response-variable', severity: 'warning', platformPlace: `${pointer}/name`, reason, fix });
  }
  ids.add(id);
  names.add(name);
};

const reportRoutes = (workflows: readonly KeyedWorkflow[], { report }: FromPlatformContext<ClickatellCode>): void => {
  const [first, ...others] = workflows.filter(({ workflow }) => workflow.routed);
  for (const { pointer } of others) {
    const reason = `The route of the channel leads to ${JSON.stringify(first?.name)} already, so nothing leads here by it.`;
    report({
      code: 'second-route',
      severity: 'warning',
      platformPlace: `${pointer}/routed`,
      reason,
      fix: 'Route the channel to one workflow.',
    });
  }
};

const triggersOf = ({ keywords = [], sessionTimeoutEvent, dynamicApi, triggers = [] }: Workflow): readonly TriggerInput[] => [
  ...keywords.map((equals): TriggerInput => ({ kind: 'text', equals })),
  ...(sessionTimeoutEvent ? [{ kind: 'event', event: 'session-expiring' } as const] : []),
  ...(dynamicApi ? [{ kind: 'event', event: 'request' } as const] : []),
  ...triggers.map((raw): TriggerInput => ({ kind: 'platform', adapter: 'clickatell', raw })),
];

const sensitiveVariables = ({ workflows }: ClickatellDocument): readonly VariableInput[] => {
  const names = workflows.flatMap(({ nodes }) =>
    nodes.flatMap((node) =>
      isKnownNode(node) && node.type === 'Request Input' && node.sensitive && node.variable !== undefined ? [node.variable] : [],
    ),
  );
  return [...new Set(names)].map((name) => ({ name, sensitive: true }));
};
