import * as z from 'zod';
import type { Bot } from '../document/bot.ts';
import type { Flow } from '../document/flow.ts';
import type { Node } from '../document/node.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { NodeKind } from '../plugin/node-kind.ts';
import { nearest } from '../reading/nearest.ts';
import { quote } from '../reading/quote.ts';
import { choose, type Refusal } from './choose.ts';
import { credentialSchema } from './credential-schema.ts';
import { integrationSchema } from './integration-schema.ts';
import { named } from './named.ts';
import { coreNodeSchemas } from './node-schema.ts';
import { objectOf } from './object-of.ts';
import { originSchema } from './origin-schema.ts';
import { platformOptionsSchema } from './platform-part-schema.ts';
import { anyPluginNodeSchema, pluginNodeSchema } from './plugin-node-schema.ts';
import { idSchema, jsonSchema } from './scalar-schemas.ts';
import { scriptSchema } from './script-schema.ts';
import { semanticsSchema } from './semantics-schema.ts';
import { shorthand } from './shorthand.ts';
import { triggerSchema } from './trigger-schema.ts';
import { variableSchema } from './variable-schema.ts';

/** The schema of a bot, in the short and the long form, whose nodes are of core kinds or of these. */
export const botSchema = (nodeKinds: readonly NodeKind[]): z.ZodType<Bot> => {
  if (nodeKinds.length > 0) return botSchemaWith(nodeSchema(nodeKinds));
  ofCoreKinds ??= botSchemaWith(nodeSchema([]));
  return ofCoreKinds;
};

// Made once: documents are read one by one, and parts of them by themselves.
let ofCoreKinds: z.ZodType<Bot> | undefined;

/** The same for those who do not know the plugins: any node with a slash in its kind will do. */
export const openBotSchema = (): z.ZodType<Bot> =>
  botSchemaWith(z.union([...Object.values(coreNodeSchemas), anyPluginNodeSchema]) as z.ZodType<Node>);

const botSchemaWith = (node: z.ZodType<Node>): z.ZodType<Bot> => {
  const flowSchema: z.ZodType<Flow> = objectOf<Flow>()({
    id: idSchema,
    name: z.string(),
    kind: z.enum(['standard', 'fallback', 'platform']).default('standard'),
    triggers: z.array(triggerSchema).default([]),
    nodes: z.array(node),
  });
  const schema: z.ZodType<Bot> = objectOf<Bot>()({
    format: z.literal('dragoman/1').default('dragoman/1'),
    id: idSchema,
    name: z.string(),
    integrations: z.array(integrationSchema).default([]),
    credentials: z.array(credentialSchema).default([]),
    flows: z.array(named(flowSchema)).default([]),
    variables: z.array(variableSchema).default([]),
    scripts: objectOf<NonNullable<Bot['scripts']>>()({
      globals: scriptSchema.exactOptional(),
      init: scriptSchema.exactOptional(),
    }).exactOptional(),
    semantics: semanticsSchema.exactOptional(),
    settings: z.record(z.string(), jsonSchema).exactOptional(),
    platformOptions: platformOptionsSchema.exactOptional(),
    origins: z.record(z.string(), originSchema).exactOptional(),
  });
  return shorthand(named(schema), withoutEditorHint, printEditorHint);
};

/** A JSON file may say which JSON Schema an editor should use; that is no part of the bot. */
const withoutEditorHint = (value: unknown): unknown => {
  if (!isJsonObject(value as Json) || typeof (value as JsonObject).$schema !== 'string') return value;
  const { $schema: _, ...bot } = value as JsonObject;
  return bot;
};

const printEditorHint = (long: JsonObject): JsonObject => ({
  ...long,
  properties: { $schema: { type: 'string' }, ...(long.properties as JsonObject) },
});

/** The schema of one node, of a core kind or of these. */
export const nodeSchema = (nodeKinds: readonly NodeKind[]): z.ZodType<Node> => {
  const schemas = new Map<string, z.ZodType<Node>>([
    ...Object.entries<z.ZodType<Node>>(coreNodeSchemas),
    ...nodeKinds.map((kind): [string, z.ZodType<Node>] => [kind.kind, pluginNodeSchema(kind)]),
  ]);
  return choose([...schemas.values()], (value): z.ZodType | Refusal => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return { code: 'wrong-type', reason: 'Expected a node, as an object.' };
    const { kind } = value as { readonly kind?: unknown };
    return (typeof kind === 'string' ? schemas.get(kind) : undefined) ?? unknownKind(kind, [...schemas.keys()]);
  });
};

const unknownKind = (kind: unknown, known: readonly string[]): Refusal => {
  if (kind === undefined) return { code: 'missing', field: 'kind', reason: 'This is required.', fix: `Write one of ${known.join(', ')}.` };
  if (typeof kind !== 'string') return { code: 'wrong-type', field: 'kind', reason: 'Expected text.' };
  const meant = nearest(kind, known);
  const fix =
    meant === undefined
      ? kind.includes('/')
        ? 'Install its plugin and list it.'
        : `Write one of ${known.join(', ')}.`
      : `Did you mean \`${meant}\`?`;
  return { code: 'unknown-node-kind', field: 'kind', reason: `There is no node kind ${quote(kind)}.`, fix };
};
