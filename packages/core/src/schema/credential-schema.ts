import * as z from 'zod';
import type { Credential, SecretReference } from '../document/credential.ts';
import { choose } from './choose.ts';
import { named } from './named.ts';
import { objectOf } from './object-of.ts';
import { idSchema } from './scalar-schemas.ts';
import { shorthand } from './shorthand.ts';

const textSchema = z.string();
const secretSchema = objectOf<SecretReference>()({ secret: idSchema });

const longFieldSchema: z.ZodType<string | SecretReference> = choose([textSchema, secretSchema], (value) =>
  typeof value === 'string' ? textSchema : secretSchema,
);

/** `{{secret.NAME}}` alone is the secret of that name. */
const fieldSchema = shorthand(
  longFieldSchema,
  (value) => {
    const name = typeof value === 'string' ? /^\{\{\s*secret\.([\w-]+)\s*\}\}$/.exec(value)?.[1] : undefined;
    return name === undefined ? value : { secret: name };
  },
  (long) => long,
);

export const credentialSchema: z.ZodType<Credential> = named(
  objectOf<Credential>()({
    id: idSchema,
    name: z.string(),
    kind: idSchema,
    fields: z.record(z.string(), fieldSchema),
  }),
);
