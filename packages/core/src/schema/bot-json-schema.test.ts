import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { BotInput } from '../input/bot-input.ts';
import { changedBot } from '../reading/changed-bot.fixture.ts';
import { everythingBot } from '../reading/everything-bot.fixture.ts';
import { normaliseBot } from '../reading/normalise-bot.ts';
import { readBot } from '../reading/read-bot.ts';
import { botJsonSchema } from './bot-json-schema.ts';

const accepts = (() => {
  const schema = z.fromJSONSchema(botJsonSchema() as z.core.JSONSchema.JSONSchema);
  return (document: unknown): boolean => schema.safeParse(document).success;
})();

describe('the JSON Schema of a bot', () => {
  test('is the one that is shipped (after a change: vitest -u)', async () => {
    await expect(`${JSON.stringify(botJsonSchema(), null, 2)}\n`).toMatchFileSnapshot('../../schema/bot.schema.json');
  });

  test('accepts what people write and what is stored', () => {
    expect(accepts(everythingBot)).toBe(true);
    expect(accepts(normaliseBot(everythingBot))).toBe(true);
    expect(accepts({ $schema: './bot.schema.json', id: 'empty' })).toBe(true);
  });

  test.each<[string, unknown]>([
    ['an unknown field', { id: 'a', integration: [] }],
    ['no id', { name: 'a' }],
    ['an unknown method', { id: 'a', integrations: [{ id: 'i', method: 'get', url: 'https://a.example', response: { variable: 'r' } }] }],
    [
      'a status on a question',
      { id: 'a', flows: [{ id: 'f', nodes: [{ id: 'q', kind: 'question', text: 'T', routes: [{ when: 404, to: 'q' }] }] }] },
    ],
    ['a core kind that does not exist', { id: 'a', flows: [{ id: 'f', nodes: [{ id: 'q', kind: 'questin', text: 'T' }] }] }],
  ])('refuses %s', (_, document) => {
    expect(accepts(document)).toBe(false);
  });

  test('accepts whatever can be read', () => {
    fc.assert(
      fc.property(changedBot, (document) => {
        const { value } = readBot(document);
        fc.pre(value !== undefined);
        // Fields that are undefined are none in JSON.
        expect(accepts(JSON.parse(JSON.stringify(document)))).toBe(true);
        expect(accepts(value)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  test('is not needed to be named by a bot, and is no part of one', () => {
    expect(normaliseBot({ $schema: './bot.schema.json', id: 'a' } as BotInput)).toEqual(normaliseBot({ id: 'a' }));
  });
});
