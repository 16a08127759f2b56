import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClickatellAdapter } from '@dragoman/adapter-clickatell';
import { createLivePersonAdapter } from '@dragoman/adapter-liveperson';
import { createM1botAdapter } from '@dragoman/adapter-m1bot';
import { type Bot, type BotInput, type Diagnostic, exportBot, importBot, type PlatformAdapter } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import orderDesk from '../src/order-desk.bot.ts';
import { demoPlugin } from '../src/plugin/demo-plugin.ts';

const plugins = [demoPlugin];
const adapters: readonly PlatformAdapter[] = [createLivePersonAdapter(), createClickatellAdapter(), createM1botAdapter()];
const pairs = adapters.flatMap((from) => adapters.filter((to) => to !== from).map((to) => ({ from, to })));

/** The bot as it is once it has been on a platform, read as that platform has it. */
const onTo = (adapter: PlatformAdapter, bot: Bot | BotInput): { readonly bot: Bot; readonly losses: readonly Diagnostic[] } => {
  const { text, diagnostics } = exportBot(adapter, bot, { plugins });
  return { bot: importBot(adapter, text, { plugins }).value, losses: diagnostics.filter(({ loss }) => loss !== 'none') };
};

const report = (losses: readonly Diagnostic[]): string =>
  `${[...new Set(losses.map(({ loss, path, place, reason }) => `${loss}\t${path ?? place}\t${reason}`))].join('\n')}\n`;

describe('the order desk', () => {
  test.each(adapters)('on $displayName loses this', async (adapter) => {
    await expect(report(onTo(adapter, orderDesk).losses)).toMatchFileSnapshot(`every-pair/order-desk-to-${adapter.id}.txt`);
  });

  test.each(pairs)('from $from.displayName to $to.displayName, and on to the others, says what it loses', async ({ from, to }) => {
    const there = onTo(from, orderDesk).bot;
    const second = onTo(to, there);
    await expect(report(second.losses)).toMatchFileSnapshot(`every-pair/${from.id}-to-${to.id}.txt`);
    for (const third of adapters.filter((adapter) => adapter !== to)) {
      for (const { reason, place } of onTo(third, second.bot).losses) {
        expect(reason).not.toBe('');
        expect(place).toMatch(/^(?:\/|$)/);
      }
    }
  });
});

const corpus = process.env.DRAGOMAN_CORPUS;
const files = corpus === undefined ? [] : globSync('**/*.json', { cwd: corpus });

describe.skipIf(corpus === undefined)(`somebody's bots${corpus === undefined ? ' (DRAGOMAN_CORPUS names no folder)' : ''}`, () => {
  const read = (file: string): readonly { readonly from: PlatformAdapter; readonly bot: Bot }[] => {
    const text = readFileSync(join(corpus ?? '', file), 'utf8');
    const from = adapters.find((adapter) => adapter.artifact.recognises(JSON.parse(text)));
    return from === undefined ? [] : [{ from, bot: importBot(from, text, { plugins }).value }];
  };

  test.each(files.map((_, index) => index))('number %i goes to every other platform and on to the third', (index) => {
    for (const { from, bot } of read(files[index] ?? '')) {
      for (const to of adapters.filter((adapter) => adapter !== from)) {
        const second = onTo(to, bot);
        for (const third of adapters.filter((adapter) => adapter !== to)) onTo(third, second.bot);
      }
    }
  });
});
