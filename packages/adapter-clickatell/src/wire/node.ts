import type { Json } from '@dragoman/core';
import * as z from 'zod';
import { goTo, result } from './go-to.ts';

const json = z.custom<Json>((value) => value !== undefined);
const id = z.string().min(1);

const step = {
  id,
  name: z.string().optional().describe('The name of the step. Default: its id.'),
  goTo: goTo.optional(),
  neutral: z.string().optional().describe('What the step was made from, if it was made: nothing to type anywhere.'),
};

const row = z.looseObject({ key: z.string(), value: z.string() });
export type KeyValue = z.infer<typeof row>;

const body = z.union([
  z.looseObject({ json: z.string() }).describe('A JSON object, with placeholders.'),
  z.looseObject({ text: z.string(), contentType: z.string().optional() }).describe('Any other text.'),
]);
export type NodeBody = z.infer<typeof body>;

const option = z.looseObject({ id, label: z.string() });

/** The outputs of a menu: an option by its id, `default` for an invalid entry, `is` for a typed text, `*` for whatever is left. */
const optionResult = z.looseObject({
  option: z.string().optional(),
  name: z.string().optional(),
  text: z.string().optional(),
  goTo: goTo.optional(),
});

/** What rows, headers and bodies an API is called with. */
export const rows = z.array(row);
export const requestBody = body;

export const nodes = {
  'Text Display': z.looseObject({ ...step, type: z.literal('Text Display'), text: z.string() }),
  Media: z.looseObject({
    ...step,
    type: z.literal('Media'),
    mediaType: z.enum(['image', 'video', 'audio', 'document']),
    url: z.string(),
    caption: z.string().optional(),
  }),
  'Request Input': z.looseObject({
    ...step,
    type: z.literal('Request Input'),
    menuText: z.string(),
    variable: id.optional(),
    validationPattern: z
      .string()
      .optional()
      .describe('A regular expression. What does not fit is asked for again, or leaves by `invalid`.'),
    cancelInput: z.string().optional().describe('What leaves by `cancel`.'),
    sensitive: z.boolean().optional(),
    results: z
      .array(result)
      .optional()
      .describe(
        '`cancel`, `valid`, `invalid`, `is` with a `text`, `*`: in the order they are tried. A text is told apart by a Switch Case behind the input.',
      ),
  }),
  Menu: z.looseObject({
    ...step,
    type: z.literal('Menu'),
    menuText: z.string(),
    options: z.array(option),
    results: z.array(optionResult).optional(),
  }),
  'Multiple Choice Input': z.looseObject({
    ...step,
    type: z.literal('Multiple Choice Input'),
    menuText: z.string(),
    variable: id.optional(),
    options: z.array(option),
    results: z.array(optionResult).optional(),
  }),
  'Dynamic List': z.looseObject({
    ...step,
    type: z.literal('Dynamic List'),
    menuText: z.string(),
    pattern: z.string().describe('What an entry says: `[Products:items.#.title]`, with # for its number.'),
    list: z.string().optional().describe('The list that # counts, where the pattern does not say it: `[Products:items.#]`.'),
    description: z.string().optional().describe('The same for the text below an entry.'),
    customIndex: z.string().optional().describe('The same for what is stored when an entry is chosen.'),
    filterBy: z.string().optional().describe('A regular expression: entries that do not fit are left out.'),
    exclude: z.string().optional().describe('A regular expression: entries that fit are left out.'),
    pagination: z.boolean().optional().describe('Default: on. With more than 10 entries a page shows nine, and Next.'),
    variable: id.optional(),
    results: z.array(result).optional().describe('`chosen`, `default` for an invalid entry, `empty`, `*`.'),
  }),
  'API Integration': z.looseObject({
    ...step,
    type: z.literal('API Integration'),
    api: id.describe('The id of an endpoint in `apis`.'),
    headers: rows.optional(),
    query: rows.optional().describe('In this order; keys may repeat.'),
    body: body.optional(),
    results: z.array(result, { error: 'List the results: the success, other, error, timeout and max-connection.' }),
  }),
  'Switch Case': z.looseObject({
    ...step,
    type: z.literal('Switch Case'),
    variable: z.string().describe('What is compared: `[[colour]]`.'),
    cases: z.array(z.looseObject({ value: z.string(), goTo: goTo.optional() })),
    default: goTo.optional().describe('Where everything else leads. Default: `goTo`.'),
    partOf: id.optional().describe('The step before it that it finishes.'),
  }),
  Calculate: z.looseObject({
    ...step,
    type: z.literal('Calculate'),
    comparison: z.string().optional().describe('`[[age]] >= 18`: leaves by YES or NO.'),
    calculation: z.string().optional().describe('`[[price]] * 2`: the result is `[[name of the step:result]]`.'),
    script: z.string().optional().describe('A script of another kind; carried.'),
    resultName: z.string().optional().describe('The name its result is read by. Default: that of the step.'),
    yes: goTo.optional().describe('Default: `goTo`.'),
    no: goTo.optional().describe('Default: `goTo`.'),
    partOf: id.optional().describe('The step before it that it finishes.'),
  }),
  'Set Variable': z.looseObject({
    ...step,
    type: z.literal('Set Variable'),
    variables: z.array(z.looseObject({ name: id, value: json })).optional(),
    uuid: z.string().optional().describe('The variable that takes a new UUID.'),
  }),
  'Wait for Callback': z.looseObject({
    ...step,
    type: z.literal('Wait for Callback'),
    reference: z.string(),
    variable: id.optional(),
    results: z.array(result).optional().describe('`callback`, `timeout`.'),
  }),
  'Chat Desk': z.looseObject({ ...step, type: z.literal('Chat Desk'), results: z.array(result).optional().describe('`failed`.') }),
};

export const anyNode = z.looseObject({ ...step, type: z.string() });

export type NodeType = keyof typeof nodes;
export type KnownNode = { [K in NodeType]: z.infer<(typeof nodes)[K]> }[NodeType];
export type NodeOf<T extends NodeType> = z.infer<(typeof nodes)[T]>;
export type UnknownNode = z.infer<typeof anyNode>;
export type ClickatellNode = KnownNode | UnknownNode;

export const isKnownNode = (node: ClickatellNode): node is KnownNode => Object.hasOwn(nodes, node.type);

/** A step of a type that is known must be right; any other is carried. */
export const clickatellNode: z.ZodType<ClickatellNode> = anyNode.superRefine((node, context) => {
  if (!isKnownNode(node)) return;
  const { error } = nodes[node.type].safeParse(node);
  for (const { path, message } of error?.issues ?? []) context.addIssue({ code: 'custom', path, message });
});
