import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OutboundMessage, OutboundOption } from '../conversation/effect.ts';
import { fit, type ShowCapabilities } from './fit-message.ts';
import { joinSplit } from './join-split.ts';

const nothing: ShowCapabilities = { text: {}, choice: false, list: false, card: false, media: [], rich: false };
const buttons: ShowCapabilities = { ...nothing, choice: { options: 3, labelLength: 20, descriptionLength: 0, actions: ['reply'] } };
const whatsapp: ShowCapabilities = { ...buttons, list: { rows: 10, labelLength: 24, descriptionLength: 72 } };

const reply = (label: string, more: Partial<OutboundOption> = {}): OutboundOption => ({
  id: label,
  label,
  action: { kind: 'reply' },
  ...more,
});
const ask = (...options: readonly OutboundOption[]): OutboundMessage => ({ kind: 'options', text: 'Which one?', options });
const text = (said: string): OutboundMessage => ({ kind: 'text', text: said });

describe('options', () => {
  test('stay what they are where they fit', () => {
    const message = ask(reply('A'), reply('B'));
    expect(fit(message, buttons)[0]).toBe(message);
  });

  test('one more than the buttons become a list, one more than the list numbered text', () => {
    const four = ask(reply('A'), reply('B'), reply('C'), reply('D'));
    expect(fit(four, whatsapp)).toEqual([four]);
    expect(fit(four, buttons)).toEqual([text('Which one?\n1. A\n2. B\n3. C\n4. D')]);
    const eleven = ask(...Array.from({ length: 11 }, (_, index) => reply(`Option ${index + 1}`)));
    expect(fit(eleven, whatsapp)[0]?.kind).toBe('text');
  });

  test('descriptions and links are said in numbered text, links without a number', () => {
    const message = ask(
      reply('A', { description: 'the first' }),
      reply('Shop', { action: { kind: 'url', url: 'https://shop.example' } }),
      reply('Call', { action: { kind: 'phone', number: '+49 30 1' } }),
      reply('B'),
    );
    expect(fit(message, nothing)).toEqual([text('Which one?\n1. A: the first\nShop: https://shop.example\nCall: +49 30 1\n4. B')]);
  });

  test('links and descriptions that buttons cannot carry are said in the text, and the buttons stay', () => {
    const message = ask(reply('A', { description: 'the first' }), reply('Shop', { action: { kind: 'url', url: 'https://shop.example' } }));
    expect(fit(message, buttons)).toEqual([
      { kind: 'options', text: 'Which one?\nA: the first\nShop: https://shop.example', options: [reply('A')] },
    ]);
  });

  test('a label too long for a list is cut where the whole of it stands below', () => {
    const long = 'Everything that came after the first';
    const message = ask(reply(long), reply('B'));
    expect(fit(message, whatsapp)).toEqual([
      ask({ ...reply(long), label: 'Everything that came af…', value: long, description: long }, reply('B')),
    ]);
  });

  test('labels that would be the same once cut are numbered', () => {
    const message = ask(reply('Everything that came after 1'), reply('Everything that came after 2'));
    expect(fit(message, whatsapp)[0]?.kind).toBe('text');
  });

  test('no options are a text', () => {
    expect(fit(ask(), buttons)).toEqual([text('Which one?')]);
  });

  test('numbers go on where others were shown before', () => {
    expect(fit(ask(reply('A')), nothing, { firstNumber: 4 })).toEqual([text('Which one?\n4. A')]);
  });
});

describe('cards, media and rich messages', () => {
  const card = (title: string, ...options: readonly OutboundOption[]) => ({
    title,
    subtitle: 'fine',
    imageUrl: 'https://shop.example/a.png',
    options,
  });

  test('cards are said one by one, their options numbered through', () => {
    const message: OutboundMessage = {
      kind: 'cards',
      cards: [card('Tea', reply('Buy tea')), card('Coffee', reply('Buy coffee')), card('Milk')],
    };
    expect(fit(message, nothing)).toEqual([
      text('https://shop.example/a.png'),
      text('Tea\nfine\n1. Buy tea'),
      text('https://shop.example/a.png'),
      text('Coffee\nfine\n2. Buy coffee'),
      text('Milk\nfine\nhttps://shop.example/a.png'),
    ]);
    expect(fit(message, { ...buttons, media: ['image'] }).map(({ kind }) => kind)).toEqual([
      'media',
      'options',
      'media',
      'options',
      'media',
    ]);
  });

  test('cards beyond the limit go into further messages, in order', () => {
    const message: OutboundMessage = { kind: 'cards', cards: ['A', 'B', 'too long', 'C'].map((title) => card(title)) };
    const some = { ...nothing, card: { cards: 2, titleLength: 1 }, media: ['image' as const] };
    expect(fit({ kind: 'cards', cards: ['A', 'B', 'C'].map((title) => card(title)) }, some)).toEqual([
      { kind: 'cards', cards: [card('A'), card('B')] },
      { kind: 'cards', cards: [card('C')] },
    ]);
    expect(fit(message, some).map(({ kind }) => kind)).toEqual(['cards', 'media', 'cards']);
  });

  test('media that cannot be shown are a caption and a link', () => {
    const message: OutboundMessage = { kind: 'media', type: 'video', url: 'https://shop.example/a.mp4', caption: 'Look' };
    expect(fit(message, { ...nothing, media: ['video'] })).toEqual([message]);
    expect(fit(message, nothing)).toEqual([text('Look\nhttps://shop.example/a.mp4')]);
  });

  test('a rich message of another platform is its texts and buttons', () => {
    const message: OutboundMessage = {
      kind: 'rich',
      platform: 'web',
      json: {
        type: 'vertical',
        elements: [
          { type: 'text', text: 'Hello' },
          { type: 'button', title: 'Yes', click: { actions: [{ type: 'publishText', text: 'yes please' }] } },
          { type: 'button', title: 'Shop', click: { actions: [{ type: 'link', uri: 'https://shop.example' }] } },
          { type: 'image', url: 'https://shop.example/a.png' },
        ],
      },
    };
    expect(fit(message, { ...nothing, rich: true })).toEqual([message]);
    expect(fit(message, { ...nothing, rich: true }, { platform: 'other' })).toEqual([text('Hello\n1. Yes\nShop: https://shop.example')]);
    expect(fit(message, { ...buttons, rich: false })[0]).toMatchObject({
      kind: 'options',
      text: 'Hello\nShop: https://shop.example',
      options: [{ label: 'Yes' }],
    });
  });

  test('texts and buttons of a WhatsApp message', () => {
    const json = { type: 'button', body: { text: 'Sure?' }, action: { buttons: [{ type: 'reply', reply: { id: 'y', title: 'Yes' } }] } };
    expect(fit({ kind: 'rich', platform: 'whatsapp', json }, nothing)).toEqual([text('Sure?\n1. Yes')]);
  });
});

const words = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '\n\n', 'é', 'e\u0301', '🐫', '👨‍👩‍👧', '.') }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
);
const label = words.filter((some) => some.trim() !== '');
const limit = fc.option(fc.integer({ min: 2, max: 40 }), { nil: undefined });
const defined = <T extends object>(some: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(some).filter(([, value]) => value !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };

const action: fc.Arbitrary<OutboundOption['action']> = fc.oneof(
  { arbitrary: fc.constant({ kind: 'reply' as const }), weight: 4 },
  fc.constant({ kind: 'url' as const, url: 'https://shop.example/x' }),
  fc.constant({ kind: 'phone' as const, number: '+49 30 1' }),
  fc.constant({ kind: 'location' as const }),
);
const option: fc.Arbitrary<OutboundOption> = fc
  .record({ id: fc.uuid(), label, description: fc.option(label, { nil: undefined }), action })
  .map((some) => defined(some) as OutboundOption);
const someOptions = fc.array(option, { maxLength: 6 });
const message: fc.Arbitrary<OutboundMessage> = fc.oneof(
  words.map(text),
  fc.record({ kind: fc.constant('options' as const), text: words, options: someOptions }),
  fc.record({
    kind: fc.constant('media' as const),
    type: fc.constantFrom('image' as const, 'audio' as const),
    url: fc.webUrl(),
    caption: words,
  }),
  fc.record({
    kind: fc.constant('cards' as const),
    cards: fc.array(
      fc.record({ title: label, subtitle: words, imageUrl: fc.constant('https://shop.example/a.png'), options: someOptions }),
      { maxLength: 4 },
    ),
  }),
);
const capabilities: fc.Arbitrary<ShowCapabilities> = fc.record({
  text: fc.record({ length: limit }).map(defined),
  choice: fc.oneof(
    fc.constant(false as const),
    fc
      .record({
        options: limit,
        labelLength: limit,
        descriptionLength: fc.constantFrom(0, 10, undefined),
        actions: fc.subarray(['reply' as const, 'url' as const, 'phone' as const, 'location' as const]),
      })
      .map(defined),
  ),
  list: fc.oneof(
    fc.constant(false as const),
    fc.record({ rows: limit, labelLength: limit, descriptionLength: fc.constantFrom(0, 20, undefined) }).map(defined),
  ),
  card: fc.oneof(
    fc.constant(false as const),
    fc.record({ cards: fc.integer({ min: 1, max: 3 }), options: limit, titleLength: limit, subtitleLength: limit }).map(defined),
  ),
  media: fc.subarray(['image' as const, 'audio' as const]),
  rich: fc.boolean(),
}) as fc.Arbitrary<ShowCapabilities>;

/** Everything a message says, text by text. */
const saidIn = (some: OutboundMessage): readonly string[] => {
  const ofOption = ({ label: said, description = '', action: does }: OutboundOption): readonly string[] => [
    said,
    description,
    does.kind === 'url' ? does.url : does.kind === 'phone' ? does.number : '',
  ];
  switch (some.kind) {
    case 'text':
      return [some.text];
    case 'options':
      return [some.text, ...some.options.flatMap(ofOption)];
    case 'media':
      return [some.caption ?? '', some.url];
    case 'cards':
      return some.cards.flatMap(({ title = '', subtitle = '', imageUrl = '', options }) => [
        title,
        subtitle,
        imageUrl,
        ...options.flatMap(ofOption),
      ]);
    case 'rich':
      return [];
  }
};

const within = (some: string, most: number | undefined): boolean => most === undefined || some.length <= most;

const isShown = (some: OutboundMessage, { text: { length }, choice, list, card, media }: ShowCapabilities): boolean => {
  switch (some.kind) {
    case 'text':
      return within(some.text, length);
    case 'options': {
      const asButtons =
        choice !== false &&
        some.options.length <= (choice.options ?? 99) &&
        some.options.every(
          (one) =>
            within(one.label, choice.labelLength) &&
            within(one.description ?? '', choice.descriptionLength) &&
            choice.actions.includes(one.action.kind),
        );
      const asList =
        list !== false &&
        some.options.length <= (list.rows ?? 99) &&
        some.options.every(
          (one) =>
            within(one.label, list.labelLength) && within(one.description ?? '', list.descriptionLength) && one.action.kind === 'reply',
        );
      return some.options.length > 0 && within(some.text, length) && (asButtons || asList);
    }
    case 'media':
      return media.includes(some.type);
    case 'cards':
      return (
        card !== false && some.cards.length <= (card.cards ?? 99) && some.cards.every((one) => within(one.title ?? '', card.titleLength))
      );
    case 'rich':
      return true;
  }
};

describe('laws', () => {
  test('what comes out fits', () => {
    fc.assert(
      fc.property(message, capabilities, (some, can) => {
        for (const one of fit(some, can)) expect(isShown(one, can)).toBe(true);
      }),
    );
  });

  test('nothing that is said is lost', () => {
    fc.assert(
      fc.property(message, capabilities, (some, can) => {
        const said = joinSplit(fit(some, can), can).flatMap(saidIn).join('\n');
        for (const one of saidIn(some)) expect(said).toContain(one);
      }),
    );
  });

  test('what fits is itself, and fitting again changes nothing', () => {
    fc.assert(
      fc.property(message, capabilities, (some, can) => {
        const fitted = fit(some, can);
        if (isShown(some, can) && some.kind !== 'cards') expect(fitted).toEqual([some]);
        for (const one of fitted) {
          const again = fit(one, can);
          expect(again).toHaveLength(1);
          expect(again[0]).toBe(one);
        }
      }),
    );
  });
});
