import { parseArgs } from 'node:util';
import { isDragomanError, normaliseBot } from '@dragoman/core';
import { chat } from './commands/chat.ts';
import { play } from './commands/play.ts';
import { serveApi } from './commands/serve-api.ts';
import orderDesk from './order-desk.bot.ts';
import { demoPlugin } from './plugin/demo-plugin.ts';

const usage = `pnpm demo                  play scripted conversations between the bot and a sample shop
pnpm demo chat             talk to the bot
pnpm demo api [--port N]   open the sample shop alone`;

const main = async (): Promise<number> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { port: { type: 'string', default: '0' }, help: { type: 'boolean', short: 'h' } },
  });
  const [command = 'play', ...rest] = positionals;
  const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : -1;
  if (values.help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  if (rest.length > 0 || port < 0 || port > 65_535) return refuse(`What is meant by ${process.argv.slice(2).join(' ')}?`);
  const bot = normaliseBot(orderDesk, { nodeKinds: demoPlugin.nodeKinds });
  switch (command) {
    case 'play':
      return (await play(bot, process.stdout)) ? 0 : 1;
    case 'chat':
      await chat(bot, process.stdin, process.stdout);
      return 0;
    case 'api':
      await serveApi(port, process.stdout);
      return 0;
    default:
      return refuse(`There is no ${command}.`);
  }
};

const refuse = (problem: string): number => {
  process.stderr.write(`${problem}\n${usage}\n`);
  return 2;
};

const explain = (cause: unknown): string => {
  if (cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE') return 'The port is taken. Give another one with --port.';
  if (isDragomanError(cause))
    return [cause.message, ...cause.diagnostics.map(({ path, place, reason }) => `  ${path ?? place}: ${reason}`)].join('\n');
  return cause instanceof Error ? cause.message : String(cause);
};

try {
  process.exitCode = await main();
} catch (cause) {
  process.stderr.write(`${explain(cause)}\n`);
  process.exitCode = 2;
}
