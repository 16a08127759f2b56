import type { JsonObject } from '@dragoman/core';
import * as z from 'zod';
import { components, m1botComponent } from './component.ts';
import { m1botDocument } from './document.ts';

/** The JSON Schema (draft 7, which editors know best) of a document: `@dragoman/adapter-m1bot/m1bot.schema.json`. */
export const m1botJsonSchema = (): JsonObject =>
  z.toJSONSchema(m1botDocument, {
    ...options,
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema !== (m1botComponent as unknown)) return;
      const known = Object.values(components).map((component) => {
        const { $schema: _schema, ...own } = z.toJSONSchema(component, options);
        return own;
      });
      // A component we know must be right, any other passes.
      const others = { type: 'string', pattern: `^(?!(?:${Object.keys(components).join('|')})$)` } as const;
      jsonSchema.anyOf = [...known, { type: 'object', properties: { component: others } }] as typeof known;
    },
  }) as unknown as JsonObject;

const options = { target: 'draft-7', unrepresentable: 'any', io: 'input' } as const;
