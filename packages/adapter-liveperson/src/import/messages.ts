import type { TargetInput } from '@dragoman/core';
import type { Step } from './chain-interactions.ts';
import { type InteractionContext, shownText, tilesOf } from './interaction-context.ts';
import type { Act } from './interaction-node.ts';
import { optionOfButton } from './options.ts';
import { platformPart } from './platform-part.ts';
import { type NamedCard, repeatedCard } from './repeated-card.ts';

/** A text. Two words of the platform end the conversation, and one form of text is no text at all. */
export const textMessage = (step: Step, { read, report }: InteractionContext): Act => {
  const { tiles, tile, pointers, first } = tilesOf(step);
  const text = tile.text ?? '';
  for (const platformPlace of pointers.slice(1)) {
    const reason = `${JSON.stringify(step.name)} shows one text; this one is passed over.`;
    report({ code: 'extra-content', severity: 'warning', platformPlace, reason, fix: 'Make an interaction of each.' });
  }
  if (tiles.length === 0 || tile.text === undefined) reportEmpty(step, report);
  const onward = closings.get(text.trim());
  if (onward !== undefined) return { node: { kind: 'message', text: '' }, onward };
  if (profileCommand.test(text)) {
    const reason = `${JSON.stringify(step.name)} tells the platform who the consumer is; nothing is said here.`;
    report({ code: 'text-command', severity: 'warning', platformPlace: `${first}/text`, reason });
    return { node: platformPart({ interactionType: 'TEXT', content: step.value.content }) };
  }
  return { node: { kind: 'message', text: shownText(text, `${first}/text`, read) } };
};

const closings: ReadonlyMap<string, TargetInput> = new Map<string, TargetInput>([
  ['LP_CLOSECONVERSATION', { end: 'conversation' }],
  ['LP_CLOSEDIALOG', { end: 'conversation', survey: true }],
]);

const profileCommand = /^\s*SET_USER_PROFILE\s*\|/;

export const imageMessage = (step: Step, { read, report }: InteractionContext): Act => {
  const { tile, first } = tilesOf(step);
  const field = tile.url === undefined && tile.image !== undefined ? 'image' : 'url';
  const url = tile[field] ?? '';
  const caption = shownText(tile.text, `${first}/text`, read);
  if (url === '') {
    reportEmpty(step, report);
    return { node: { kind: 'message', content: [] } };
  }
  const image = { kind: 'media', type: 'image', url: read(url, `${first}/${field}`), ...(caption !== '' && { caption }) } as const;
  return { node: { kind: 'message', content: [image] } };
};

/** Tiles side by side, which wait for the consumer to choose or to say something. */
export const structuredMessage = (step: Step, context: InteractionContext): Act => {
  const { read, report, rowFields } = context;
  const { tiles, pointers } = tilesOf(step);
  if (tiles.length === 0) reportEmpty(step, report);
  const reader = context.optionReader();
  const cards = tiles.map((tile, index): NamedCard => {
    const at = pointers[index] ?? '';
    const card = {
      ...(tile.title !== undefined && { title: read(tile.title, `${at}/title`) }),
      ...(tile.subTitle !== undefined && { subtitle: read(tile.subTitle, `${at}/subTitle`) }),
      ...(tile.image !== undefined && { imageUrl: read(tile.image, `${at}/image`) }),
      options: (tile.buttons ?? []).map((button, position) => optionOfButton(button, `${at}/buttons/${position}`, reader)),
    };
    return repeatedCard(card, rowFields, at, report);
  });
  const [only] = cards;
  const content = cards.length > 1 ? [{ kind: 'cards' as const, cards }] : only === undefined ? [] : [{ kind: 'card' as const, ...only }];
  return { options: cards.flatMap(({ options }) => options), node: { kind: 'message', content, waits: true } };
};

/** A rich message as the platform writes it. It waits where it says so. */
export const richMessage = (step: Step, { read, report }: InteractionContext): Act => {
  const { tile, first } = tilesOf(step);
  const json = tile.universalWidget?.leMessageJson ?? '';
  const waits = step.value.userInputRequired === true && { waits: true };
  if (json.trim() === '') {
    reportEmpty(step, report);
    return { node: { kind: 'message', content: [], ...waits } };
  }
  const rich = { kind: 'rich', platform: 'liveperson', json: read(json, `${first}/universalWidget/leMessageJson`) } as const;
  return { node: { kind: 'message', content: [rich], ...waits } };
};

const reportEmpty = ({ name, pointer }: Step, report: InteractionContext['report']): void =>
  report({
    code: 'empty-content',
    severity: 'warning',
    platformPlace: `${pointer}/content`,
    reason: `${JSON.stringify(name)} has nothing to show.`,
    fix: 'Give it a content, or take it out.',
  });
