import * as z from 'zod';
import type {
  Concurrency,
  HttpIntegration,
  Integration,
  Method,
  PlatformIntegration,
  ResponseField,
  ResponseMapping,
  Retry,
} from '../document/integration.ts';
import { bodySchema } from './body-schema.ts';
import { byTag, choose } from './choose.ts';
import { named } from './named.ts';
import { objectOf } from './object-of.ts';
import { paginationSchema } from './pagination-schema.ts';
import { platformOptionsSchema } from './platform-part-schema.ts';
import { rowSchema } from './row-schema.ts';
import { countSchema, idSchema, jsonPathSchema, jsonSchema, positiveSchema, statusSchema, templateSchema } from './scalar-schemas.ts';
import { scriptSchema } from './script-schema.ts';
import { variableTypeSchema } from './variable-schema.ts';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const satisfies readonly Method[];

const fieldSchema: z.ZodType<ResponseField> = objectOf<ResponseField>()({
  name: idSchema,
  path: jsonPathSchema,
  perRow: z.boolean().exactOptional(),
  to: idSchema.exactOptional(),
  type: variableTypeSchema.exactOptional(),
});

const statusOutcomeSchema = z.literal('status');
const pathOutcomeSchema = objectOf<Exclude<ResponseMapping['outcome'], string>>()({ jsonpath: jsonPathSchema });

const outcomeSchema: z.ZodType<ResponseMapping['outcome']> = choose([statusOutcomeSchema, pathOutcomeSchema], (value) =>
  typeof value === 'string' ? statusOutcomeSchema : pathOutcomeSchema,
);

const responseSchema: z.ZodType<ResponseMapping> = objectOf<ResponseMapping>()({
  variable: idSchema,
  format: z.enum(['json', 'xml', 'text']).default('json'),
  outcome: outcomeSchema.default('status'),
  transform: scriptSchema.exactOptional(),
  rows: jsonPathSchema.exactOptional(),
  fields: z.array(fieldSchema).default([]),
  onMissing: z.enum(['unset', 'keep']).default('unset'),
  sample: jsonSchema.exactOptional(),
  schema: jsonSchema.exactOptional(),
});

const retrySchema: z.ZodType<Retry> = objectOf<Retry>()({ retries: countSchema, statuses: z.array(statusSchema).default([]) });

const concurrencySchema: z.ZodType<Concurrency> = objectOf<Concurrency>()({
  limit: positiveSchema,
  queue: countSchema.exactOptional(),
});

const baseFields = {
  id: idSchema,
  name: z.string(),
  response: responseSchema,
  timeoutMs: positiveSchema.exactOptional(),
  retry: retrySchema.exactOptional(),
  concurrency: concurrencySchema.exactOptional(),
  platformOptions: platformOptionsSchema.exactOptional(),
};

const httpSchema: z.ZodType<HttpIntegration> = objectOf<HttpIntegration>()({
  ...baseFields,
  kind: z.literal('http').default('http'),
  method: z.enum(methods),
  url: templateSchema,
  query: z.array(rowSchema).default([]),
  headers: z.array(rowSchema).default([]),
  body: bodySchema.exactOptional(),
  credential: idSchema.exactOptional(),
  idempotency: objectOf<NonNullable<HttpIntegration['idempotency']>>()({ header: z.string().min(1) }).exactOptional(),
  pagination: paginationSchema.exactOptional(),
  defaultHeaders: z.boolean().exactOptional(),
  onInterrupted: z.enum(['error', 'resend']).exactOptional(),
});

const platformSchema: z.ZodType<PlatformIntegration> = objectOf<PlatformIntegration>()({
  ...baseFields,
  kind: z.literal('platform'),
  adapter: idSchema,
  raw: jsonSchema,
});

export const integrationSchema: z.ZodType<Integration> = byTag(
  'kind',
  { http: named(httpSchema), platform: named(platformSchema) },
  'http',
);
