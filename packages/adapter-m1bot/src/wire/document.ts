import type { Json } from '@dragoman/core';
import * as z from 'zod';
import { m1botComponent, name } from './component.ts';

const json = z.custom<Json>((value) => value !== undefined);
const row = z.looseObject({ key: name, value: z.string() });

/** Where a value of the response goes: `data.items.0.name`, positions from 0, to the attribute of this key. */
const mapping = z.looseObject({ path: z.string(), attribute: name });

const api = z.looseObject({
  id: name,
  /** API Name. */
  name,
  /** API Method. */
  method: z.string(),
  /** API URL. */
  url: z.string(),
  /** The tab Parameters. */
  parameters: z.array(row).optional(),
  /** The tab Headers: API keys and JWT tokens stand here. */
  headers: z.array(row).optional(),
  /** The tab Body: JSON. */
  body: z.string().optional(),
  /** The tab Manage API Response. */
  response: z.array(mapping).optional(),
  /** The answer to Test. */
  sample: json.optional(),
  /** JSON Schema of that answer. */
  schema: json.optional(),
  /** Names of the neutral bot that have no place on the screens. */
  neutral: z.looseObject({ variable: name, fields: z.array(name) }).optional(),
});

const attribute = z.looseObject({
  /** Attribute Key. */
  key: name,
  /** Attribute Name. */
  name: z.string().optional(),
  /** What stands for it in Test. */
  example: json.optional(),
  /** The variable it is, where it is called otherwise or lives otherwise. */
  neutral: z.looseObject({ variable: name, scope: z.enum(['session', 'contact']).optional() }).optional(),
});

const trigger = z.looseObject({ start: z.literal(true).optional(), keyword: z.string().optional(), anyTime: z.boolean().optional() });

const flow = z.looseObject({
  id: name,
  name: name.optional(),
  /** What starts it, beside the settings: a new session (`start`) or a keyword, `anyTime` also in the middle of a flow. */
  triggers: z.array(trigger).optional(),
  components: z.array(m1botComponent),
});

const settings = z.looseObject({
  sessionTimeOut: z.looseObject({ value: z.number().positive(), unit: z.enum(['seconds', 'minutes', 'hours', 'days']) }).optional(),
  userInactivityMessage: z.looseObject({ enabled: z.boolean(), message: z.string().optional() }).optional(),
  messageAfterFlowCompleted: z.string().optional(),
  /** Words that start the first flow anew, at any time. */
  restartChatFlowTriggers: z.array(z.string()).optional(),
  /** Words that raise a live chat, at any time. */
  liveChatTriggers: z.array(z.string()).optional(),
});

/** A bot of m1bot, screen by screen: My Account > Custom Attributes, Developers > Your APIs, Edit your Chatflow, settings. */
export const m1botDocument = z.looseObject({
  /** Where editors find the JSON Schema; says nothing. */
  $schema: z.string().optional(),
  format: z.literal('m1bot/1', { error: 'This version is not known here. Write "m1bot/1", or update @dragoman/adapter-m1bot.' }),
  bot: z.looseObject({ id: name.optional(), name: name.optional(), channel: name.optional() }),
  attributes: z.array(attribute).optional(),
  apis: z.array(api).optional(),
  flows: z.array(flow),
  settings: settings.optional(),
});

export type M1botDocument = z.infer<typeof m1botDocument>;
export type M1botApi = z.infer<typeof api>;
export type M1botAttribute = z.infer<typeof attribute>;
export type M1botFlow = z.infer<typeof flow>;
export type M1botSettings = z.infer<typeof settings>;
