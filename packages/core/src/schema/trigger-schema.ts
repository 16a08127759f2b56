import * as z from 'zod';
import type { EventName, Reach, Trigger } from '../document/flow.ts';
import type { TextMatch } from '../document/route.ts';
import { byField, byTag } from './choose.ts';
import { objectOf } from './object-of.ts';
import { idSchema, jsonSchema } from './scalar-schemas.ts';
import { textMatches } from './when-schema.ts';

type TriggerOf<K extends Trigger['kind']> = Extract<Trigger, { readonly kind: K }>;
type TextTriggerWith<K extends string> = { readonly kind: 'text'; readonly reach: Reach } & Extract<
  TextMatch,
  { readonly [key in K]: unknown }
>;

const reach = z.enum(['flow', 'bot']).default('flow') satisfies z.ZodType<Reach>;

const eventSchema: z.ZodType<EventName> = z.enum([
  'session-start',
  'session-expiring',
  'session-expired',
  'flow-completed',
  'handoff-failed',
  'upload-success',
  'upload-failed',
  'request',
]);

const textFields = { kind: z.literal('text'), reach };

export const triggerSchema: z.ZodType<Trigger> = byTag('kind', {
  text: byField({
    equals: objectOf<TextTriggerWith<'equals'>>()({ ...textFields, ...textMatches.equals.shape }),
    pattern: objectOf<TextTriggerWith<'pattern'>>()({ ...textFields, ...textMatches.pattern.shape }),
    regex: objectOf<TextTriggerWith<'regex'>>()({ ...textFields, ...textMatches.regex.shape }),
  }),
  intent: objectOf<TriggerOf<'intent'>>()({ kind: z.literal('intent'), reach, intent: idSchema }),
  event: objectOf<TriggerOf<'event'>>()({ kind: z.literal('event'), reach, event: eventSchema }),
  platform: objectOf<TriggerOf<'platform'>>()({ kind: z.literal('platform'), reach, adapter: idSchema, raw: jsonSchema }),
});
