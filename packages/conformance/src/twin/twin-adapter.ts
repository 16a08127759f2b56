import {
  type Capabilities,
  type CapabilitiesInput,
  type Draft,
  type DraftNode,
  definePlatformAdapter,
  jsonArtifact,
  neutralCapabilities,
  neutralSemantics,
  type PlatformAdapter,
  parseTemplate,
  printTemplate,
  type Semantics,
  type Target,
} from '@dragoman/core';
import * as z from 'zod';

const step = z.looseObject({
  key: z.string(),
  name: z.string(),
  do: z.string(),
  fields: z.looseObject({}),
  ways: z.array(z.looseObject({ to: z.unknown() })),
  go: z.unknown().optional(),
});
const story = z.looseObject({ key: z.string(), name: z.string(), kind: z.string(), on: z.array(z.looseObject({})), steps: z.array(step) });
const call = z.looseObject({ key: z.string(), name: z.string() });

const twinDocument = z.looseObject({
  twin: z.literal(1),
  stories: z.array(story),
  calls: z.array(call),
  locks: z.array(call),
  slots: z.array(z.looseObject({ name: z.string() })),
  code: z.looseObject({}),
});

export type TwinDocument = z.infer<typeof twinDocument>;

type Fields = { readonly [name: string]: unknown };

const everything = {
  ...neutralCapabilities,
  nodes: [
    'start',
    'message',
    'question',
    'choice',
    'list',
    'api',
    'script',
    'condition',
    'assign',
    'jump',
    'handoff',
    'wait',
    'end',
    'platform',
  ],
  triggers: ['equals', 'pattern', 'regex', 'intent', 'session-start', 'session-expired', 'handoff-failed'],
  credentials: ['basic', 'access-token', 'api-key'],
  text: { length: 200 },
  choice: { options: 5, labelLength: 20, descriptionLength: 40, actions: ['reply', 'url', 'phone', 'location', 'platform'] },
  list: { rows: 10, labelLength: 24, descriptionLength: 72 },
  card: { cards: 4, options: 3, labelLength: 20, titleLength: 60, subtitleLength: 60 },
  contents: { count: 5 },
  channels: { narrow: { text: { length: 100 }, choice: { options: 3, labelLength: 10, descriptionLength: 0, actions: ['reply'] } } },
} as const satisfies Capabilities;

const itsOwn: Semantics = { ...neutralSemantics, success: ['2xx', '304'], callDeadlineMs: 8_000 };

export interface TwinOptions {
  readonly capabilities?: CapabilitiesInput;
  readonly semantics?: Semantics;
}

/** A platform that says what it has much as a neutral bot does, and has everything unless told otherwise: what the kit is tried on. */
export const createTwinAdapter = ({ capabilities = everything, semantics = itsOwn }: TwinOptions = {}): PlatformAdapter<TwinDocument> =>
  definePlatformAdapter({
    id: 'twin',
    displayName: 'Twin',
    capabilities,
    artifact: jsonArtifact(twinDocument, {
      marks: { twin: 1 },
      identity: (element) => {
        const key = typeof element === 'object' && element !== null && !Array.isArray(element) ? (element as Fields).key : undefined;
        return typeof key === 'string' ? key : undefined;
      },
    }),
    semantics,
    dialects: { template: { print: printTemplate, parse: (text) => ({ tree: parseTemplate(text).tree, problems: [] }) } },
    codes: { 'pause-unsteady': 'A pause that is no multiple of 100 ms may be a little longer.' },
    newKey: (kind, id) => `${kind}:${id}`,

    toPlatform: (view, { print, report }) => {
      // `print` is the identity here, and shows where an adapter would use it.
      const link = (node: { readonly id: string }, target: Target): unknown => {
        const to = view.follow(node, target);
        if ('node' in to) return { step: view.key(view.node(to.node)) };
        return 'flow' in to ? { story: view.key(view.flow(to.flow)) } : to;
      };
      return {
        twin: 1,
        stories: view.flows.map((flow) => ({
          key: view.key(flow),
          name: flow.name,
          kind: flow.kind,
          on: flow.triggers.map((trigger) => ({ ...trigger })),
          steps: flow.nodes.map((node) => {
            const { id: _id, name, kind, routes, next, marker, text, ...fields } = node as typeof node & Fields;
            if (node.delayMs !== undefined && node.delayMs % 100 !== 0) {
              report({
                code: 'pause-unsteady',
                at: node,
                loss: 'assumed',
                reason: `The pause of ${node.delayMs} ms may be a little longer.`,
              });
            }
            return {
              key: view.key(node),
              name,
              do: kind,
              fields: {
                ...fields,
                ...(kind !== 'message' && typeof text === 'string' && { text: print(text) }),
                ...('integration' in fields && { integration: view.key(view.integration(String(fields.integration))) }),
                ...(node.kind === 'jump' && { to: link(node, node.to) }),
              },
              ways: routes.map((route) => ({ ...route, to: link(node, route.to) })),
              ...(next !== undefined && { go: link(node, next as Target) }),
              ...(marker !== undefined && { marker }),
            };
          }),
        })),
        calls: view.integrations.map(({ id: _id, ...integration }) => ({
          ...integration,
          key: view.key(view.integration(_id)),
          ...('credential' in integration &&
            integration.credential !== undefined && { credential: view.key(view.credential(integration.credential)) }),
        })),
        locks: view.credentials.map(({ id: _id, ...credential }) => ({ ...credential, key: view.key(view.credential(_id)) })),
        slots: view.variables.map((variable) => ({ ...variable })),
        code: { ...view.scripts },
      };
    },

    fromPlatform: (document, { id, read }) => {
      const target = (to: unknown): Target => {
        const fields = to as Fields;
        if (typeof fields.step === 'string') return { node: id('node', { key: fields.step }) };
        return typeof fields.story === 'string'
          ? { flow: id('flow', { key: fields.story }) }
          : (withoutUnknown(fields) as unknown as Target);
      };
      for (const [index, { key, name, steps }] of document.stories.entries()) {
        id('flow', { key, name, pointer: `/stories/${index}` });
        for (const [position, one] of steps.entries())
          id('node', { key: one.key, name: one.name, pointer: `/stories/${index}/steps/${position}` });
      }
      for (const [index, { key, name }] of document.calls.entries()) id('integration', { key, name, pointer: `/calls/${index}` });
      for (const [index, { key, name }] of document.locks.entries()) id('credential', { key, name, pointer: `/locks/${index}` });
      const draft = {
        flows: document.stories.map(({ key, name, kind, on, steps }) => ({
          id: id('flow', { key }),
          name,
          kind,
          triggers: on.map(known(triggerFields)),
          nodes: steps.map(({ key: own, name: called, do: word, fields, ways, go, marker }) => ({
            id: id('node', { key: own }),
            name: called,
            kind: word,
            ...known(nodeFields)(fields),
            ...(typeof fields.text === 'string' && { text: read(fields.text) }),
            ...('integration' in fields && { integration: id('integration', { key: String(fields.integration) }) }),
            ...(word === 'jump' && { to: target(fields.to) }),
            routes: ways.map((way) => ({ ...known(routeFields)(way), to: target(way.to) })),
            ...(go !== undefined && { next: target(go) }),
            ...(typeof marker === 'string' && { marker }),
          })) as unknown as readonly DraftNode[],
        })),
        integrations: document.calls.map(({ key, ...integration }) => ({
          ...known(callFields)(integration),
          id: id('integration', { key }),
          ...('credential' in integration && { credential: id('credential', { key: String(integration.credential) }) }),
        })),
        credentials: document.locks.map(({ key, name, kind, fields }) => ({
          id: id('credential', { key }),
          name,
          kind,
          fields: withoutUnknown(fields as Fields),
        })),
        variables: document.slots.map(known(variableFields)),
        ...(Object.keys(withoutUnknown(document.code)).length > 0 && { scripts: withoutUnknown(document.code) }),
      };
      return draft as unknown as Draft;
    },
  }) as PlatformAdapter<TwinDocument>;

/** Only the fields that are known, at any depth: what else a document holds stays in the document. */
const known =
  (names: readonly string[]) =>
  (fields: Fields): Fields =>
    withoutUnknown(Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name))));

const withoutUnknown = (value: Fields): Fields =>
  JSON.parse(JSON.stringify(value, (key, field) => (key.startsWith('x-dragoman') ? undefined : field))) as Fields;

const triggerFields = ['kind', 'reach', 'equals', 'pattern', 'regex', 'exclude', 'intent', 'event', 'adapter', 'raw'];
const routeFields = ['name', 'when', 'if', 'set', 'say'];
const variableFields = ['name', 'scope', 'type', 'initial', 'example', 'sensitive'];
const nodeFields = [
  ...['waits', 'delayMs', 'hooks', 'platformOptions', 'content', 'text', 'variable', 'retryText', 'skipIfSet', 'options', 'rows', 'label'],
  ...[
    'description',
    'value',
    'filter',
    'exclude',
    'pageSize',
    'nextLabel',
    'headers',
    'query',
    'body',
    'dialect',
    'source',
    'set',
    'queue',
  ],
  ...['message', 'context', 'reference', 'timeoutMs', 'conversation', 'adapter', 'raw'],
];
const callFields = [
  ...['name', 'kind', 'method', 'url', 'query', 'headers', 'body', 'response', 'timeoutMs', 'retry', 'concurrency', 'idempotency'],
  ...['onInterrupted', 'defaultHeaders', 'pagination', 'platformOptions', 'adapter', 'raw'],
];
