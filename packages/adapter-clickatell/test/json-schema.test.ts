import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { clickatellDocument } from '../src/wire/document.ts';
import { nodes } from '../src/wire/node.ts';

type Schema = { [field: string]: unknown };

const schemaOf = (schema: z.ZodType): Schema => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as Schema;
  return rest;
};

/** The schema editors complete documents by: a step is what its type says, and any other step may stand there. */
const documentSchema = (): Schema => {
  const document = JSON.parse(JSON.stringify(z.toJSONSchema(clickatellDocument, { unrepresentable: 'any', io: 'input' }))) as {
    properties: { workflows: { items: { properties: { nodes: { items: Schema } } } } };
  };
  const { items } = document.properties.workflows.items.properties.nodes;
  const known = Object.entries(nodes).map(([type, schema]) => ({
    if: { properties: { type: { const: type } }, required: ['type'] },
    // biome-ignore lint/suspicious/noThenProperty: JSON Schema calls it so.
    then: schemaOf(schema),
  }));
  document.properties.workflows.items.properties.nodes.items = { ...items, allOf: known };
  return { ...document, title: 'A bot as Clickatell Chat Flow holds it' };
};

describe('the JSON Schema that is shipped', () => {
  test('is that of what is read', async () => {
    await expect(`${JSON.stringify(documentSchema(), null, 2)}\n`).toMatchFileSnapshot('../schema/clickatell.schema.json');
  });

  test('knows each type of a step', () => {
    expect(Object.keys(nodes)).toContain('API Integration');
    expect(JSON.stringify(documentSchema())).toContain('HTTP_RESPONSE_CODE');
  });
});
