import * as z from 'zod';
import type { InlineOrigin, Origin, OriginFile } from '../document/origin.ts';
import { byField } from './choose.ts';
import { objectOf } from './object-of.ts';

export const originSchema: z.ZodType<Origin> = byField({
  source: objectOf<InlineOrigin>()({ source: z.string() }),
  file: objectOf<OriginFile>()({
    file: z.string().min(1),
    sha256: z.string().regex(/^[0-9a-f]{64}$/, 'Expected the SHA-256 of the file, in hex.'),
  }),
});
