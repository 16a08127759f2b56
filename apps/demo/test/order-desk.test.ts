import { checkRules, coreRules, readBot } from '@dragoman/core';
import { builtInCredentialKinds } from '@dragoman/http';
import { describe, expect, test } from 'vitest';
import orderDesk from '../src/order-desk.bot.ts';
import { demoPlugin } from '../src/plugin/demo-plugin.ts';

const { value: bot, diagnostics } = readBot(orderDesk, { nodeKinds: demoPlugin.nodeKinds, credentialKinds: builtInCredentialKinds });
const nodes = bot?.flows.flatMap((flow) => flow.nodes) ?? [];

describe('order desk', () => {
  test('is valid, and no rule has anything to say', () => {
    expect(diagnostics).toEqual([]);
    expect(bot && checkRules(bot, coreRules)).toEqual([]);
  });

  test('shows every kind of node but script and platform, and the one of the plugin', () => {
    expect(new Set(nodes.map(({ kind }) => kind))).toEqual(
      new Set([
        'start',
        'message',
        'question',
        'choice',
        'list',
        'api',
        'condition',
        'assign',
        'jump',
        'handoff',
        'wait',
        'end',
        'demo/rating',
      ]),
    );
  });

  test('shows every kind of content that any channel can show', () => {
    const contents = nodes.flatMap((node) => (node.kind === 'message' ? node.content : []));

    expect(new Set(contents.map(({ kind }) => kind))).toEqual(new Set(['text', 'media', 'card', 'cards']));
  });

  test('treats each way an order look-up can end in its own way', () => {
    const lookUp = nodes.find(({ id }) => id === 'look-up');

    expect(lookUp?.routes.map(({ when }) => when)).toEqual([
      { status: 200 },
      { status: 404 },
      { status: 429 },
      { class: '5xx' },
      { is: 'timeout' },
      { is: 'max-connection' },
      { is: 'error' },
      { is: 'other' },
    ]);
    expect(new Set(lookUp?.routes.map(({ say, to }) => `${say} ${JSON.stringify(to)}`)).size).toBe(lookUp?.routes.length);
  });

  test('names its secrets and holds none', () => {
    expect(bot?.credentials).toEqual([
      { id: 'shop-key', name: 'shop-key', kind: 'api-key', fields: { header: 'x-api-key', key: { secret: 'SHOP_KEY' } } },
    ]);
  });
});
