import { type Bot, DragomanError } from '@dragoman/core';
import { type Engine, memoryHost, startConversation } from '@dragoman/runtime';

/** Takes one whole turn of the lookup bot, a conversation of its own, and gives what the bot said. */
export const lookUp = (engine: Engine, bot: Bot): ((orderId: string) => Promise<string>) => {
  const conversation = startConversation(bot);
  return async (orderId) => {
    const host = memoryHost();
    await engine.runTurn(bot, conversation, { kind: 'message', id: orderId, text: orderId }, host);
    const [effect] = host.sent;
    if (effect?.kind === 'message' && effect.message.kind === 'text') return effect.message.text;
    throw new DragomanError('The lookup bot sent no text.', { code: 'internal' });
  };
};
