import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import type { Bot } from '@dragoman/core';
import { paintFor } from 'dragoman';
import { type ShopControl, startShopApi } from '../api/shop-api.ts';
import { openDesk } from '../desk/open-desk.ts';
import { createHappeningPrinter } from './happening-printer.ts';

interface Command {
  readonly about: string;
  run(control: ShopControl): Promise<void> | void;
}

/** What can be done to the shop in the middle of a conversation. */
const shopCommands: Readonly<Record<string, Command>> = {
  '/slow': { about: 'the shop takes its time', run: (control) => control.fault('*', { kind: 'slow-headers', delayMs: 5_000 }) },
  '/down': { about: 'the shop answers 503', run: (control) => control.fault('*', { kind: 'down', retryAfterS: 30 }) },
  '/busy': { about: 'the shop answers 429', run: (control) => control.fault('*', { kind: 'saturated', retryAfterS: 2 }) },
  '/cut': { about: 'the shop drops every connection', run: (control) => control.fault('*', { kind: 'reset' }) },
  '/gone': { about: 'the shop takes no calls', run: (control) => control.refuse() },
  '/ok': {
    about: 'the shop is well again',
    run: async (control) => {
      control.clear();
      await control.accept();
    },
  },
};

/** Lets somebody talk to the bot in the terminal until the input ends. */
export const chat = async (bot: Bot, input: NodeJS.ReadStream, output: NodeJS.WriteStream): Promise<void> => {
  const paint = paintFor(output);
  const shop = await startShopApi({ callbackDelayMs: 1_500 });
  const lines = createInterface({ input, output, prompt: `${paint(['bold', 'cyan'], 'you')}  `, terminal: input.isTTY });
  const print = (line: string): void => {
    // What comes unasked must not be written into the line being typed.
    if (input.isTTY) output.write('\r\u001b[K');
    output.write(`${line}\n`);
  };
  const prompt = (): void => {
    if (input.isTTY) lines.prompt(true);
  };
  let hasWaterfall = true;
  const printHappening = createHappeningPrinter({ paint, print, hasWaterfall: () => hasWaterfall });
  const key = `terminal:order-desk:${randomUUID()}`;
  const desk = await openDesk({
    bot,
    shopUrl: shop.url,
    onHappening(_key, happening) {
      // The terminal shows already what was typed.
      if (happening.kind === 'input' && happening.input.kind === 'message' && input.isTTY) return;
      printHappening(happening);
      if (happening.kind === 'done') prompt();
    },
  });

  const help = [
    `Talk to “${bot.name}”. Try: hello · where is my order? · 1001 · I am looking for a mug · pay · my orders · a person, please · bye`,
    `Orders 1001 to 1012 exist. Break the shop at ${shop.url} while you talk:`,
    ...Object.entries(shopCommands).map(([name, { about }]) => `  ${name.padEnd(7)} ${about}`),
    '  /back   a colleague hands the conversation back     /trace  waterfalls off and on     /help     /quit',
  ];
  for (const line of help) print(line);

  try {
    prompt();
    for await (const line of lines) {
      const said = line.trim();
      const command = Object.hasOwn(shopCommands, said) ? shopCommands[said] : undefined;
      if (said === '/quit') break;
      if (command !== undefined) {
        await command.run(shop.control);
        print(paint('dim', `     ${command.about}`));
      } else if (said === '/help') for (const text of help) print(text);
      else if (said === '/trace') hasWaterfall = !hasWaterfall;
      else if (said === '/back') await desk.take(key, { kind: 'handoff-end', reason: 'done' });
      else if (said !== '') await desk.take(key, { kind: 'message', id: randomUUID(), text: said });
      prompt();
    }
  } finally {
    lines.close();
    await desk.close();
    await shop.close();
  }
};
