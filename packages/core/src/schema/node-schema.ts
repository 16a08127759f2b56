import * as z from 'zod';
import type {
  ApiNode,
  AssignNode,
  ChoiceNode,
  ConditionNode,
  CoreNode,
  CoreNodeKind,
  EndNode,
  HandoffNode,
  Hooks,
  JumpNode,
  ListNode,
  MessageNode,
  NodeBase,
  PlatformNode,
  QuestionNode,
  ScriptNode,
  StartNode,
  WaitNode,
} from '../document/node.ts';
import type { When } from '../document/route.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { bodySchema } from './body-schema.ts';
import { contentSchema, optionsSchema } from './content-schema.ts';
import { nameOptions } from './name-options.ts';
import { named } from './named.ts';
import { objectOf } from './object-of.ts';
import { platformOptionsSchema } from './platform-part-schema.ts';
import { routesSchema } from './route-schema.ts';
import { rowSchema } from './row-schema.ts';
import { countSchema, idSchema, jsonSchema, positiveSchema, templateSchema } from './scalar-schemas.ts';
import { scriptSchema } from './script-schema.ts';
import { shorthand } from './shorthand.ts';
import { targetSchema } from './target-schema.ts';
import { assignmentSchema } from './variable-schema.ts';
import { apiWhenSchema, platformWhenSchema, replyWhenSchema } from './when-schema.ts';

const hooksSchema: z.ZodType<Hooks> = objectOf<Hooks>()({
  before: scriptSchema.exactOptional(),
  after: scriptSchema.exactOptional(),
  onReply: scriptSchema.exactOptional(),
});

/** The fields every node has; `when` is how its routes match outcomes. */
const nodeFields = <K extends string>(kind: K, when: z.ZodType<When> = replyWhenSchema) =>
  ({
    id: idSchema,
    name: z.string(),
    kind: z.literal(kind),
    waits: z.boolean().exactOptional(),
    delayMs: countSchema.exactOptional(),
    hooks: hooksSchema.exactOptional(),
    routes: routesSchema(when),
    next: targetSchema.exactOptional(),
    platformOptions: platformOptionsSchema.exactOptional(),
  }) satisfies { readonly [F in keyof NodeBase | 'kind']-?: z.ZodType };

/** The fields of a plugin's node that are core's. */
export const pluginNodeFields = { ...nodeFields('plugin'), kind: z.string().regex(/\//) };

const rowsSchema = z.array(rowSchema);

const choiceSchema: z.ZodType<ChoiceNode> = objectOf<ChoiceNode>()({
  ...nodeFields('choice'),
  text: templateSchema,
  options: optionsSchema,
  variable: idSchema.exactOptional(),
});

const messageSchema: z.ZodType<MessageNode> = objectOf<MessageNode>()({
  ...nodeFields('message'),
  content: z.array(contentSchema),
});

const longSchemas = {
  start: objectOf<StartNode>()({ ...nodeFields('start') }),
  message: shorthand(messageSchema, expandMessage, printMessage),
  question: objectOf<QuestionNode>()({
    ...nodeFields('question'),
    text: templateSchema,
    variable: idSchema.exactOptional(),
    retryText: templateSchema.exactOptional(),
    skipIfSet: z.boolean().exactOptional(),
  }),
  choice: shorthand(choiceSchema, expandChoice, (long) => long),
  list: objectOf<ListNode>()({
    ...nodeFields('list'),
    text: templateSchema,
    rows: templateSchema,
    label: templateSchema,
    description: templateSchema.exactOptional(),
    value: templateSchema.exactOptional(),
    filter: z.string().exactOptional(),
    exclude: z.string().exactOptional(),
    pageSize: positiveSchema.exactOptional(),
    nextLabel: templateSchema.exactOptional(),
    variable: idSchema.exactOptional(),
  }),
  api: objectOf<ApiNode>()({
    ...nodeFields('api', apiWhenSchema),
    integration: idSchema,
    headers: rowsSchema.exactOptional(),
    query: rowsSchema.exactOptional(),
    body: bodySchema.exactOptional(),
  }),
  script: objectOf<ScriptNode>()({ ...nodeFields('script'), dialect: idSchema, source: z.string() }),
  condition: objectOf<ConditionNode>()({ ...nodeFields('condition') }),
  assign: objectOf<AssignNode>()({ ...nodeFields('assign'), set: z.array(assignmentSchema) }),
  jump: objectOf<JumpNode>()({ ...nodeFields('jump'), to: targetSchema }),
  handoff: objectOf<HandoffNode>()({
    ...nodeFields('handoff'),
    queue: templateSchema.exactOptional(),
    message: templateSchema.exactOptional(),
    context: rowsSchema.exactOptional(),
  }),
  wait: objectOf<WaitNode>()({
    ...nodeFields('wait'),
    reference: templateSchema,
    timeoutMs: positiveSchema.exactOptional(),
    variable: idSchema.exactOptional(),
  }),
  end: objectOf<EndNode>()({ ...nodeFields('end'), conversation: z.boolean().exactOptional() }),
  platform: objectOf<PlatformNode>()({
    ...nodeFields('platform', platformWhenSchema),
    adapter: idSchema,
    raw: jsonSchema,
    variable: idSchema.exactOptional(),
  }),
} satisfies { readonly [K in CoreNodeKind]: z.ZodType<Extract<CoreNode, { readonly kind: K }>> };

/** The schema of each core kind of node. */
export const coreNodeSchemas = Object.fromEntries(
  Object.entries(longSchemas).map(([kind, schema]) => [kind, named(schema as z.ZodType<CoreNode>)]),
) as { readonly [K in CoreNodeKind]: z.ZodType<CoreNode> };

function expandChoice(value: unknown): unknown {
  if (!isJsonObject(value as Json)) return value;
  const node = value as JsonObject;
  return Array.isArray(node.options) ? { ...node, options: nameOptions([node.options])[0] } : node;
}

/** `text` is short for one text; the options of all cards get ids that are unique in the node. */
function expandMessage(value: unknown): unknown {
  if (!isJsonObject(value as Json)) return value;
  const { text, ...node } = value as JsonObject;
  if (text !== undefined && node.content === undefined) return { ...node, content: [{ kind: 'text', text }] };
  if (text !== undefined || !Array.isArray(node.content)) return value;
  return { ...node, content: nameCardOptions(node.content) };
}

function nameCardOptions(content: readonly Json[]): readonly Json[] {
  const cards = content.flatMap((part) => cardsOf(part)).filter((card) => Array.isArray(card.options));
  const named = nameOptions(cards.map((card) => card.options as readonly Json[]));
  const withIds = new Map(cards.map((card, index) => [card, { ...card, options: named[index] ?? [] }]));
  const rewrite = (card: Json): Json => (isJsonObject(card) ? (withIds.get(card) ?? card) : card);
  return content.map((part) => {
    if (!isJsonObject(part) || part.kind !== 'cards' || !Array.isArray(part.cards)) return rewrite(part);
    return { ...part, cards: part.cards.map(rewrite) };
  });
}

function cardsOf(part: Json): readonly JsonObject[] {
  if (!isJsonObject(part)) return [];
  if (part.kind === 'card') return [part];
  return part.kind === 'cards' && Array.isArray(part.cards) ? part.cards.filter(isJsonObject) : [];
}

function printMessage(long: JsonObject): JsonObject {
  const { content, ...shared } = long.properties as JsonObject;
  const required = (long.required as readonly string[]).filter((name) => name !== 'content');
  return {
    ...long,
    properties: { ...shared, content: content ?? {}, text: { type: 'string', description: 'Short for one text.' } },
    required,
  };
}
