import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clickatell, createClickatellAdapter } from '@dragoman/adapter-clickatell';
import { createLivePersonAdapter, livePerson } from '@dragoman/adapter-liveperson';
import { createM1botAdapter, m1bot } from '@dragoman/adapter-m1bot';
import { type Bot, type BotInput, type Diagnostic, exportBot, importBot, type PlatformAdapter, readBot } from '@dragoman/core';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import orderDesk from '../src/order-desk.bot.ts';
import { demoPlugin } from '../src/plugin/demo-plugin.ts';
import { walkThrough } from './walk-through.fixture.ts';

const plugins = [demoPlugin];
const platforms = [livePerson(), clickatell(), m1bot()];
const adapters: readonly PlatformAdapter[] = [createLivePersonAdapter(), createClickatellAdapter(), createM1botAdapter()];
const others = (adapter: PlatformAdapter): readonly PlatformAdapter[] => adapters.filter((other) => other !== adapter);
const pairs = adapters.flatMap((from) => others(from).map((to) => ({ from, to })));

interface OnPlatform {
  /** Read as that platform has it. */
  readonly bot: Bot;
  readonly text: string;
  readonly losses: readonly Diagnostic[];
}

/** The bot as it is once it has been on a platform. */
const onTo = (adapter: PlatformAdapter, bot: Bot | BotInput): OnPlatform => {
  const { text, diagnostics } = exportBot(adapter, bot, { plugins });
  return { bot: importBot(adapter, text, { plugins }).value, text, losses: diagnostics.filter(({ loss }) => loss !== 'none') };
};

/** Each thing that is lost once, and below it where. */
const report = (losses: readonly Diagnostic[]): string => {
  const said = Map.groupBy(losses, ({ loss, reason, fix }) => `${loss}: ${reason}${fix === undefined ? '' : ` ${fix}`}`);
  return [...said].map(([words, same]) => [words, ...new Set(same.map(({ path, place }) => `  ${path ?? place}`))].join('\n')).join('\n');
};

/** Fails unless a translation is a document of its platform that says all of the bot and can be worked on and run. */
const expectSound = (to: PlatformAdapter, bot: Bot | BotInput): Bot => {
  const there = onTo(to, bot);
  for (const { reason, place } of there.losses) {
    expect(reason).toMatch(/.\.$/);
    expect(place).toMatch(/^(?:\/|$)/);
  }
  // The same again, and from what the platform has.
  expect(onTo(to, bot).text).toBe(there.text);
  expect(exportBot(to, there.bot, { plugins }).text).toBe(there.text);
  const read = importBot(to, there.text, { plugins });
  expect(read.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const { nodeKinds, credentialKinds } = kinds;
  expect(readBot(read.value, { nodeKinds, credentialKinds }).diagnostics.filter(isError)).toEqual([]);
  return there.bot;
};

const isError = ({ severity }: Diagnostic): boolean => severity === 'error';

const all = [...plugins, ...platforms];
const kinds = {
  nodeKinds: all.flatMap((plugin) => plugin.nodeKinds ?? []),
  credentialKinds: all.flatMap((plugin) => plugin.credentialKinds ?? []),
};

const expectToRun = async (bot: Bot, numRuns: number): Promise<void> => {
  const conversation = { choices: fc.array(fc.nat(20), { maxLength: 12 }), answers: fc.constantFrom('found', 'none') } as const;
  await fc.assert(
    fc.asyncProperty(conversation.choices, conversation.answers, async (choices, answers) => {
      expect(await walkThrough(bot, { choices, answers, plugins: all })).toEqual([]);
    }),
    { numRuns },
  );
};

/** A bot on every other platform, and from there on the third. */
const expectSoundEverywhere = async (from: PlatformAdapter | undefined, bot: Bot | BotInput, numRuns: number): Promise<void> => {
  for (const to of adapters.filter((adapter) => adapter !== from)) {
    const there = expectSound(to, bot);
    await expectToRun(there, numRuns);
    for (const third of others(to)) await expectToRun(expectSound(third, there), numRuns);
  }
};

describe('the order desk', () => {
  test.each(adapters)('on $displayName loses this', async (adapter) => {
    await expect(`${report(onTo(adapter, orderDesk).losses)}\n`).toMatchFileSnapshot(`every-pair/order-desk-to-${adapter.id}.txt`);
  });

  test.each(pairs)('from $from.displayName to $to.displayName loses this', async ({ from, to }) => {
    const there = onTo(from, orderDesk).bot;
    await expect(`${report(onTo(to, there).losses)}\n`).toMatchFileSnapshot(`every-pair/${from.id}-to-${to.id}.txt`);
  });

  test('is a sound document on every platform and on the third, and runs there', async () => {
    await expectSoundEverywhere(undefined, orderDesk, 6);
  });
});

const corpus = process.env.DRAGOMAN_CORPUS;
const files = corpus === undefined ? [] : globSync('**/*.json', { cwd: corpus }).sort();

describe.skipIf(corpus === undefined)(`somebody's bots${corpus === undefined ? ' (DRAGOMAN_CORPUS names no folder)' : ''}`, () => {
  test.each(files.map((_, index) => index))(
    'number %i is sound on every other platform and on the third, and runs there',
    async (index) => {
      const text = readFileSync(join(corpus ?? '', files[index] ?? ''), 'utf8');
      const from = adapters.find((adapter) => adapter.artifact.recognises(JSON.parse(text)));
      if (from !== undefined) await expectSoundEverywhere(from, importBot(from, text, { plugins }).value, 6);
    },
    180_000,
  );
});
