import type { Capabilities, CardCapability } from '../adapter/capabilities.ts';
import type { OutboundCard, OutboundMessage, OutboundOption } from '../conversation/effect.ts';
import { arrangeOptions, lines } from './arrange-options.ts';
import { type RichButton, richParts } from './rich-parts.ts';
import { splitText } from './split-text.ts';

/** What a platform or channel can show. */
export type ShowCapabilities = Pick<Capabilities, 'text' | 'choice' | 'list' | 'card' | 'media' | 'rich'>;

export interface FitOptions {
  /** Number of the first option, where others were shown before it. Default 1. */
  readonly firstNumber?: number;
  /** Whose rich messages can be shown. Default: anybody's, where the capabilities list them. */
  readonly platform?: string;
}

/**
 * Says a message in what a platform or channel can show, losing nothing that is said: options as buttons, else as a list,
 * else as numbered text; cards and media as texts with links; a long text in parts. What fits comes out as it went in.
 */
export const fit = (message: OutboundMessage, capabilities: ShowCapabilities, options: FitOptions = {}): readonly OutboundMessage[] => {
  switch (message.kind) {
    case 'text': {
      const parts = splitText(message.text, capabilities.text.length);
      return parts.length === 1 ? [message] : parts.map(textMessage);
    }
    case 'options':
      return fitOptions(message, capabilities, options);
    case 'media':
      return capabilities.media.includes(message.type) ? [message] : said(lines(message.caption, message.url), capabilities);
    case 'cards':
      return fitCards(message, capabilities, options);
    case 'rich': {
      if (capabilities.rich && (options.platform ?? message.platform) === message.platform) return [message];
      return fitOptions(plainMessage(message), capabilities, options);
    }
  }
};

/** A platform's own message in words of everybody: its texts and its buttons. */
export const plainMessage = ({ json }: Extract<OutboundMessage, { readonly kind: 'rich' }>): OptionsMessage => {
  const { texts, buttons } = richParts(json);
  return { kind: 'options', text: lines(...texts), options: buttons.map(buttonOption) };
};

/** What a message has to tap, in order. */
export const optionsOf = (message: OutboundMessage): readonly OutboundOption[] => {
  if (message.kind === 'options') return message.options;
  if (message.kind === 'cards') return message.cards.flatMap(({ options }) => options);
  return message.kind === 'rich' ? plainMessage(message).options : [];
};

type OptionsMessage = Extract<OutboundMessage, { readonly kind: 'options' }>;
type CardsMessage = Extract<OutboundMessage, { readonly kind: 'cards' }>;

const textMessage = (text: string): OutboundMessage => ({ kind: 'text', text });

const said = (text: string, { text: { length } }: ShowCapabilities): readonly OutboundMessage[] =>
  text === '' ? [] : splitText(text, length).map(textMessage);

const fitOptions = (
  message: OptionsMessage,
  capabilities: ShowCapabilities,
  { firstNumber = 1 }: FitOptions,
): readonly OutboundMessage[] => {
  const { text, options } = arrangeOptions<OutboundOption>(message.text, message.options, capabilities, { firstNumber });
  if (options.length === 0) return said(text, capabilities);
  const parts = splitText(text, capabilities.text.length);
  if (parts.length === 1 && text === message.text && options === message.options) return [message];
  return parts.map((part, index) => (index < parts.length - 1 ? textMessage(part) : { kind: 'options', text: part, options }));
};

const buttonOption = ({ label, value, url }: RichButton, index: number): OutboundOption => ({
  id: `option-${index + 1}`,
  label,
  ...(value !== undefined && { value }),
  action: url === undefined ? { kind: 'reply' } : { kind: 'url', url },
});

const fitCards = (message: CardsMessage, capabilities: ShowCapabilities, { firstNumber = 1 }: FitOptions): readonly OutboundMessage[] => {
  const { card } = capabilities;
  const most = card ? Math.max(card.cards ?? Number.POSITIVE_INFINITY, 1) : 0;
  if (message.cards.length > 0 && message.cards.length <= most && message.cards.every((one) => fitsCard(one, capabilities)))
    return [message];
  const fitted: OutboundMessage[] = [];
  let shown: OutboundCard[] = [];
  let number = firstNumber;
  const close = (): void => {
    if (shown.length > 0) fitted.push({ kind: 'cards', cards: shown });
    shown = [];
  };
  for (const one of message.cards) {
    if (fitsCard(one, capabilities)) {
      if (shown.length === most) close();
      shown.push(one);
    } else {
      close();
      fitted.push(...cardMessages(one).flatMap((part) => fit(part, capabilities, { firstNumber: number })));
    }
    number += one.options.length;
  }
  close();
  return fitted;
};

/** Whether a card can be shown as one. Its options may do what those of a choice may. */
const fitsCard = ({ title = '', subtitle = '', options }: OutboundCard, { card, choice }: ShowCapabilities): boolean =>
  card !== false &&
  isWithin(title, card.titleLength) &&
  isWithin(subtitle, card.subtitleLength) &&
  options.length <= (card.options ?? Number.POSITIVE_INFINITY) &&
  options.every((option) => fitsOnCard(option, card, choice ? choice.actions : ['reply']));

const fitsOnCard = (
  { label, description = '', action }: OutboundOption,
  card: CardCapability,
  actions: readonly OutboundOption['action']['kind'][],
): boolean => description === '' && isWithin(label, card.labelLength) && actions.includes(action.kind);

/** A card in other words: its picture, its texts, its options. A picture without options has the texts below it. */
const cardMessages = ({ title, subtitle, imageUrl, options }: OutboundCard): readonly OutboundMessage[] => {
  const text = lines(title, subtitle);
  const image = imageUrl === undefined || imageUrl === '' ? undefined : imageUrl;
  if (options.length > 0) return [...(image === undefined ? [] : [imageMessage(image)]), { kind: 'options', text, options }];
  if (image !== undefined) return [imageMessage(image, text)];
  return text === '' ? [] : [textMessage(text)];
};

const imageMessage = (url: string, caption = ''): OutboundMessage => ({
  kind: 'media',
  type: 'image',
  url,
  ...(caption !== '' && { caption }),
});

const isWithin = (text: string, limit: number | undefined): boolean => limit === undefined || text.length <= limit;
