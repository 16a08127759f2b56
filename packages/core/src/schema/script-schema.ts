import * as z from 'zod';
import type { Script } from '../document/script.ts';
import { objectOf } from './object-of.ts';
import { idSchema } from './scalar-schemas.ts';

export const scriptSchema: z.ZodType<Script> = objectOf<Script>()({ dialect: idSchema, source: z.string() });
