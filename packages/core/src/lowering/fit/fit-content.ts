import type { Card, Content, Option } from '../../document/content.ts';
import type { Template } from '../../document/template.ts';
import { arrangeOptions, lines, numberedText } from '../../fit/arrange-options.ts';
import type { LowerContext } from '../lower-context.ts';
import { leastLength, literalLength, literalOf, mayBeEmpty } from './literal.ts';
import { richTemplateParts } from './rich-template.ts';
import { rowsReference, rowTemplate } from './row-template.ts';
import { isSaidPlainly, isShownPlainly } from './said-plainly.ts';

export const fitContentCodes = {
  'fit-text': 'A text is longer than a message may be there, and is sent in parts.',
  'fit-media': 'Media that cannot be shown there are a caption and a link.',
  'media-as-link': 'The same, where a placeholder may leave nothing to say.',
  'fit-card': 'A card that cannot be shown there is a text with numbered options.',
  'cards-as-text': 'The same, where buttons could be shown, of rows only the first are, or what placeholders say decides what fits.',
  'rich-as-text': 'A platform’s own message is its texts and buttons there.',
  'rich-unreadable': 'A platform’s own message cannot be read, and nothing of it is sent.',
} as const;

/** What a content becomes, and which of its options can only be named. */
export interface FittedContent {
  readonly contents: readonly Content[];
  readonly named: readonly { readonly option: Option; readonly from: object; readonly index: number }[];
  /** How many options it shows. */
  readonly count: number;
}

/** Where a content stands in its node. */
export interface ContentPlace {
  /** How many options of the node come before its own. */
  readonly shownBefore: number;
  /** Whether the names of its options alone tell where they lead. */
  readonly isTakenPlainly: boolean;
}

/** Says a content in what the platform can show. */
export const fitContent = (content: Content, place: ContentPlace, context: LowerContext): FittedContent => {
  const { adapter, capabilities, report } = context;
  switch (content.kind) {
    case 'text':
      reportLongText(content.text, content, context);
      return same(content);
    case 'media': {
      if (capabilities.media.includes(content.type)) return same(content);
      const reason = `The platform shows no ${content.type}, so its caption and link are sent.`;
      const isPlain = !mayBeEmpty(content.caption) && !mayBeEmpty(content.url);
      report({ code: isPlain ? 'fit-media' : 'media-as-link', loss: 'degraded', at: content, reason });
      return texts(lines(content.caption, content.url));
    }
    case 'card':
      return fitCards([content], content, place, context);
    case 'cards':
      return fitCards(content.cards, content, place, context);
    case 'rich': {
      if (capabilities.rich && content.platform === adapter) return same(content);
      const parts = richTemplateParts(content.json);
      if (parts === undefined) {
        report({
          code: 'rich-unreadable',
          loss: 'dropped',
          at: content,
          reason: `This message is ${content.platform}’s own, and cannot be read.`,
        });
        return { contents: [], named: [], count: 0 };
      }
      const reason = `This message is ${content.platform}’s own, so only its texts and buttons are sent.`;
      report({ code: 'rich-as-text', loss: 'degraded', at: content, reason });
      const options = parts.buttons.map(
        ({ label, value, url }, index): Option => ({
          id: `option-${index + 1}`,
          label,
          ...(value !== undefined && { value }),
          action: url === undefined ? { kind: 'reply' } : { kind: 'url', url },
        }),
      );
      return numbered(lines(...parts.texts), options, content, place.shownBefore);
    }
  }
};

/** Says so where a text is sent in parts. */
export const reportLongText = (text: Template, at: object, { capabilities, report }: LowerContext): void => {
  const { length } = capabilities.text;
  if (length === undefined || literalLength(text) <= length) return;
  report({ code: 'fit-text', at, reason: `A message of the platform has at most ${length} characters, so this text is sent in parts.` });
};

const same = (content: Content): FittedContent => ({ contents: [content], named: [], count: 0 });

const texts = (text: Template): FittedContent => ({ contents: text === '' ? [] : [{ kind: 'text', text }], named: [], count: 0 });

const numbered = (text: Template, options: readonly Option[], from: object, shownBefore: number): FittedContent => ({
  ...texts(numberedText(text, options, shownBefore + 1)),
  named: options.map((option, index) => ({ option, from, index: shownBefore + index })),
  count: options.length,
});

const fitCards = (
  cards: readonly Card[],
  content: Content,
  { shownBefore, isTakenPlainly }: ContentPlace,
  context: LowerContext,
): FittedContent => {
  const { capabilities, provenance, report } = context;
  const most = capabilities.card ? (capabilities.card.cards ?? Number.POSITIVE_INFINITY) : 0;
  const count = cards.reduce((sum, { options }) => sum + options.length, 0);
  if (cards.length <= most && cards.every((card) => fitsCard(card, context))) return { contents: [content], named: [], count };
  const contents: Content[] = [];
  const named: FittedContent['named'][number][] = [];
  let shown: Card[] = [];
  let index = shownBefore;
  let isExact = shownBefore === 0 && (isTakenPlainly || count === 0);
  const close = (): void => {
    if (shown.length > 0) contents.push(provenance.derive({ kind: 'cards', cards: shown }, content));
    shown = [];
  };
  for (const card of cards) {
    if (fitsCard(card, context)) {
      if (shown.length >= most) close();
      isExact &&= isLiteral(card);
      shown.push(card);
      index += card.options.length;
      continue;
    }
    close();
    const { options } = arrangeOptions('', card.options, capabilities, { measure: leastLength });
    isExact &&= options.length === 0 && isCardPlain(card) && isShownPlainly(card.options, capabilities);
    const made = cardContents(firstRow(card), card, index, context);
    contents.push(...made.contents);
    named.push(...made.named);
    index += card.options.length;
  }
  close();
  report({
    code: isExact ? 'fit-card' : 'cards-as-text',
    loss: 'degraded',
    at: content,
    reason: cards.some(({ repeat }) => repeat !== undefined)
      ? 'The platform cannot show these cards, so their texts and options are sent, of rows only the first.'
      : 'The platform cannot show these cards as they are, so their texts and options are sent.',
  });
  return { contents, named, count };
};

// How long a text with placeholders will be, and so whether it fits, is not known.
const isLiteral = ({ title = '', subtitle = '', options }: Card): boolean =>
  [title, subtitle, ...options.map(({ label }) => label)].every((text) => literalOf(text) !== undefined);

const isCardPlain = ({ title, subtitle, imageUrl, options, repeat }: Card): boolean =>
  repeat === undefined && ![title, subtitle, imageUrl].some(mayBeEmpty) && options.every(isSaidPlainly);

const cardContents = (
  { title, subtitle, imageUrl, options }: Card,
  from: Card,
  index: number,
  { capabilities }: LowerContext,
): FittedContent => {
  const text = lines(title, subtitle);
  const image = imageUrl === '' ? undefined : imageUrl;
  const isShown = capabilities.media.includes('image');
  if (options.length === 0) {
    if (image === undefined || !isShown) return texts(lines(text, image));
    return same({ kind: 'media', type: 'image', url: image, ...(text !== '' && { caption: text }) });
  }
  const picture: readonly Content[] =
    image === undefined ? [] : [isShown ? { kind: 'media', type: 'image', url: image } : { kind: 'text', text: image }];
  const below = numbered(text, options, from, index);
  return { ...below, contents: [...picture, ...below.contents] };
};

/** A card that repeats, for the first row alone. */
const firstRow = (card: Card): Card => {
  const { repeat, title, subtitle, imageUrl, options } = card;
  const rows = repeat === undefined ? undefined : rowsReference(repeat);
  if (rows === undefined) return card;
  const inRow = (template: Template): Template => rowTemplate(template, rows, 0);
  return {
    ...(title !== undefined && { title: inRow(title) }),
    ...(subtitle !== undefined && { subtitle: inRow(subtitle) }),
    ...(imageUrl !== undefined && { imageUrl: inRow(imageUrl) }),
    options: options.map((option) => ({
      ...option,
      label: inRow(option.label),
      ...(option.value !== undefined && { value: inRow(option.value) }),
      ...(option.action.kind === 'url' && { action: { ...option.action, url: inRow(option.action.url) } }),
    })),
  };
};

const fitsCard = ({ title = '', subtitle = '', options }: Card, { capabilities: { card, choice } }: LowerContext): boolean =>
  card !== false &&
  isWithin(title, card.titleLength) &&
  isWithin(subtitle, card.subtitleLength) &&
  options.length <= (card.options ?? Number.POSITIVE_INFINITY) &&
  options.every(
    ({ label, description = '', action }) =>
      description === '' && isWithin(label, card.labelLength) && (choice ? choice.actions : ['reply']).includes(action.kind),
  );

const isWithin = (template: Template, limit: number | undefined): boolean => limit === undefined || literalLength(template) <= limit;
