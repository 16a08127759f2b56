import type { JsonObject } from '@dragoman/core';
import * as z from 'zod';
import { components, m1botComponent } from './component.ts';
import { m1botDocument } from './document.ts';

/** The JSON Schema of a document, for editors. A component it does not know passes. */
export const m1botJsonSchema = (): JsonObject => {
  const known = Object.keys(components);
  const options = { unrepresentable: 'any', io: 'input' } as const;
  const schema = z.toJSONSchema(m1botDocument, {
    ...options,
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema !== (m1botComponent as unknown)) return;
      jsonSchema.allOf = Object.entries(components).map(([component, one]) => {
        const { $schema: _schema, ...own } = z.toJSONSchema(one, options);
        return { if: { properties: { component: { const: component } } }, then: own };
      }) as NonNullable<typeof jsonSchema.allOf>;
      jsonSchema.properties = { ...jsonSchema.properties, component: { type: 'string', examples: known } };
    },
  });
  return { $id: 'https://dragoman.dev/schema/m1bot-1.json', title: 'A bot of m1bot, screen by screen', ...schema } as unknown as JsonObject;
};
