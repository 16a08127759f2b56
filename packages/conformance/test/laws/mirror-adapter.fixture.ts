import {
  type CapabilitiesInput,
  type Draft,
  definePlatformAdapter,
  delimited,
  type FromPlatformContext,
  jsonArtifact,
  neutralSemantics,
  type PlatformAdapter,
  type Semantics,
  type Target,
} from '@dragoman/core';
import * as z from 'zod';

type Part = { readonly [field: string]: unknown };

interface MirrorArtifact {
  readonly mirror: 1;
  readonly flows: readonly (Part & { readonly id: string; readonly nodes: readonly (Part & { readonly id: string })[] })[];
  readonly integrations: readonly (Part & { readonly id: string })[];
  readonly variables: readonly Part[];
}

const part = z.looseObject({ id: z.string() });
const mirrorArtifact = z.looseObject({
  mirror: z.literal(1),
  flows: z.array(z.looseObject({ id: z.string(), nodes: z.array(part) })),
  integrations: z.array(part),
  variables: z.array(z.looseObject({})),
}) as unknown as z.ZodType<MirrorArtifact>;

/** What the mirror carries: a good part of the model, so that laws have something to say, and not all of it. */
const mirrorCapabilities = {
  nodes: ['start', 'message', 'question', 'choice', 'api', 'condition', 'assign', 'jump', 'handoff', 'wait', 'end'],
  triggers: ['equals', 'pattern', 'regex', 'session-start'],
  reach: ['flow', 'bot'],
  flows: ['fallback'],
  targets: ['flow', 'node-of-other-flow', 'repeat', 'end-flow', 'end-conversation'],
  outcomes: ['status', 'class', 'success', 'failure', 'timeout', 'error', 'max-connection', 'other'],
  replies: ['equals', 'pattern', 'regex', 'option', 'no-match'],
  routes: ['if', 'set', 'say'],
  conditions: ['equals', 'contains', 'is-set', 'all', 'not'],
  questionFields: ['variable', 'retryText', 'skipIfSet'],
  handoffFields: ['queue', 'message'],
  methods: ['GET', 'POST'],
  request: ['query', 'headers', 'json', 'node-query'],
  call: ['timeoutMs'],
  response: ['fields', 'rows', 'perRow', 'to', 'type'],
  reads: ['$status', '$outcome', '$body', '$count', 'path', 'env', 'session'],
  scopes: ['turn', 'flow', 'session', 'contact'],
  variableFields: ['initial', 'type'],
  choice: { actions: ['reply', 'url'] },
  media: ['image'],
  contents: { count: 3 },
  channels: { small: { choice: false, text: { length: 40 } } },
} as const satisfies CapabilitiesInput;

export interface MirrorOptions {
  readonly capabilities?: CapabilitiesInput;
  readonly semantics?: Semantics;
}

/** A platform whose document is the neutral bot itself, but for what it does not list. */
export const createMirrorAdapter = ({
  capabilities = mirrorCapabilities,
  semantics = neutralSemantics,
}: MirrorOptions = {}): PlatformAdapter =>
  definePlatformAdapter({
    id: 'mirror',
    displayName: 'Mirror',
    capabilities,
    artifact: jsonArtifact(mirrorArtifact, { marks: { mirror: 1 } }),
    semantics,
    dialects: { template: delimited('{{', '}}') },
    toPlatform: (bot): MirrorArtifact => ({
      mirror: 1,
      flows: bot.flows.map((flow) => ({
        ...(plain(flow) as Part),
        id: bot.key(flow),
        nodes: flow.nodes.map((node) => {
          const { text, ...fields } = node as unknown as Part;
          return linked(
            { ...(node.kind === 'message' ? fields : { ...fields, ...(text !== undefined && { text }) }), id: bot.key(node) },
            (id) => bot.key(bot.node(id)),
            (id) => bot.key(bot.flow(id)),
            (id) => bot.key(bot.integration(id)),
          );
        }),
      })),
      integrations: bot.integrations.map((integration) => ({ ...(plain(integration) as Part), id: bot.key(integration) })),
      variables: bot.variables.map((variable) => plain(variable) as Part),
    }),
    fromPlatform: botFromMirror,
  }) as PlatformAdapter;

const botFromMirror = ({ flows, integrations, variables }: MirrorArtifact, { id }: FromPlatformContext): Draft =>
  ({
    flows: flows.map((flow, flowIndex) => ({
      ...withoutVendorFields(flow),
      id: id('flow', { key: flow.id, pointer: `/flows/${flowIndex}` }),
      nodes: flow.nodes.map((node, index) => ({
        ...linked(
          withoutVendorFields(node),
          (key) => id('node', { key }),
          (key) => id('flow', { key }),
          (key) => id('integration', { key }),
        ),
        id: id('node', { key: node.id, pointer: `/flows/${flowIndex}/nodes/${index}` }),
      })),
    })),
    integrations: integrations.map((integration, index) => ({
      ...withoutVendorFields(integration),
      id: id('integration', { key: integration.id, pointer: `/integrations/${index}` }),
    })),
    variables: variables.map(withoutVendorFields),
  }) as unknown as Draft;

/** A part with its links in other words. */
const linked = (
  node: Part,
  nodeOf: (id: string) => string,
  flowOf: (id: string) => string,
  integrationOf: (id: string) => string,
): Part & { readonly id: string } => {
  const link = (target: Target): Target => {
    if (typeof target === 'string') return target;
    if ('node' in target) return { node: nodeOf(target.node) };
    return 'flow' in target ? { flow: flowOf(target.flow) } : target;
  };
  return {
    ...node,
    id: String(node.id),
    ...(node.integration !== undefined && { integration: integrationOf(String(node.integration)) }),
    ...(node.next !== undefined && { next: link(node.next as Target) }),
    ...(node.to !== undefined && { to: link(node.to as Target) }),
    ...(Array.isArray(node.routes) && { routes: node.routes.map((route: Part) => ({ ...route, to: link(route.to as Target) })) }),
  };
};

const withoutVendorFields = (value: unknown): Part => strip(value) as Part;

const strip = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(strip);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !name.startsWith('x-vendor'))
      .map(([name, field]) => [name, strip(field)]),
  );
};

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
