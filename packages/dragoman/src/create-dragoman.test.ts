import { Clock, definePlugin, normaliseBot, override, type RunEvent } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import { createDragoman } from './create-dragoman.ts';

const bot = normaliseBot({
  id: 'reminder',
  credentials: [{ id: 'key', kind: 'api-key', fields: { header: 'x-key', key: { secret: 'KEY' } } }],
  integrations: [
    {
      id: 'time',
      method: 'GET',
      url: 'https://api.example/{{env.REGION}}/time',
      credential: 'key',
      response: { variable: 'time', fields: [{ name: 'now', path: '$.now' }] },
    },
  ],
  flows: [
    {
      id: 'time',
      triggers: [{ kind: 'text', equals: 'time' }],
      nodes: [
        {
          id: 'call',
          kind: 'api',
          integration: 'time',
          routes: [
            { when: 'success', to: 'tell' },
            { when: 'other', to: 'sorry' },
          ],
        },
        { id: 'tell', kind: 'message', text: 'It is {{time.now}}.', next: { end: 'flow' } },
        { id: 'sorry', kind: 'message', text: 'I cannot tell: {{time.$outcome}}.' },
      ],
    },
    {
      id: 'later',
      triggers: [{ kind: 'text', equals: 'wait' }],
      nodes: [
        {
          id: 'wait',
          kind: 'wait',
          reference: 'bell',
          timeoutMs: 60_000,
          routes: [
            { when: 'callback', to: 'rang' },
            { when: 'timeout', to: 'silent' },
          ],
        },
        { id: 'rang', kind: 'message', text: 'It rang.', next: { end: 'flow' } },
        { id: 'silent', kind: 'message', delayMs: 3_600_000, text: 'It did not ring.' },
      ],
    },
    { id: 'rest', kind: 'fallback', nodes: [{ id: 'sorry-what', kind: 'message', text: 'Pardon, {{name}}?' }] },
  ],
});

const textsOf = (effects: readonly unknown[]) => effects.map((effect) => (effect as { message?: { text?: string } }).message?.text);

describe('createDragoman', () => {
  test('a conversation on stubs needs nothing else', async () => {
    const dragoman = createDragoman({ stub: { time: [{ status: 200, body: { now: '12:00' } }, 'timeout'] }, env: { REGION: 'eu' } });
    const talk = dragoman.converse(bot);
    expect(textsOf(await talk.say('time'))).toEqual(['It is 12:00.']);
    expect(textsOf(await talk.say('time'))).toEqual(['I cannot tell: timeout.']);
    await dragoman.dispose();
  });

  test('offline, a call without a stub is blocked', async () => {
    const dragoman = createDragoman({ offline: true, secrets: { KEY: 'of the tower' } });
    const events: RunEvent[] = [];
    await dragoman.converse(bot, { onEvent: (event) => events.push(event) }).say('time');
    expect(events).toContainEqual(
      expect.objectContaining({ event: 'request-end', outcome: expect.objectContaining({ kind: 'error', reason: 'blocked' }) }),
    );
    await dragoman.dispose();
  });

  test('secrets that were given are redacted, used or not', () => {
    expect(createDragoman({ secrets: { KEY: 'of the tower' } }).call.redact('the key of the tower')).not.toContain('tower');
  });

  test('whoever listens on the bus hears every conversation', async () => {
    const dragoman = createDragoman();
    const heard: number[] = [];
    dragoman.events.on('turn-end', ({ turn }) => void heard.push(turn));
    const talk = dragoman.converse(bot);
    await talk.say('hi');
    await talk.say('hi');
    await dragoman.converse(bot).say('hi');
    expect(heard).toEqual([1, 2, 1]);
  });

  test("a plugin's override is what everything runs on, and its lifecycle is kept", async () => {
    const life: string[] = [];
    const frozen = definePlugin({
      name: 'frozen',
      providers: [
        override(Clock, () => ({ now: () => 42, sleep: async () => {} }), {
          start: () => void life.push('start'),
          dispose: () => void life.push('dispose'),
        }),
      ],
    });
    const dragoman = createDragoman({ plugins: [frozen] });
    await dragoman.start();
    const events: RunEvent[] = [];
    await dragoman.converse(bot, { onEvent: (event) => events.push(event) }).say('hi');
    expect(new Set(events.map(({ atMs }) => atMs))).toEqual(new Set([42]));
    await dragoman.dispose();
    expect(life).toEqual(['start', 'dispose']);
  });
});

describe('converse', () => {
  test('variables, callbacks and timers', async () => {
    const talk = createDragoman().converse(bot, { variables: { name: 'Ada' } });
    expect(textsOf(await talk.say('hi'))).toEqual(['Pardon, Ada?']);

    await talk.say('wait');
    expect(await talk.wait(59_000)).toEqual([]);
    expect(textsOf(await talk.callback('bell', 'done'))).toEqual(['It rang.']);

    await talk.say('wait');
    expect(textsOf(await talk.wait(61_000))).toEqual(['It did not ring.']);
  });

  test('what happened can be replayed', async () => {
    const dragoman = createDragoman({ stub: { time: 503 } });
    const talk = dragoman.converse(bot);
    await talk.say('time');
    expect(talk.recording()).toMatchObject({
      format: 'dragoman-recording/1',
      bot: { id: 'reminder' },
      turns: [{ effects: [{ message: { text: 'I cannot tell: response.' } }] }],
    });
  });

  test('two conversations share nothing', async () => {
    const dragoman = createDragoman();
    const [one, two] = [dragoman.converse(bot), dragoman.converse(bot)];
    await one.say('wait');
    expect(one.conversation.status).toBe('waiting');
    expect(two.conversation).toMatchObject({ turn: 0, frames: [] });
  });
});
