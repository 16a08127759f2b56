import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BotMessage } from './bot-message.ts';
import { type UpdatedCase, updateTestFile } from './update-test-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dragoman-update-'));
});
afterAll(() => rm(folder, { recursive: true }));

const says = (text: string, options: readonly string[] = []): BotMessage => ({
  from: 'bot',
  kind: options.length === 0 ? 'text' : 'options',
  text,
  ...(options.length > 0 && { options: options.map((label) => ({ label })) }),
});

const updated = async (source: string, exchanges: UpdatedCase['exchanges'], name = 'one') => {
  const path = join(folder, 'a.test.yaml');
  await writeFile(path, source);
  const changed = await updateTestFile(path, [{ name, exchanges }]);
  return { text: await readFile(path, 'utf8'), changed };
};

const file = (talk: string) =>
  `# top\nbot:   a.yaml # the bot\nset: &s { customer:  'Ada' }\ncases:\n    one:   # four spaces\n        set: *s\n        talk:\n${talk}\n        variables: {a:   1}\n`;

describe('a test file that is brought up to date', () => {
  test('keeps every letter but those of what was said', async () => {
    const talk = (greeting: string, answer: string) => `        # before
        - user: 'hi'   # said
        - bot: ${greeting}   # greeting
        - bot: /^Who/
        - user: 0012

        # about the answer
        - bot: ${answer}
        - absent: "no"
        - wait: 5m
        - callback: { reference: pay, result: paid, data: {amount: 012} }
        - anything
        - bot: never`;
    const { text, changed } = await updated(file(talk('"Hello: Ada"', '|\n            Two\n            lines.')), [
      [],
      [says('Hello: Bob'), says('Who?')],
      [says('/x/')],
      [],
      [says('other')],
    ]);
    expect(text).toBe(file(talk('"Hello: Bob"', '/^\\/x\\/$/')));
    expect(changed).toEqual(['one']);
  });

  test('gets messages that are new, and loses those that are gone, where they belong', async () => {
    const { text } = await updated(
      file('        - user: a\n        - user: b\n        - bot: x # first\n        - bot: y\n        - user: c'),
      [
        [says('Welcome.')],
        [says('1', ['Yes', 'No'])],
        [says('x')],
        [
          { from: 'bot', kind: 'handoff', text: '', queue: 'orders' },
          { from: 'bot', kind: 'end', text: '' },
        ],
      ],
    );
    expect(text).toBe(
      file(
        '        - bot: Welcome.\n        - user: a\n        - bot: { text: "1", options: [ Yes, No ] }\n        - user: b\n        - bot: x # first\n        - user: c\n        - handoff: orders\n        - end',
      ),
    );
  });

  test('keeps what was expected where the talk did not get to', async () => {
    const source = file('        - user: a\n        - bot: x\n        - choose: 1\n        - bot: y');
    expect(await updated(source, [[], [says('x')]])).toEqual({ text: source, changed: [] });
  });

  test('in brackets, and as JSON', async () => {
    const json = (talk: readonly unknown[]) => JSON.stringify({ bot: 'a', cases: { one: { talk } } }, null, 2);
    const { text } = await updated(json([{ user: 'a' }, { bot: 'x' }, { bot: 'y' }, { user: 'b' }, { bot: 'z' }]), [
      [],
      [says('new')],
      [says('z'), says('more')],
    ]);
    expect(JSON.parse(text)).toEqual(JSON.parse(json([{ user: 'a' }, { bot: 'new' }, { user: 'b' }, { bot: 'z' }, { bot: 'more' }])));
    expect((await updated('cases: { one: { talk: [{user: a}, {bot: x}] } } # end\n', [[], [says('y'), says('z')]])).text).toBe(
      'cases: { one: { talk: [{user: a}, {"bot":"y"}, {"bot":"z"}] } } # end\n',
    );
  });

  test('with the line ends it has', async () => {
    const talk = (answers: string) => file(`        - user: a\n${answers}`).replaceAll('\n', '\r\n');
    const { text } = await updated(talk('        - bot: x'), [[], [says('y'), says('z')]]);
    expect(text).toBe(talk('        - bot: y\n        - bot: z'));
  });

  test('whatever a bot says stands there then, and a second time changes nothing', async () => {
    const message = fc.record({
      text: fc.string({ unit: 'grapheme', minLength: 1 }),
      options: fc.array(fc.string({ minLength: 1 }), { maxLength: 2 }),
    });
    const exchange = fc.array(
      message.map(({ text, options }) => says(text, options)),
      { maxLength: 3 },
    );
    const layout = fc.constantFrom(
      file('        - bot: x\n        - user: a\n        - bot: y # c\n        - bot: z\n        - user: b'),
      'cases:\n  one: { talk: [{bot: x}, {user: a}, {bot: y}, {bot: z}, {user: b}] }\n',
    );
    await fc.assert(
      fc.asyncProperty(layout, fc.tuple(exchange, exchange, exchange), async (source, exchanges) => {
        const { text } = await updated(source, exchanges);
        const again = await updated(text, exchanges);
        expect(again).toEqual({ text, changed: [] });
      }),
      { numRuns: 200 },
    );
  });
});
