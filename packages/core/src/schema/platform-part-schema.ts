import * as z from 'zod';
import type { PlatformOptions, PlatformPart } from '../document/platform-part.ts';
import { objectOf } from './object-of.ts';
import { idSchema, jsonSchema } from './scalar-schemas.ts';

export const platformPartSchema: z.ZodType<PlatformPart> = objectOf<PlatformPart>()({
  kind: z.literal('platform'),
  adapter: idSchema,
  raw: jsonSchema,
});

export const platformOptionsSchema: z.ZodType<PlatformOptions> = z.record(z.string(), jsonSchema);
