import * as z from 'zod';
import type { Body } from '../document/integration.ts';
import type { Json } from '../json.ts';
import { byField } from './choose.ts';
import { jsonBodyText } from './json-body-text.ts';
import { objectOf } from './object-of.ts';
import { rowSchema } from './row-schema.ts';
import { templateSchema } from './scalar-schemas.ts';
import { orElse, shorthand } from './shorthand.ts';

type BodyWith<K extends string> = Extract<Body, { readonly [key in K]: unknown }>;

const jsonTextSchema: z.ZodType<string> = shorthand(
  templateSchema,
  (value) => (typeof value === 'object' && value !== null ? jsonBodyText(value as Json) : value),
  orElse({ type: ['object', 'array'] }),
);

export const bodySchema: z.ZodType<Body> = byField({
  json: objectOf<BodyWith<'json'>>()({ json: jsonTextSchema }),
  form: objectOf<BodyWith<'form'>>()({ form: z.array(rowSchema) }),
  text: objectOf<BodyWith<'text'>>()({ text: templateSchema, contentType: z.string().exactOptional() }),
});
