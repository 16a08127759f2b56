import * as z from 'zod';

// Text positions take any scalar: what counts is how it is spelled, so that 004711 is not the number 4711.
const text = z.union([z.string(), z.number(), z.boolean(), z.null()]).meta({ description: 'Text. Between slashes: a regular expression.' });
const json = z.json();
const record = z.record(z.string(), json);
const oneOrMore = <T extends z.ZodType>(one: T) => z.union([one, z.array(one)]);

const status = z.int().min(100).max(599);
const outcome = z.enum(['timeout', 'error', 'max-connection']);
const response = z
  .strictObject({
    status,
    headers: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
    body: json.optional(),
    /** Relative to the test file. */
    file: z.string().optional().meta({ description: 'File with the body, JSON or text, relative to this one.' }),
  })
  .refine(({ body, file }) => body === undefined || file === undefined, { error: 'Give a body or a file, not both.' });
const stub = z.union([status, outcome, response], { error: 'A stub is a status, timeout, error, max-connection, or { status, body }.' });

const setup = {
  stub: z
    .record(z.string(), oneOrMore(stub))
    .optional()
    .meta({ description: 'Answers of integrations or nodes, by id or name. A list: one a call.' }),
  given: record.optional().meta({ description: 'What only the platform’s cloud would know.' }),
  env: z.record(z.string(), text).optional(),
  set: record.optional().meta({ description: 'Variables the contact begins with.' }),
  now: z.string().optional().meta({ description: 'When the conversation begins, as an ISO date.' }),
  as: oneOrMore(z.string()).optional().meta({ description: 'Platforms: neutral, or the id of an adapter. Default: neutral.' }),
  channel: oneOrMore(z.string()).optional().meta({ description: 'Channels of the platform.' }),
};

const message = z.strictObject({
  text: text.optional(),
  kind: z.enum(['text', 'options', 'card', 'media']).optional(),
  options: z.array(text).optional().meta({ description: 'Labels, in order.' }),
  url: text.optional().meta({ description: 'Of the media.' }),
});

const user = z.strictObject({ text, intent: z.string().optional() });

const step = z.union(
  [
    // The commonest first: each that does not fit costs.
    z.strictObject({ user: z.union([text, user]) }),
    z.strictObject({ bot: z.union([text, message]) }),
    z.strictObject({ choose: z.union([z.string(), z.int().min(1)]) }),
    z.strictObject({ wait: z.union([z.string(), z.int().min(0)]) }),
    z.strictObject({ callback: z.strictObject({ reference: text, result: text, data: json.optional() }) }),
    z.strictObject({ options: z.array(text) }),
    z.strictObject({ absent: oneOrMore(text) }),
    z.strictObject({ handoff: text }),
    z.literal('end'),
    z.literal('anything'),
  ],
  {
    error: 'A step is one of user, choose, wait, callback (what happens), bot, options, absent, handoff, end, anything (what is expected).',
  },
);

const request = z.strictObject({
  method: z.string().optional(),
  url: text.optional(),
  query: z.record(z.string(), text).optional(),
  headers: z.record(z.string(), text).optional(),
  body: json.optional(),
});

const requests = z
  .array(
    z
      .record(z.string(), z.union([z.string(), request]))
      .refine((one) => Object.keys(one).length === 1, { error: 'One integration an entry: `- order-lookup: GET https://…`.' }),
  )
  .meta({ description: 'All calls, in order: `order-lookup: GET https://api.shop.example/orders/1`.' });

const testCase = z.strictObject({
  ...setup,
  talk: z.array(step),
  requests: requests.optional(),
  variables: record.optional().meta({ description: 'Values at the end. A value that has none: null.' }),
  skip: z.string().optional().meta({ description: 'Why the case does not run.' }),
});

/** A file of conversation tests, as people write it. */
export const testFileSchema = z.strictObject({
  $schema: z.string().optional(),
  bot: z
    .union([z.string(), z.array(z.string())], { error: 'Name the file of the bot, or a list of files.' })
    .meta({ description: 'Files of the bots, relative to this one.' }),
  ...setup,
  cases: z.record(z.string(), testCase),
});

export type TestFileInput = z.infer<typeof testFileSchema>;
export type TestCaseInput = z.infer<typeof testCase>;
export type StepInput = z.infer<typeof step>;
export type StubInput = z.infer<typeof stub>;

/** The same for editors, which complete and check files by it: shipped as `dragoman/test.schema.json`. */
export const testFileJsonSchema = (): object => z.toJSONSchema(testFileSchema, { io: 'input' });
