import type { Effect, Json, OutboundOption } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import { effectJson, eventJson, inputJson } from './json-lines.ts';
import { effectLines, effectOptions, inputLines } from './transcript-lines.ts';

const reply = (label: string, more: Partial<OutboundOption> = {}): OutboundOption => ({
  id: label,
  label,
  action: { kind: 'reply' },
  ...more,
});

const text: Effect = { kind: 'message', message: { kind: 'text', text: 'Two\nlines' } };
const options: Effect = {
  kind: 'message',
  message: {
    kind: 'options',
    text: 'Which?',
    options: [
      reply('Red', { value: 'r', description: 'the warm one' }),
      reply('Shop', { action: { kind: 'url', url: 'https://shop.example' } }),
    ],
  },
};
const cards: Effect = {
  kind: 'message',
  message: {
    kind: 'cards',
    cards: [
      { title: 'Hat', subtitle: '9 €', options: [reply('Buy')] },
      { title: 'Scarf', options: [reply('Take'), reply('Call', { action: { kind: 'phone', number: '+49' } })] },
    ],
  },
};
const media: Effect = { kind: 'message', message: { kind: 'media', type: 'image', url: 'https://shop.example/a.png', caption: 'A hat' } };
const handoff: Effect = { kind: 'handoff', queue: 'billing', context: [{ name: 'order', value: '1042' }] };

describe('as lines', () => {
  test.each<[string, Effect, readonly string[]]>([
    ['text', text, ['bot  Two', '     lines']],
    ['options', options, ['bot  Which?', '       1  Red  the warm one', '       2  Shop → https://shop.example']],
    ['cards', cards, ['bot  Hat', '     9 €', '       1  Buy', '     Scarf', '       2  Take', '       3  Call → +49']],
    ['media', media, ['bot  [image] https://shop.example/a.png', '     A hat']],
    ['handoff', handoff, ['     handed over to billing', '       order: 1042']],
    ['end', { kind: 'end', survey: true }, ['     the conversation ends, with a survey']],
    ['private message', { kind: 'private-message', text: 'VIP' }, ['     (only for agents) VIP']],
    ['event', { kind: 'event', name: 'paid' }, []],
  ])('%s', (_name, effect, lines) => expect(effectLines(effect)).toEqual(lines));

  test('numbering can go on from the message before, and covers what is listed', () => {
    expect(effectLines(cards, { firstNumber: 3 })).toContain('       5  Call → +49');
    expect(effectOptions(cards).map(({ label }) => label)).toEqual(['Buy', 'Take', 'Call']);
  });

  test('what came in', () => {
    expect(inputLines({ kind: 'message', id: 'm1', text: 'hi' })).toEqual(['you  hi']);
    expect(inputLines({ kind: 'callback', reference: 'pay', result: 'ok' })).toEqual(['     callback pay: ok']);
    expect(inputLines({ kind: 'timer', name: 'session', generation: 1 })).toEqual([]);
  });

  test('a rich message is its texts and buttons, or what it is made of', () => {
    const rich = (json: Json): Effect => ({ kind: 'message', message: { kind: 'rich', platform: 'shop', json } });
    expect(effectLines(rich({ type: 'image', url: 'https://shop.example/a.png' }))).toEqual([
      'bot  [shop] {"type":"image","url":"https://shop.example/a.png"}',
    ]);
    const [long = ''] = effectLines(rich({ type: 'image', url: `https://shop.example/${'a'.repeat(400)}` }));
    expect(long).toHaveLength('bot  '.length + 300);
  });

  test('nothing that is said can command the terminal', () => {
    const nasty: Effect = { kind: 'message', message: { kind: 'text', text: '\u001b[2Jgone\u0007\u202e\r\n\tnext' } };
    expect(effectLines(nasty)).toEqual(['bot  ␛[2Jgone␇\ufffd', '     \tnext']);
  });
});

describe('as JSON', () => {
  test.each<[string, Effect, unknown]>([
    ['text', text, { from: 'bot', kind: 'text', text: 'Two\nlines' }],
    [
      'options',
      options,
      {
        from: 'bot',
        kind: 'options',
        text: 'Which?',
        options: [
          { label: 'Red', value: 'r', description: 'the warm one' },
          { label: 'Shop', url: 'https://shop.example' },
        ],
      },
    ],
    ['media', media, { from: 'bot', kind: 'media', text: 'A hat', media: { type: 'image', url: 'https://shop.example/a.png' } }],
    ['handoff', handoff, { from: 'bot', kind: 'handoff', text: '', queue: 'billing', context: [{ name: 'order', value: '1042' }] }],
    ['end', { kind: 'end', survey: false }, { from: 'bot', kind: 'end', text: '', survey: false }],
    ['private message', { kind: 'private-message', text: 'VIP' }, undefined],
  ])('%s', (_name, effect, line) => expect(effectJson(effect)).toEqual(line));

  test("a card's titles and buttons are in its text and options too", () => {
    expect(effectJson(cards)).toMatchObject({
      kind: 'card',
      text: 'Hat\n9 €\nScarf',
      options: [{ label: 'Buy' }, { label: 'Take' }, { label: 'Call', phone: '+49' }],
    });
  });

  test('what came in, and events by their name first', () => {
    expect(JSON.stringify(inputJson({ kind: 'message', id: 'm1', text: 'hi' }))).toBe('{"from":"user","text":"hi"}');
    expect(JSON.stringify(eventJson({ event: 'variable-set', name: 'a', scope: 'session', value: 1, turn: 2, atMs: 5 }))).toBe(
      '{"event":"variable-set","name":"a","scope":"session","value":1,"turn":2,"atMs":5}',
    );
  });
});
