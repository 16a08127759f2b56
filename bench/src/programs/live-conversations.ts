import { once } from 'node:events';
import { type Conversation, DragomanError } from '@dragoman/core';
import { createIntegrationCall } from '@dragoman/http';
import { createConversationWork, createEngine, createMemoryConversations } from '@dragoman/runtime';
import { supportBot } from '../work/support-bot.ts';

/*
 * Opens conversations of the support bot in memory until each waits at its question, and weighs them. Started with
 * --expose-gc.
 */

const [apiHost = '', count = '0'] = process.argv.slice(2);
const atOnce = 64;

const conversations = createMemoryConversations();
await conversations.start(
  createConversationWork({
    engine: createEngine({ call: createIntegrationCall({ allowHosts: [apiHost] }) }),
    bot: supportBot(apiHost),
    send: async () => ({ kind: 'accepted', id: 'sent' }),
  }),
);

const keyOf = (number: number): string => `whatsapp:4420700000:4477${String(number).padStart(8, '0')}`;

const open = async (from: number, to: number): Promise<void> => {
  for (let first = from; first < to; first += atOnce) {
    const batch = Array.from({ length: Math.min(atOnce, to - first) }, (_, index) => first + index);
    await Promise.all(
      batch.map((number) =>
        conversations.deliver(keyOf(number), { kind: 'message', id: `wamid.${number}`, text: String(number).padStart(6, '0') }),
      ),
    );
    await conversations.idle();
  }
};

const usedHeap = async (): Promise<number> => {
  for (let pass = 0; pass < 3; pass += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return process.memoryUsage().heapUsed;
};

const requireWaiting = (conversation: Conversation | undefined): Conversation => {
  if (conversation?.status === 'waiting') return conversation;
  throw new DragomanError(`A conversation should wait at its question but is ${conversation?.status ?? 'missing'}.`, { code: 'internal' });
};

process.once('disconnect', () => process.exit());
process.send?.({});
await once(process, 'message');

// The first ones pay for the compiled bot, the connections and the compiler's code.
const warmUp = 1_000;
const total = warmUp + Number(count);
await open(0, warmUp);
const before = await usedHeap();
await open(warmUp, total);
const after = await usedHeap();

let jsonBytes = 0;
for (let number = warmUp; number < total; number += 1)
  jsonBytes += JSON.stringify(requireWaiting(await conversations.read(keyOf(number)))).length;
process.send?.({ heapBytes: (after - before) / Number(count), jsonBytes: jsonBytes / Number(count) });
