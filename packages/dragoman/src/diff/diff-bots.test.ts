import { type BotInput, normaliseBot } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import { diffLines } from '../printing/diff-lines.ts';
import { diffBots } from './diff-bots.ts';

const message = (id: string, text = id) => ({ id, kind: 'message', text }) as const;

const bot = (nodes: NonNullable<BotInput['flows']>[number]['nodes'], more: Partial<BotInput> = {}) =>
  normaliseBot({ id: 'shop', flows: [{ id: 'main', kind: 'fallback', nodes }], ...more });

const lines = (before: ReturnType<typeof bot>, after: ReturnType<typeof bot>) => diffLines(diffBots(before, after));

describe('the changes between two versions of a bot', () => {
  test('are none when only the origin differs', () => {
    const before = bot([message('a')]);
    expect(diffBots(before, { ...before, origins: { slate: { source: '{}' } } })).toEqual([]);
    expect(lines(before, before)).toEqual(['The bots are the same.']);
  });

  test('name what was added, removed and moved', () => {
    expect(
      lines(bot([message('a'), message('b'), message('c'), message('d')]), bot([message('c'), message('a'), message('e'), message('d')])),
    ).toEqual(['> node a in main (moved)', '+ node e in main', '- node b in main']);
  });

  test('point at the field', () => {
    const before = bot([{ ...message('a'), routes: [{ when: 'no-match', to: 'repeat' }] }]);
    const after = bot([
      {
        ...message('a', 'Hello'),
        routes: [
          { when: { equals: 'x' }, to: 'next' },
          { when: 'no-match', to: 'repeat' },
        ],
      },
    ]);
    expect(lines(before, after)).toEqual([
      '~ node a in main',
      '    routes[0]: + {"when":{"equals":"x"},"to":"next"}',
      '    content[0].text: "a" → "Hello"',
    ]);
  });

  test('show scripts line by line', () => {
    const script = (source: string) => bot([{ id: 's', kind: 'script', dialect: 'es5', source }]);
    expect(lines(script('a();\nb();\nc();\n'), script('a();\nB();\nc();\n'))).toEqual([
      '~ node s in main',
      '    source:',
      '      @@ line 1 → 1 @@',
      '       a();',
      '      -b();',
      '      +B();',
      '       c();',
    ]);
  });

  test('know a renamed node by what it says, and a renamed flow by its nodes', () => {
    const before = bot([message('a'), message('b')]);
    const after = bot([message('a'), { ...message('b'), id: 'c', name: 'c' }]);
    expect(lines(before, after)).toEqual(['~ node c in main', '    id: "b" → "c"', '    name: "b" → "c"']);
    const renamed = { ...before, flows: before.flows.map((flow) => ({ ...flow, id: 'other', name: 'Other' })) };
    expect(lines(before, renamed)).toEqual(['~ flow Other', '    id: "main" → "other"', '    name: "main" → "Other"']);
  });

  test('know a renamed node by its id, and a node that went to another flow', () => {
    const before = bot([message('a'), message('b')]);
    const renamed = bot([{ ...message('a'), name: 'Greeting' }, message('b')]);
    expect(lines(before, renamed)).toEqual(['~ node Greeting in main', '    name: "a" → "Greeting"']);
    const moved = normaliseBot({
      id: 'shop',
      flows: [
        { id: 'main', kind: 'fallback', nodes: [message('a')] },
        { id: 'more', nodes: [message('b')] },
      ],
    });
    expect(lines(before, moved)).toEqual(['+ flow more', '> node b in more (moved from main)']);
  });

  test('cover integrations, credentials, variables and the bot itself', () => {
    const before = bot([message('a')], {
      variables: [{ name: 'x' }],
      integrations: [{ id: 'i', method: 'GET', url: 'https://a.example', response: { variable: 'r' } }],
    });
    const after = bot([message('a')], {
      name: 'Shop',
      variables: [{ name: 'x', type: 'number' }],
      credentials: [{ id: 'c', kind: 'basic', fields: {} }],
      integrations: [{ id: 'i', method: 'GET', url: 'https://b.example', response: { variable: 'r' } }],
    });
    expect(lines(before, after)).toEqual([
      '~ bot Shop',
      '    name: "shop" → "Shop"',
      '~ variable x',
      '    type: "text" → "number"',
      '+ credential c',
      '~ integration i',
      '    url: "https://a.example" → "https://b.example"',
    ]);
  });

  test('of removed flows name their nodes', () => {
    const before = normaliseBot({
      id: 'shop',
      flows: [
        { id: 'main', kind: 'fallback', nodes: [message('a')] },
        { id: 'old', nodes: [message('b')] },
      ],
    });
    expect(lines(before, bot([message('a')]))).toEqual(['- flow old', '- node b in old']);
  });
});
