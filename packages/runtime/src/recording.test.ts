import { type BotInput, createRedactor, type Input, type IntegrationCall, isDragomanError, normaliseBot } from '@dragoman/core';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createEngine } from './engine.ts';
import { runTurn } from './hosts/run-turn.ts';
import { createVirtualClock } from './hosts/virtual-clock.ts';
import { createRecorder, type Recording, replayRecording } from './recording.ts';
import { startConversation } from './start-conversation.ts';

const source: BotInput = {
  id: 'bot',
  variables: [{ name: 'pin', sensitive: true }],
  integrations: [
    {
      id: 'lookup',
      method: 'POST',
      url: 'https://api.shop.example/{{pin}}',
      response: { variable: 'order', fields: [{ name: 'status', path: '$.status' }] },
    },
  ],
  flows: [
    {
      id: 'main',
      triggers: [{ kind: 'text', pattern: '*' }],
      nodes: [
        { id: 'ask', kind: 'question', text: 'Pin?', variable: 'pin' },
        {
          id: 'call',
          kind: 'api',
          integration: 'lookup',
          delayMs: 20,
          routes: [
            { when: 200, to: 'found' },
            { when: 'other', to: 'lost' },
          ],
        },
        { id: 'found', kind: 'message', text: 'With {{pin}}: {{order.status}}.', next: { end: 'flow' } },
        { id: 'lost', kind: 'message', text: 'Lost: {{order.$outcome}} {{order.$status}}.' },
      ],
    },
  ],
};
const bot = normaliseBot(source);

/** An API whose answers depend on how often it was called. */
const flakyApi = (secret: string): IntegrationCall => {
  let calls = 0;
  const redactor = createRedactor();
  redactor.add(secret);
  return {
    call: async () => {
      calls += 1;
      if (calls % 3 === 0) return { outcome: { kind: 'timeout' }, headers: {} };
      return {
        outcome: { kind: 'response', status: calls % 2 ? 200 : 503 },
        headers: { 'x-echo': secret },
        body: { status: `answer ${calls} ${secret}` },
      };
    },
    redact: (text) => redactor.text(text),
  };
};
const unreachable: IntegrationCall = { call: () => Promise.reject(new TypeError('called while replaying')), redact: (text) => text };

const record = async (texts: readonly string[]): Promise<{ recording: Recording; sent: unknown }> => {
  const call = flakyApi('s3cret-value');
  const engine = createEngine({ call });
  const clock = createVirtualClock(5_000);
  const recorder = createRecorder(bot, { call });
  let conversation = startConversation(bot);
  const sent: unknown[] = [];
  for (const [index, text] of texts.entries()) {
    const input: Input = { kind: 'message', id: String(index), text };
    const running = runTurn(engine, bot, conversation, input, { clock });
    await clock.advance(50);
    const result = await running;
    conversation = result.conversation;
    recorder.add(result.journal, conversation);
    sent.push(result.effects);
  }
  return { recording: JSON.parse(JSON.stringify(recorder.recording())) as Recording, sent };
};

const said = fc.array(fc.oneof(fc.string({ minLength: 1, maxLength: 12 }), fc.constantFrom('call', 'response', 'Lost', 'message')), {
  minLength: 1,
  maxLength: 6,
});

describe('a recording', () => {
  test('replays to the same messages without calling anything, whatever was said', async () => {
    await fc.assert(
      fc.asyncProperty(said, async (texts) => {
        const { recording } = await record(texts);
        const replay = await replayRecording(createEngine({ call: unreachable }), bot, recording);
        expect(replay.turns.map(({ effects }) => effects)).toEqual(recording.turns.map(({ effects }) => effects));
      }),
      { numRuns: 40 },
    );
  });

  test('holds no secret and no sensitive value', async () => {
    const { recording } = await record(['go', 'pin-9431-canary', 'go', 'pin-9431-canary']);
    const text = JSON.stringify(recording);
    expect(text).not.toContain('s3cret-value');
    expect(text).not.toContain('pin-9431-canary');
    expect(text).toContain('[redacted]');
  });

  test('holds no sensitive value of a flow that is over, and none that began it', async () => {
    const short = normaliseBot({
      id: 'short',
      variables: [
        { name: 'code', sensitive: true, scope: 'flow' },
        { name: 'pin', sensitive: true, type: 'number' },
        { name: 'salt', sensitive: true, initial: 'salt-canary' },
      ],
      flows: [
        {
          id: 'main',
          triggers: [{ kind: 'text', pattern: '*' }],
          nodes: [
            { id: 'ask', kind: 'question', text: 'Code?', variable: 'code' },
            { id: 'done', kind: 'message', text: '{{code}} {{pin}} {{salt}}' },
          ],
        },
      ],
    });
    const variables = { pin: 481516234299 };
    const recorder = createRecorder(short, { call: unreachable, variables });
    const engine = createEngine({ call: unreachable });
    let conversation = startConversation(short, { variables });
    for (const text of ['go', 'code-canary']) {
      const input: Input = { kind: 'message', id: text, text };
      const result = await runTurn(engine, short, conversation, input, { clock: createVirtualClock(0), onSensitive: recorder.hide });
      conversation = result.conversation;
      recorder.add(result.journal, conversation);
    }
    const recording = JSON.parse(JSON.stringify(recorder.recording())) as Recording;
    expect(JSON.stringify(recording)).not.toMatch(/canary|481516234299/);
    const replay = await replayRecording(engine, short, recording);
    expect(replay.turns.map(({ effects }) => effects)).toEqual(recording.turns.map(({ effects }) => effects));
  });

  test('does not replay with a bot that does something else', async () => {
    const { recording } = await record(['go', '1234']);
    const changed = normaliseBot({
      ...source,
      flows: [
        {
          id: 'main',
          triggers: [{ kind: 'text', pattern: '*' }],
          nodes: [{ id: 'ask', kind: 'question', text: 'Code?', variable: 'pin' }],
        },
      ],
    });
    const refused = await replayRecording(createEngine({ call: unreachable }), changed, recording).catch((error: unknown) => error);
    expect(isDragomanError(refused) && refused.code).toBe('nondeterminism');
  });

  test('of another bot is refused', async () => {
    const { recording } = await record(['go']);
    const refused = await replayRecording(createEngine({ call: unreachable }), normaliseBot({ ...source, id: 'other' }), recording).catch(
      (error: unknown) => error,
    );
    expect(isDragomanError(refused) && refused.code).toBe('validation');
  });
});
