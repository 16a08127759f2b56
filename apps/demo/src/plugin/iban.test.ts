import { completeCapabilities, defineBot, type Effect, normaliseBot } from '@dragoman/core';
import { createEngine, createVirtualClock, runTurn, startConversation, stubCall } from '@dragoman/runtime';
import { describe, expect, test } from 'vitest';
import { demoPlugin } from './demo-plugin.ts';
import { iban } from './iban.ts';

const said = async (account: string): Promise<readonly Effect[]> => {
  const input = defineBot({
    id: 'refund',
    flows: [
      {
        id: 'main',
        triggers: [{ kind: 'text', equals: 'refund' }],
        nodes: [
          iban({ id: 'ask-account', text: 'To which account?', variable: 'account', routes: [{ when: 'invalid', to: 'wrong' }] }),
          { id: 'thanks', kind: 'message', text: 'It goes to {{account}}.', next: { end: 'flow' } },
          { id: 'wrong', kind: 'message', text: '{{account}} is no account.' },
        ],
      },
    ],
  });
  const bot = normaliseBot(input, { nodeKinds: demoPlugin.nodeKinds });
  const call = stubCall({}, { call: async () => ({ outcome: { kind: 'timeout' }, headers: {} }), redact: (text) => text });
  const engine = createEngine({ call, plugins: [demoPlugin] });
  const clock = createVirtualClock();
  const { conversation } = await runTurn(engine, bot, startConversation(bot), { kind: 'message', id: '1', text: 'refund' }, { clock });
  return (await runTurn(engine, bot, conversation, { kind: 'message', id: '2', text: account }, { clock })).effects;
};

test.each([
  ['NO93 8601 1117 947', 'It goes to NO93 8601 1117 947.'],
  ['NO93 8601 1117 948', 'NO93 8601 1117 948 is no account.'],
])('%s', async (account, text) => {
  expect(await said(account)).toMatchObject([{ kind: 'message', message: { text } }]);
});

describe('said in core kinds', () => {
  const lowered = (...scripts: readonly string[]) =>
    iban.lower?.(
      { text: 'To which account?', variable: 'account' },
      { capabilities: completeCapabilities({ nodes: ['question'], scripts }) },
    );

  test('loses the check digits where no script can verify them, and says so', () => {
    expect(lowered('other')?.nodes.map(({ kind }) => kind)).toEqual(['question']);
    expect(lowered()?.loss).toBe('Only the shape of the number is checked, not its check digits.');
  });

  test('loses nothing where one can', () => {
    expect(lowered('es5')?.nodes.map(({ kind }) => kind)).toEqual(['question', 'script', 'condition']);
    expect(lowered('es5')?.loss).toBeUndefined();
  });
});
