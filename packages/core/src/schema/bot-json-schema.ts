import * as z from 'zod';
import type { Json, JsonObject } from '../json.ts';
import { bodySchema } from './body-schema.ts';
import { openBotSchema } from './bot-schema.ts';
import { contentSchema, optionSchema } from './content-schema.ts';
import { credentialSchema } from './credential-schema.ts';
import { integrationSchema } from './integration-schema.ts';
import { coreNodeSchemas } from './node-schema.ts';
import { anyPluginNodeSchema } from './plugin-node-schema.ts';
import { predicateSchema } from './predicate-schema.ts';
import { rowSchema } from './row-schema.ts';
import { scriptSchema } from './script-schema.ts';
import { semanticsSchema } from './semantics-schema.ts';
import { printers } from './shorthand.ts';
import { targetSchema } from './target-schema.ts';
import { triggerSchema } from './trigger-schema.ts';
import { assignmentSchema, variableSchema } from './variable-schema.ts';
import { apiWhenSchema, platformWhenSchema, replyWhenSchema } from './when-schema.ts';

/** The JSON Schema (draft 7, which editors know best) of a bot in either form: `@dragoman/core/bot.schema.json`. */
export const botJsonSchema = (): Json => {
  const schema = openBotSchema();
  return z.toJSONSchema(schema, {
    target: 'draft-07',
    io: 'input',
    // What has no JSON Schema of its own is a field that holds any JSON.
    unrepresentable: 'any',
    metadata: definitions(),
    override: ({ zodSchema, jsonSchema }) => {
      const print = printers.get(zodSchema);
      if (print === undefined) return;
      const { id, description, ...long } = jsonSchema as JsonObject;
      for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
      Object.assign(jsonSchema, print(long), id !== undefined && { id }, description !== undefined && { description });
    },
  }) as Json;
};

/** What is defined once and referred to, by the name editors show. */
const definitions = (): z.core.$ZodRegistry<z.core.JSONSchemaMeta> => {
  const registry = z.registry<z.core.JSONSchemaMeta>();
  const define = (id: string, schema: z.ZodType, description: string): void => {
    registry.add(schema, { id, description });
  };
  define('integration', integrationSchema, 'One API call, described once and used by any number of api nodes.');
  define('credential', credentialSchema, 'How calls prove who they are.');
  define('variable', variableSchema, 'Declares a variable. Undeclared ones work too: they are of session scope.');
  define('trigger', triggerSchema, 'What starts a flow.');
  define('semantics', semanticsSchema, 'How the bot behaves where platforms differ. Fields left out have the neutral value.');
  define('target', targetSchema, 'Where a conversation goes: the id of a node, a flow, the end.');
  define('predicate', predicateSchema, 'A condition over variables.');
  define('when-api', apiWhenSchema, 'How a call ended: a status, a class like 4xx, an outcome, a value from the body.');
  define('when-reply', replyWhenSchema, 'What a reply is matched with, or an outcome of the kind of node.');
  define('when-platform', platformWhenSchema, 'An outcome of a call or of a reply.');
  define('assignment', assignmentSchema, 'One write to a variable.');
  define('content', contentSchema, 'One part of a message.');
  define('option', optionSchema, 'Something the consumer can tap.');
  define('body', bodySchema, 'What a request carries.');
  define('row', rowSchema, 'One header, query parameter or form field.');
  define('script', scriptSchema, 'Source text of a script.');
  for (const [kind, schema] of Object.entries(coreNodeSchemas)) define(`node-${kind}`, schema, `A node of the kind ${kind}.`);
  define('node-of-plugin', anyPluginNodeSchema, "A node of a plugin's kind: the kind says which other fields it has.");
  return registry;
};
