import type { Json } from '@dragoman/core';
import * as z from 'zod';
import { clickatellNode, requestBody, rows } from './node.ts';

const json = z.custom<Json>((value) => value !== undefined);
const id = z.string().min(1);

/**
 * An endpoint: Configuration > API Integration. The screen has no query and no body; what stands in `query` and `body`
 * here belongs to every step that calls it.
 */
const api = z.looseObject({
  id,
  name: id.describe('The name of the endpoint, and of its variables: `[[Products:items.1.title]]`.'),
  url: z.string(),
  method: z.enum(['GET', 'POST', 'PUT', 'DELETE'], { error: 'Use GET, POST, PUT or DELETE: Chat Flow sends no other.' }).default('GET'),
  baseElement: z.string().optional().describe('A JSONPath: what is below it becomes variables. Default: all of the response.'),
  elementValidation: z
    .string({ error: 'Element validation is compulsory. Use HTTP_RESPONSE_CODE, or a JSONPath such as $.status.' })
    .describe('A JSONPath, or HTTP_RESPONSE_CODE: its value is what results are compared with.'),
  headers: rows.optional(),
  query: rows.optional(),
  body: requestBody.optional(),
  timeoutMs: z.int().min(1).optional(),
  maxConnections: z.int().min(1).optional(),
  maxWaiting: z.int().min(0).optional(),
  neutral: z
    .looseObject({
      name: z.string().optional(),
      rows: z.string().optional(),
      fields: z.array(z.looseObject({ name: id, path: id, perRow: z.boolean().optional() })).optional(),
    })
    .optional()
    .describe('What the endpoint is called in the bot it was made from: nothing to type anywhere.'),
});
export type ClickatellApi = z.infer<typeof api>;

const workflow = z.looseObject({
  id,
  name: z.string().optional().describe('Default: the id.'),
  keywords: z.array(z.string()).optional().describe('Words that lead a user here.'),
  routed: z.boolean().optional().describe('Whether the route of the channel leads here: what no keyword takes begins here.'),
  sessionTimeoutEvent: z.boolean().optional().describe('Whether the session timeout event runs this workflow.'),
  dynamicApi: z.boolean().optional().describe('Whether an incoming payload starts it: a Dynamic API workflow, of action nodes only.'),
  triggers: z.array(json).optional().describe('Whatever else starts it; carried as it stands.'),
  nodes: z.array(clickatellNode),
});
export type Workflow = z.infer<typeof workflow>;

/** The whole document. Only what is read is listed; whatever else it holds passes, and stays. */
export const clickatellDocument = z.looseObject({
  clickatell: z
    .literal(1, { error: 'Only version 1 of this format can be read. Use a newer Dragoman, or write 1.' })
    .describe('The version of this format.'),
  name: z.string().optional(),
  settings: z
    .looseObject({
      sessionTimeoutEvent: z
        .looseObject({ enabled: z.boolean(), secondsBeforeExpiry: z.number().min(0) })
        .optional()
        .describe('Configuration > Settings > Timeout Event. WhatsApp and SMS only.'),
    })
    .optional(),
  apis: z.array(api),
  workflows: z.array(workflow),
});
export type ClickatellDocument = z.infer<typeof clickatellDocument>;
