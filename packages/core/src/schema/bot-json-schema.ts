import * as z from 'zod';
import type { Json, JsonObject } from '../json.ts';
import { openBotSchema } from './bot-schema.ts';
import { printers } from './shorthand.ts';

/** The JSON Schema (draft 7, which editors know best) of a bot in either form: `@dragoman/core/bot.schema.json`. */
export const botJsonSchema = (): Json =>
  z.toJSONSchema(openBotSchema(), {
    target: 'draft-07',
    io: 'input',
    unrepresentable: 'any',
    reused: 'ref',
    override: ({ zodSchema, jsonSchema }) => {
      const print = printers.get(zodSchema);
      if (print === undefined) return;
      const printed = print({ ...(jsonSchema as JsonObject) });
      for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
      Object.assign(jsonSchema, printed);
    },
  }) as Json;
