import type { OptionAction } from '@dragoman/core';
import type { LivePersonButton, LivePersonQuickReply } from '../wire/interaction.ts';
import type { ImportReport, ReadTemplate } from './import-context.ts';
import { platformPart } from './platform-part.ts';

/** An option with an id, as core has it in the long form. */
export interface NamedOption {
  readonly id: string;
  readonly label: string;
  readonly value?: string;
  readonly action: OptionAction;
}

type OptionId = (label: string) => string;

export interface OptionReader {
  readonly read: ReadTemplate;
  readonly report: ImportReport;
  /** A free id among the options of the node. */
  readonly idOf: OptionId;
}

export const optionOfChoice = (label: string, pointer: string, { read, idOf }: OptionReader): NamedOption => ({
  id: idOf(label),
  label: read(label, pointer),
  action: { kind: 'reply' },
});

export const optionOfQuickReply = (reply: LivePersonQuickReply, pointer: string, reader: OptionReader): NamedOption => {
  const { title = '', payload, ...raw } = reply;
  const { type = 'text' } = raw;
  const { read, idOf } = reader;
  return {
    id: idOf(title),
    label: read(title, `${pointer}/title`),
    ...(payload !== undefined && payload !== '' && { value: read(payload, `${pointer}/payload`) }),
    action: type === 'text' ? { kind: 'reply' } : type === 'location' ? { kind: 'location' } : unknownAction(type, raw, pointer, reader),
  };
};

export const optionOfButton = (button: LivePersonButton, pointer: string, reader: OptionReader): NamedOption => {
  const { name = '', callback = '', ...raw } = button;
  const { type = 'postback' } = raw;
  const { read, idOf } = reader;
  const said = { id: idOf(name), label: read(name, `${pointer}/name`) };
  const called = read(callback, `${pointer}/callback`);
  if (type === 'web_url') return { ...said, action: { kind: 'url', url: called } };
  const value = callback !== '' && { value: called };
  return { ...said, ...value, action: type === 'postback' ? { kind: 'reply' } : unknownAction(type, raw, pointer, reader) };
};

/** The button or quick reply without what options have themselves. */
const unknownAction = (type: string, raw: unknown, pointer: string, { report }: OptionReader): OptionAction => {
  const reason = `What the type ${JSON.stringify(type)} does means nothing here; it is carried as it is.`;
  report({ code: 'unknown-button', severity: 'warning', platformPlace: `${pointer}/type`, reason });
  return platformPart(raw);
};
