import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDragomanError } from '@dragoman/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTestFile } from './read-test-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dragoman-tests-'));
  await writeFile(join(folder, 'order.json'), '{"status": "sent"}');
});
afterAll(() => rm(folder, { recursive: true }));

const read = async (text: string) => {
  await writeFile(join(folder, 'a.test.yaml'), text);
  return readTestFile(join(folder, 'a.test.yaml'), 'a.test.yaml');
};

const problems = async (text: string): Promise<readonly string[]> => {
  try {
    await read(text);
  } catch (error) {
    if (isDragomanError(error)) return error.message.split('\n');
    throw error;
  }
  return [];
};

const talk = (...steps: readonly string[]) =>
  `bot: b.json\ncases:\n  one:\n    talk:\n${steps.map((step) => `      - ${step}`).join('\n')}\n`;

describe('a file of conversation tests', () => {
  test('texts keep the spelling they have in the file, and slashes make an expression', async () => {
    const { tests, bots } = await read(
      talk(
        'user: 004711',
        'bot: true',
        'bot: /^Order \\d+$/i',
        'bot: { text: 1.0, options: [1, no] }',
        'absent: [~, null]',
        'handoff: 007',
      ),
    );
    expect(bots).toEqual([join(folder, 'b.json')]);
    expect(tests[0]?.steps.map(({ place: _, ...step }) => step)).toEqual([
      { kind: 'user', text: '004711' },
      { kind: 'bot', message: { text: { text: 'true' } } },
      { kind: 'bot', message: { text: { regex: /^Order \d+$/i } } },
      { kind: 'bot', message: { text: { text: '1.0' }, options: [{ text: '1' }, { text: 'no' }] } },
      { kind: 'absent', texts: [{ text: '~' }, { text: 'null' }] },
      { kind: 'bot', message: { kind: 'handoff', queue: { text: '007' } } },
    ]);
  });

  test('a case has the settings of its file, and its own go before them', async () => {
    const { tests } = await read(`bot: [b.json, ../c.json]
as: [neutral, tally]
stub: { look-up: 500, complain: { status: 200, file: order.json } }
env: { REGION: 010 }
set: { count: 1 }
now: 2026-03-01T09:00:00Z
cases:
  one:
    as: tally
    stub: { look-up: [404, timeout] }
    set: { name: Ada }
    talk: []
    requests:
      - look-up: GET https://api.shop.example/orders/1
      - complain: { method: POST, query: { id: 007 }, body: { a: [1] } }
      - look-up: POST
    variables: { count: 1, gone: null }
  two: { talk: [anything], skip: later }
`);
    expect(tests[0]).toMatchObject({
      name: 'one',
      platforms: ['tally'],
      setup: {
        stub: [{ 'look-up': [404, 'timeout'] }, { 'look-up': [500], complain: [{ status: 200, body: { status: 'sent' } }] }],
        env: { REGION: '010' },
        set: { count: 1, name: 'Ada' },
        now: '2026-03-01T09:00:00Z',
      },
      requests: [
        { integration: 'look-up', method: 'GET', url: { text: 'https://api.shop.example/orders/1' } },
        { integration: 'complain', method: 'POST', query: { id: { text: '007' } }, body: { a: [1] } },
        { integration: 'look-up', method: 'POST' },
      ],
      variables: { count: 1, gone: null },
    });
    expect(tests[1]).toMatchObject({ name: 'two', platforms: ['neutral', 'tally'], skip: 'later' });
  });

  test.each<[string, string]>([
    [talk('user: hi', 'says: ho'), 'a.test.yaml:6:9 cases.one.talk.1: A step is one of user, choose'],
    [talk('bot: /(/'), 'a.test.yaml:5:14 cases.one.talk.0.bot: /(/ is no regular expression.'],
    [talk('wait: soon'), 'a.test.yaml:5:15 cases.one.talk.0.wait: "soon" is no duration.'],
    ['bot: b.json\ncases:\n  one:\n    talks: []\n', 'cases.one.talk'],
    ['bot: b.json\ncases:\n  one:\n    talk: []\n    stub: { look-up: 99 }\n', 'a.test.yaml:5:22 cases.one.stub.look-up: Too small'],
    ['bot: b.json\ncases:\n  one:\n    talk: []\n    stub: { look-up: [] }\n', 'The list of answers is empty'],
    ['bot: b.json\nnow: noon\ncases:\n  one: { talk: [] }\n', '"noon" is no time'],
    ['cases: {}\n', 'a.test.yaml:1:1 bot: Name the file'],
    ['bot: [\n', 'a.test.yaml:2:1: Not valid YAML'],
    ['', 'a.test.yaml:1:1: The file is empty.'],
  ])('%j is refused where it is wrong', async (text, expected) => {
    expect((await problems(text)).join('\n')).toContain(expected);
  });
});
