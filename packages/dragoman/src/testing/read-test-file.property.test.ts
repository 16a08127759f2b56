import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDragomanError } from '@dragoman/core';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readTestFile } from './read-test-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dragoman-tests-'));
});
afterAll(() => rm(folder, { recursive: true }));

const whole = `# Where orders are.
$schema: https://example.org/test.schema.json
bot: [desk.bot.yaml, ../other.json]
as: [neutral, slate]
channel: sms
env: { REGION: 010 }
given: { $agent: { name: Ada } }
set: &set { customer: 'Ada', visits: 1.0 }
now: 2026-03-01T09:00:00Z
stub: { order-lookup: [404, timeout, { status: 200, headers: { a: [b, c] }, body: { status: sent } }] }
cases:
  "a sequence":
    set: *set
    talk:
      - user: { text: 004711, intent: orders }
      - bot: /^Order \\d+$/i
      - bot: { kind: options, text: "More?", options: [Yes, /^N/], url: ~ }
      - options: [a, b]
      - choose: 2
      - wait: 9m
      - callback: { reference: pay, result: paid, data: { amount: 12 } }
      - absent: [x, /y/]
      - anything
      - handoff: |
          orders
      - end
    requests:
      - order-lookup: GET https://api.shop.example/orders/1
      - complain: { method: POST, url: /x/, query: { a: 1 }, headers: { b: c }, body: [1, null] }
    variables: { orderId: "3", nothing: null }
  skipped: { skip: later, talk: [] }
`;

const piece = fc.oneof(
  fc.constantFrom(
    ': ',
    '- ',
    '&a ',
    '*a ',
    '*set',
    '!!x ',
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    '|\n',
    '\n',
    '\n\n  ',
    '\t',
    '#',
    '---\n',
    '<<: *set',
    '~',
  ),
  fc.constantFrom(
    'null',
    '1e999',
    '-1',
    '/(/',
    '/a/z',
    '__proto__',
    'constructor',
    'toString',
    'cases',
    'talk',
    'bot',
    'user',
    'choose',
    'wait',
  ),
  fc.string({ unit: 'binary', maxLength: 5 }),
);

const edit = fc.record({ at: fc.nat(whole.length), cut: fc.oneof(fc.nat(3), fc.nat(60)), put: piece });

const mutated = fc
  .array(edit, { minLength: 1, maxLength: 5 })
  .map((edits) => edits.reduce((text, { at, cut, put }) => text.slice(0, at) + put + text.slice(at + cut), whole));

/** The same tree with a part of it replaced by something that does not belong there. */
const strange = fc
  .tuple(
    fc.nat(),
    fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom({ user: 'a', bot: 'b' }, { bot: { text: {} } }, [[]], { status: 200, file: 'nowhere.json' }),
    ),
  )
  .map(([line, value]) => {
    const lines = whole.split('\n');
    const at = line % lines.length;
    return lines.map((text, index) => (index === at ? text.replace(/(?<=: |- ).*$/, JSON.stringify(value)) : text)).join('\n');
  });

const problemsOf = async (text: string): Promise<readonly string[]> => {
  await writeFile(join(folder, 'a.test.yaml'), text);
  try {
    await readTestFile(join(folder, 'a.test.yaml'), 'a.test.yaml');
    return [];
  } catch (error) {
    if (!isDragomanError(error) || error.code !== 'validation') throw error;
    return error.message.split('\n');
  }
};

test('the file that is spoiled below is right', async () => {
  expect(await problemsOf(whole)).toEqual([]);
});

test('whatever stands in a file of tests is read, or refused with a place for each problem', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(mutated, strange), async (text) => {
      for (const problem of await problemsOf(text)) expect(problem).toMatch(/^a\.test\.yaml:\d+:\d+[: ]/);
    }),
    { numRuns: 400 },
  );
});
