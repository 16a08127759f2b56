import * as z from 'zod';
import type { Target } from '../document/target.ts';
import { byField, byTag, choose } from './choose.ts';
import { objectOf } from './object-of.ts';
import { platformPartSchema } from './platform-part-schema.ts';
import { idSchema } from './scalar-schemas.ts';
import { orElse, shorthand } from './shorthand.ts';

/** The words that are targets themselves, so that no node may be called by them. */
export const targetWords = ['next', 'repeat'] as const;

type TargetWith<K extends string> = Extract<Target, { readonly [key in K]: unknown }>;
type EndOf<What> = Extract<Target, { readonly end: What }>;

const wordSchema = z.enum(targetWords);

const objectSchema = byField({
  node: objectOf<TargetWith<'node'>>()({ node: idSchema }),
  flow: objectOf<TargetWith<'flow'>>()({ flow: idSchema }),
  end: byTag('end', {
    flow: objectOf<EndOf<'flow'>>()({ end: z.literal('flow') }),
    conversation: objectOf<EndOf<'conversation'>>()({ end: z.literal('conversation'), survey: z.boolean().exactOptional() }),
  }),
  unresolved: objectOf<TargetWith<'unresolved'>>()({ unresolved: z.string() }),
  kind: platformPartSchema,
});

const longSchema: z.ZodType<Target> = choose([wordSchema, objectSchema], (value) => (isTargetWord(value) ? wordSchema : objectSchema));

const isTargetWord = (value: unknown): boolean => targetWords.some((word) => word === value);

export const targetSchema: z.ZodType<Target> = shorthand(
  longSchema,
  (value) => (typeof value === 'string' && !isTargetWord(value) ? { node: value } : value),
  orElse({ type: 'string', description: 'Id of a node.' }),
);
