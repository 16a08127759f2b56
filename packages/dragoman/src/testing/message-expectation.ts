import type { BotMessage } from './bot-message.ts';
import type { MessageExpectation } from './conversation-test.ts';
import { shownText, textFits } from './text-expectation.ts';

/** How a message is not as expected, as a sentence; undefined when it is. */
export const messageProblem = ({ kind, text, options, url, queue }: MessageExpectation, actual: BotMessage): string | undefined => {
  if (kind !== undefined && kind !== actual.kind) return `The bot ${did[actual.kind]}.`;
  // A handoff and the end say nothing, so a text never stands for them.
  if (kind === undefined && text !== undefined && (actual.kind === 'handoff' || actual.kind === 'end'))
    return `The bot ${did[actual.kind]}.`;
  if (text !== undefined && !textFits(text, actual.text)) return 'The bot says something else.';
  if (url !== undefined && !textFits(url, actual.media?.url ?? '')) return 'The bot shows something else.';
  if (queue !== undefined && !textFits(queue, actual.queue ?? '')) return 'The conversation goes to another queue.';
  if (options === undefined) return undefined;
  const labels = (actual.options ?? []).map(({ label }) => label);
  const isSame = labels.length === options.length && options.every((option, index) => textFits(option, labels[index] ?? ''));
  return isSame ? undefined : 'The options are others.';
};

const did: { readonly [K in BotMessage['kind']]: string } = {
  text: 'says something',
  options: 'offers options',
  card: 'shows a card',
  media: 'shows a picture or a file',
  handoff: 'hands the conversation over',
  end: 'ends the conversation',
};

/** A message, or what is expected of one, on one line. */
export const shownMessage = (message: BotMessage | MessageExpectation): string => {
  const { kind, text, options, queue } = message;
  const said = text === undefined ? '' : typeof text === 'string' ? text : shownText(text);
  const labels = options?.map((option) => `[${'label' in option ? option.label : shownText(option)}]`) ?? [];
  const to = queue === undefined ? undefined : typeof queue === 'string' ? queue : shownText(queue);
  const isSilent = kind === 'handoff' || kind === 'end';
  return [isSilent ? `(${kind})` : '', said, ...labels, to].filter((part) => part !== undefined && part !== '').join(' ');
};
