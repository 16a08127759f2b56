import { DragomanError, type OutboundMessage, type OutboundOption, optionsOf } from '@dragoman/core';

/** The option of the last message that had some, by its position (from 1), label, value or id. Throws `configuration`. */
export const pickOption = (messages: readonly OutboundMessage[], wanted: string | number): OutboundOption => {
  const options = messages.map(optionsOf).findLast((found) => found.length > 0) ?? [];
  const found = typeof wanted === 'number' ? options[wanted - 1] : named(options, wanted);
  if (found === undefined) throw wrong(`choose(${JSON.stringify(wanted)}): ${shown(options)}`);
  if (found.action.kind === 'url' || found.action.kind === 'phone')
    throw wrong(
      `choose(${JSON.stringify(wanted)}): a tap there opens ${found.action.kind === 'url' ? 'a page' : 'a call'} and says nothing.`,
    );
  return found;
};

const named = (options: readonly OutboundOption[], wanted: string): OutboundOption | undefined =>
  options.find(({ label }) => label === wanted) ??
  options.find(({ label }) => label.toLowerCase() === wanted.toLowerCase()) ??
  options.find(({ value, id }) => value === wanted || id === wanted);

const shown = (options: readonly OutboundOption[]): string =>
  options.length === 0
    ? 'no message has options yet.'
    : `there is no such option. The last message has ${options.map(({ label }) => JSON.stringify(label)).join(', ')}.`;

const wrong = (message: string): DragomanError => new DragomanError(message, { code: 'configuration', source: 'dragoman/testing' });
