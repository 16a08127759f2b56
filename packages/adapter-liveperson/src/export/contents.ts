import { isJsonObject, type Json, type Option } from '@dragoman/core';
import type { LivePersonButton, LivePersonInteraction, LivePersonTile } from '../wire/interaction.ts';
import { cardTiles } from './cards.ts';
import { shownType } from './choice-view.ts';
import { closingText } from './closing-text.ts';
import type { ExportWork, NodeView } from './export-view.ts';
import { starterContent } from './interactions.ts';
import { withResultVariable } from './result-variable.ts';

type Shown = { readonly interactionType: string } & Pick<
  LivePersonInteraction,
  'content' | 'quickReplies' | 'userInputRequired' | 'changeResponse' | 'cancelResponse'
>;

/** An interaction of the platform's own, as it stood. */
const carried = (raw: Json): Shown & { readonly raw: object } => {
  const known = isJsonObject(raw) ? (raw as LivePersonInteraction) : {};
  const { interactionType = 'TEXT', userInputRequired, content, quickReplies, changeResponse, cancelResponse } = known;
  return {
    interactionType,
    ...(userInputRequired !== undefined && { userInputRequired }),
    ...(content && { content }),
    ...(quickReplies && { quickReplies }),
    ...(changeResponse && { changeResponse }),
    ...(cancelResponse && { cancelResponse }),
    raw: known,
  };
};

/** What an interaction shows, and its type, with the keys that exports carry whatever is shown. */
export const contentOf = (node: NodeView, work: ExportWork): Shown & { readonly raw?: object } => {
  const { print } = work.context;
  switch (node.kind) {
    case 'start':
      return { interactionType: 'DIALOG_STARTER', content: starterContent };
    case 'script':
      return statement('TEXT', { text: blank });
    case 'message':
      return messageOf(node, work);
    case 'question':
      return question('TEXT_QUESTION', { text: textOf(print(node.text)) });
    case 'choice':
      return choiceOf(node, print);
    case 'api': {
      const integration = work.bot.integration(node.integration);
      return {
        interactionType: 'API_INTEGRATION',
        content: { contentType: 'DYNAMIC', responderName: integration.name, responderId: work.bot.key(integration) },
        ...revisable,
      };
    }
    case 'handoff': {
      const { queue, message } = node;
      const escalation = { ...(queue !== undefined && { agentSkillId: print(queue) }), tangoContextEnabled: false };
      const tile = { text: message === undefined ? blank : textOf(print(message)), buttons: [], quickReplyList: [], escalation };
      return { interactionType: 'ESCALATION', content: contentWith('DYNAMIC', 'ESCALATION', [tile]), ...revisable };
    }
    case 'platform': {
      const shown = carried(node.raw);
      const content = withResultVariable(shown.content, node, work.context);
      return { ...shown, ...(content && { content }) };
    }
  }
};

type Print = ExportWork['context']['print'];

/** The text that sends nothing. */
export const blank = 'BLANK_MESSAGE';

const textOf = (text: string): string => (text === '' ? blank : text);

const revisable = { changeResponse: { enabled: true }, cancelResponse: { enabled: true } };

const contentWith = (contentType: string, type: string, tileData: LivePersonTile[]): LivePersonInteraction['content'] => ({
  contentType,
  results: { type, tile: { tileData } },
});

const tileOf = ({ text, ...rest }: LivePersonTile): LivePersonTile => {
  const { buttons = [], multipleChoice, ...others } = rest;
  return {
    ...(text !== undefined && { text }),
    ...others,
    buttons,
    ...(multipleChoice && { multipleChoice }),
    quickReplyList: [],
  };
};

const statement = (type: string, tile: LivePersonTile): Shown => ({
  interactionType: type,
  content: contentWith('STATIC', type, [tileOf(tile)]),
});

const question = (type: string, ...tiles: LivePersonTile[]): Shown => ({
  interactionType: type,
  content: contentWith('STATIC', type, tiles.map(tileOf)),
  ...revisable,
});

const messageOf = (node: Extract<NodeView, { readonly kind: 'message' }>, work: ExportWork): Shown => {
  const { print } = work.context;
  const [content] = node.content;
  switch (content?.kind) {
    case undefined:
    case 'text':
      return statement('TEXT', { text: closingText(node) ?? textOf(print(content?.text ?? '')) });
    case 'media':
      return statement('IMAGE', { ...(content.caption !== undefined && { text: print(content.caption) }), url: print(content.url) });
    case 'card':
    case 'cards':
      return question('STRUCTURED', ...cardTiles(content, work));
    case 'rich':
      return {
        interactionType: 'UNIVERSAL',
        userInputRequired: node.waits === true,
        content: contentWith('STATIC', 'UNIVERSAL', [
          { buttons: [], quickReplyList: [], universalWidget: { leMessageJson: print(content.json) } },
        ]),
        ...revisable,
      };
  }
};

const choiceOf = (node: Extract<NodeView, { readonly kind: 'choice' }>, print: Print): Shown => {
  const { options } = node;
  const text = textOf(print(node.text));
  switch (shownType(node)) {
    case 'BUTTON':
      return question('BUTTON', { text, buttons: options.map((option) => buttonOf(option, print)) });
    case 'QUICK_REPLY': {
      const quickReplies = options.map(({ label, value, action }) => ({
        ...(action.kind === 'platform' && isJsonObject(action.raw)
          ? action.raw
          : { type: action.kind === 'location' ? 'location' : 'text' }),
        title: print(label),
        ...(value !== undefined && { payload: print(value) }),
      }));
      return { ...question('QUICK_REPLY', { text }), quickReplies };
    }
    case 'MULTIPLE_CHOICE_QUESTION': {
      const multipleChoices = options.map(({ label }) => print(label));
      const multipleChoice = { multipleChoices, displayChoice: 'BUTTON', textStyle: 'NUMBERS' };
      return question('MULTIPLE_CHOICE_QUESTION', { text, multipleChoice });
    }
  }
};

/** A button as messages carry it: what it opens, or what it says. */
export const buttonOf = ({ label, value, action }: Option, print: Print): LivePersonButton => {
  const name = print(label);
  if (action.kind === 'url') return { name, type: 'web_url', callback: print(action.url), webviewHeightRatio: 'full', target: 'blank' };
  const callback = value !== undefined && { callback: print(value) };
  // What it does is the platform's own; what it shows may have been edited.
  if (action.kind === 'platform' && isJsonObject(action.raw)) return { ...action.raw, name, ...callback };
  return { name, type: 'postback', ...callback };
};
