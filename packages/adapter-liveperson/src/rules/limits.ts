import { type Bot, type Card, type Content, defineRule, formatPointer, type Node, type Option, parseTemplate } from '@dragoman/core';
import { isLivePersonBot } from './is-liveperson-bot.ts';

/**
 * @see https://developers.liveperson.com/conversation-builder-interactions-questions.html texts, tiles and buttons
 * @see https://developers.liveperson.com/conversation-builder-interactions-configuration-settings.html the delay
 */
export const limits = defineRule({
  id: 'liveperson/limit',
  severity: 'warning',
  description: 'What is longer or more than LivePerson takes is cut off or refused when the bot is edited there.',
  check(bot, report) {
    if (!isLivePersonBot(bot)) return;
    for (const { path, what, amount, most, unit } of measuresOf(bot)) {
      if (amount <= most) continue;
      report({ place: formatPointer(path), reason: `${what} of ${amount} ${unit}: LivePerson takes ${most}.`, fix: 'Make it shorter.' });
    }
  },
});

type Path = readonly (string | number)[];

interface Measure {
  readonly path: Path;
  readonly what: string;
  readonly amount: number;
  readonly most: number;
  readonly unit: string;
}

const measuresOf = (bot: Bot): readonly Measure[] =>
  bot.flows.flatMap(({ nodes }, flow) => nodes.flatMap((node, index) => ofNode(node, ['flows', flow, 'nodes', index])));

const ofNode = (node: Node, path: Path): readonly Measure[] => [
  { path: [...path, 'delayMs'], what: 'A delay', amount: node.delayMs ?? 0, most: 10_000, unit: 'ms' },
  ...(node.kind === 'question' || node.kind === 'choice'
    ? [characters('The text of a question', String(node.text), 255, [...path, 'text'])]
    : []),
  ...(node.kind === 'choice' ? ofOptions(node.options as readonly Option[], [...path, 'options']) : []),
  ...(node.kind === 'message'
    ? (node.content as readonly Content[]).flatMap((content, index) => ofContent(content, [...path, 'content', index]))
    : []),
];

const ofContent = (content: Content, path: Path): readonly Measure[] => {
  if (content.kind === 'card') return ofCard(content, path);
  if (content.kind !== 'cards') return [];
  return [
    { path: [...path, 'cards'], what: 'A carousel', amount: content.cards.length, most: 10, unit: 'tiles' },
    ...content.cards.flatMap((card, index) => ofCard(card, [...path, 'cards', index])),
  ];
};

const ofCard = ({ title = '', subtitle = '', options }: Card, path: Path): readonly Measure[] => [
  characters('A title', title, 255, [...path, 'title']),
  characters('A subtitle', subtitle, 255, [...path, 'subtitle']),
  ...ofOptions(options, [...path, 'options']),
];

const ofOptions = (options: readonly Option[], path: Path): readonly Measure[] =>
  options.map(({ label }, index) => characters('The label of a button', label, 128, [...path, index, 'label']));

/** Of a text with placeholders, what is written out. */
const characters = (what: string, template: string, most: number, path: Path): Measure => {
  const amount = parseTemplate(template).tree.reduce((sum, part) => sum + (part.kind === 'text' ? part.text.length : 0), 0);
  return { path, what, amount, most, unit: 'characters' };
};
