import type { Json } from '@dragoman/core';
import { isDragomanError } from '@dragoman/core';
import type { MessageExpectation, TestStep, TextExpectation } from './conversation-test.ts';
import { durationOf } from './duration.ts';
import type { StepInput } from './test-file-schema.ts';
import { readText, testProblem } from './text-expectation.ts';

/** Reads a step. `spelled` is the same with every scalar as it stands in the file: texts are taken from there. */
export const readStep = (step: StepInput, spelled: Json, place: string): TestStep => {
  if (step === 'anything') return { kind: 'anything', place };
  if (step === 'end') return { kind: 'bot', message: { kind: 'end' }, place };
  const words = spelled as { readonly [key: string]: Json };
  if ('user' in step) {
    if (!isRecord(step.user)) return { kind: 'user', text: String(words.user), place };
    const { intent } = step.user;
    return { kind: 'user', text: textAt(words.user, 'text'), ...(intent !== undefined && { intent }), place };
  }
  if ('choose' in step) return { kind: 'choose', option: step.choose, place };
  if ('wait' in step) return { kind: 'wait', duration: checkedDuration(step.wait, place), place };
  if ('callback' in step) {
    const { data } = step.callback;
    const [reference, result] = [textAt(words.callback, 'reference'), textAt(words.callback, 'result')];
    return { kind: 'callback', reference, result, ...(data !== undefined && { data: data as Json }), place };
  }
  if ('options' in step) return { kind: 'bot', message: { kind: 'options', options: readTexts(words.options, `${place}/options`) }, place };
  if ('absent' in step) return { kind: 'absent', texts: readTexts(words.absent, `${place}/absent`), place };
  if ('handoff' in step) {
    const queue = String(words.handoff);
    const isSaid = step.handoff !== null && queue !== '';
    return { kind: 'bot', message: { kind: 'handoff', ...(isSaid && { queue: readText(queue, `${place}/handoff`) }) }, place };
  }
  return { kind: 'bot', message: readMessage(step.bot, words.bot ?? '', `${place}/bot`), place };
};

type BotInput = Extract<StepInput, { readonly bot: unknown }>['bot'];

const readMessage = (message: BotInput, spelled: Json, place: string): MessageExpectation => {
  if (!isRecord(message)) return { text: readText(String(spelled), place) };
  const { kind, text, options, url } = message;
  return {
    ...(kind !== undefined && { kind }),
    ...(text !== undefined && { text: readText(textAt(spelled, 'text'), `${place}/text`) }),
    ...(options !== undefined && { options: readTexts(spelledAt(spelled, 'options'), `${place}/options`) }),
    ...(url !== undefined && { url: readText(textAt(spelled, 'url'), `${place}/url`) }),
  };
};

const readTexts = (spelled: Json | undefined, place: string): readonly TextExpectation[] =>
  (Array.isArray(spelled) ? spelled : [spelled]).map((text: Json | undefined, index) => readText(String(text), `${place}/${index}`));

const checkedDuration = (duration: string | number, place: string): string | number => {
  try {
    durationOf(duration);
    return duration;
  } catch (error) {
    if (!isDragomanError(error)) throw error;
    throw testProblem(`${place}/wait`, `${JSON.stringify(duration)} is no duration.`, 'Say milliseconds, or 90s, 5m, 2h, 1d.');
  }
};

const isRecord = (value: unknown): value is Exclude<BotInput, string | number | boolean | null> & object =>
  typeof value === 'object' && value !== null;

const spelledAt = (spelled: Json | undefined, name: string): Json => (spelled as { readonly [name: string]: Json })[name] ?? '';

const textAt = (spelled: Json | undefined, name: string): string => String(spelledAt(spelled, name));
