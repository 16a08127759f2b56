import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { m1botJsonSchema } from './m1bot-json-schema.ts';

test('the schema that is shipped is that of the documents', async () => {
  await expect(`${JSON.stringify(m1botJsonSchema(), null, 2)}\n`).toMatchFileSnapshot('../../schema/m1bot.schema.json');
});

test('it takes what the adapter takes', () => {
  const schema = z.fromJSONSchema(m1botJsonSchema() as Parameters<typeof z.fromJSONSchema>[0]);
  const document = JSON.parse(readFileSync(new URL('../../test/fixtures/order-desk.json', import.meta.url), 'utf8'));
  const withComponent = (component: object) => ({ ...document, flows: [{ id: 'main', components: [component] }] });
  const accepts = (value: unknown): boolean => schema.safeParse(value).success;
  expect(accepts(document)).toBe(true);
  expect(accepts(withComponent({ id: 'a', component: 'carousel', anything: 1 }))).toBe(true);
  expect(accepts(withComponent({ id: 'a', component: 'message' }))).toBe(false);
  expect(accepts({ ...document, format: 'm1bot/2' })).toBe(false);
});
