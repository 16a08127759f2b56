import type { Bot } from '@dragoman/core';
import { type Paint, paintFor } from 'dragoman';
import { startShopApi } from '../api/shop-api.ts';
import type { LedgerPage } from '../plugin/ledger.ts';
import { openScenePlayer } from '../scenes/scene-player.ts';
import { scenes } from '../scenes/scenes.ts';
import { createHappeningPrinter } from './happening-printer.ts';

/** Plays every scene, prints it, and says whether all of it went as the scripts have it. */
export const play = async (bot: Bot, output: NodeJS.WriteStream): Promise<boolean> => {
  const paint = paintFor(output);
  const print = (line = ''): void => void output.write(`${line}\n`);

  const shop = await startShopApi();
  const printers = new Map<string, ReturnType<typeof createHappeningPrinter>>();
  let speaker: string | undefined;
  const player = await openScenePlayer({
    bot,
    shop,
    onHappening(customer, happening) {
      if ((happening.kind === 'input' || happening.kind === 'effect') && speaker !== customer) {
        if (speaker !== undefined) print(paint('dim', `     — ${customer} —`));
        speaker = customer;
      }
      const printer = printers.get(customer) ?? createHappeningPrinter({ paint, print, hasWaterfall: () => true });
      printers.set(customer, printer);
      printer(happening);
    },
  });

  print(`${paint('bold', 'Dragoman demo')}: the bot “${bot.name}” talks to a sample shop at ${shop.url}, over real HTTP.`);
  print('Everything below is played live: what is said, and under each turn that calls the shop what the turn did and how long it took.');
  try {
    for (const [index, scene] of scenes.entries()) {
      print();
      print(paint(['bold', 'magenta'], `${index + 1}  ${scene.title}`));
      speaker = undefined;
      printers.clear();
      for (const mismatch of await player.play(scene)) print(paint('red', `✗ ${mismatch}`));
    }
    const page = player.ledger.read();
    print();
    for (const line of summaryLines(page, paint)) print(line);
    return page.entries.every(({ isAsExpected }) => isAsExpected);
  } finally {
    await player.close();
    await shop.close();
  }
};

const summaryLines = ({ entries, calls, durationMs }: LedgerPage, paint: Paint): readonly string[] => {
  const failed = entries.filter(({ isAsExpected }) => !isAsExpected);
  const verdict = failed.length === 0 ? paint('green', '✓ all as scripted') : paint('red', `✗ ${failed.length} not as scripted`);
  const count = calls.reduce((sum, call) => sum + call.count, 0);
  return [
    `${verdict}: ${entries.length} conversations, ${count} calls in ${(durationMs / 1_000).toFixed(1)} s (${calls.map((call) => `${call.count} × ${call.ended}`).join(', ')})`,
    ...failed.map(({ title }) => paint('red', `  ${title}`)),
    '',
    'Next:  pnpm demo chat               talk to the bot yourself, and break the shop while you do',
    '       pnpm demo api --port 4010    the shop alone, for a bot of your own',
    '       apps/demo/src/order-desk.bot.ts is the bot, all of it',
  ];
};
