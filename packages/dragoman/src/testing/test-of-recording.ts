import { type Bot, type CallResult, type Effect, type Input, isJsonObject, type Json, type JsonObject } from '@dragoman/core';
import type { Recording } from '@dragoman/runtime';
import { stringify } from 'yaml';
import { botMessages } from './bot-message.ts';
import { stepOfMessage } from './step-of-message.ts';

/** What a recorded conversation was held with, beside what the recording knows. */
export interface RecordedSetup {
  /** The bot that ran. */
  readonly bot: Bot;
  /** Written as it is given: relative to where the test will stand. */
  readonly botFile: string;
  /** The platform it ran as. */
  readonly as?: string;
  readonly channel?: string;
  readonly env: { readonly [name: string]: string };
  readonly given: JsonObject;
}

/** Makes a file of one conversation test of a recorded conversation: what was said on both sides, with the answers of APIs as stubs. */
export const testOfRecording = (recording: Recording, { bot, botFile, as, channel, env, given }: RecordedSetup): string => {
  const { turns, variables } = recording;
  const [first] = turns;
  const stub = stubsOf(turns, bot);
  const test = {
    bot: botFile,
    ...(as !== undefined && { as }),
    ...(channel !== undefined && { channel }),
    ...(Object.keys(env).length > 0 && { env }),
    ...(Object.keys(given).length > 0 && { given }),
    ...(first !== undefined && { now: new Date(first.startedAtMs).toISOString() }),
    cases: {
      'a recorded conversation': {
        ...(Object.keys(variables).length > 0 && { set: variables }),
        ...(Object.keys(stub).length > 0 && { stub }),
        talk: turns.flatMap(({ input, startedAtMs, effects }, index) => [
          ...actOf(
            input,
            startedAtMs - (turns[index - 1]?.startedAtMs ?? startedAtMs),
            shownOptions(turns.slice(0, index).flatMap((turn) => turn.effects)),
          ),
          ...botMessages(effects).map(stepOfMessage),
        ]),
      },
    },
  };
  return stringify(test, { lineWidth: 0 });
};

const actOf = (input: Input, gapMs: number, labels: ReadonlySet<string>): readonly Json[] => {
  switch (input.kind) {
    case 'message': {
      const intent = input.intents?.[0]?.name;
      if (input.option !== undefined && labels.has(input.text)) return [{ choose: input.text }];
      return [{ user: intent === undefined ? input.text : { text: input.text, intent } }];
    }
    case 'callback':
      return [{ callback: { reference: input.reference, result: input.result, ...(input.data !== undefined && { data: input.data }) } }];
    case 'timer':
      // A timer fires when its time has come: waiting as long brings it again.
      return [{ wait: Math.max(0, Math.ceil(gapMs)) }];
    case 'event':
    case 'handoff-end':
      return [];
  }
};

const shownOptions = (effects: readonly Effect[]): ReadonlySet<string> =>
  new Set(botMessages(effects).flatMap(({ options = [] }) => options.map(({ label }) => label)));

const stubsOf = (turns: Recording['turns'], bot: Bot): { readonly [integration: string]: Json } => {
  // By their names: a platform that the bot ran as has ids of its own.
  const nameOf = new Map(bot.integrations.map(({ id, name }) => [id, name]));
  const integrationOf = new Map(
    bot.flows.flatMap(({ nodes }) =>
      nodes.flatMap((node) =>
        node.kind === 'api' ? [[node.id, nameOf.get(String(node.integration)) ?? String(node.integration)] as const] : [],
      ),
    ),
  );
  const stubs = new Map<string, Json[]>();
  for (const { name, value } of turns.flatMap(({ steps }) => steps)) {
    const [, , node = '', purpose] = name.split('/');
    if (purpose !== 'call') continue;
    const stubbed = integrationOf.get(node) ?? node;
    stubs.set(stubbed, [...(stubs.get(stubbed) ?? []), stubOf(value as unknown as CallResult)]);
  }
  return Object.fromEntries(
    [...stubs].map(([name, [first, ...more]]) => [name, more.length === 0 ? (first ?? null) : [first ?? null, ...more]]),
  );
};

const stubOf = ({ outcome, body }: CallResult): Json => {
  if (outcome.kind !== 'response') return outcome.kind;
  return body === undefined || (isJsonObject(body) && Object.keys(body).length === 0) ? outcome.status : { status: outcome.status, body };
};
