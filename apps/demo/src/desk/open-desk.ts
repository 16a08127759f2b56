import {
  type Bot,
  Clock,
  type ConversationKey,
  definePlugin,
  type Effect,
  Events,
  type Input,
  IntegrationCall,
  override,
  provide,
  type RunEvent,
  type RunEvents,
  Secrets,
} from '@dragoman/core';
import { createContainer, createEventBus } from '@dragoman/core/container';
import { http } from '@dragoman/http';
import { createConversationWork, createEngine, createMemoryConversations, systemClock } from '@dragoman/runtime';
import { demoCredentials } from '../api/account-routes.ts';
import { demoPlugin } from '../plugin/demo-plugin.ts';
import { Ledger } from '../plugin/ledger.ts';
import { type Callback, openCallbackReceiver } from './callback-receiver.ts';
import { createTurnWatch, type DoneTurn } from './turn-watch.ts';

/** What happens in a conversation, in order. */
export type Happening =
  | { readonly kind: 'input'; readonly input: Input }
  | { readonly kind: 'effect'; readonly effect: Effect }
  | { readonly kind: 'event'; readonly event: RunEvent }
  | ({ readonly kind: 'done' } & DoneTurn);

export interface DeskOptions {
  readonly bot: Bot;
  readonly shopUrl: string;
  onHappening(key: ConversationKey, happening: Happening): void;
}

/** A running bot: give it inputs, and everything it does comes out as happenings. */
export interface Desk {
  readonly ledger: Ledger;
  /** Resolves when the input is done and everything said in return has arrived. */
  take(key: ConversationKey, input: Input): Promise<void>;
  close(): Promise<void>;
}

/** Puts everything together, through the container. */
export const openDesk = async ({ bot, shopUrl, onHappening }: DeskOptions): Promise<Desk> => {
  const container = createContainer([
    http({ allowHosts: [new URL(shopUrl).host] }),
    demoPlugin,
    definePlugin({
      name: 'demo-surroundings',
      providers: [
        provide(Events, () => createEventBus<RunEvents>()),
        override(Clock, () => systemClock),
        // A real bot finds its keys in the environment; this one brings the key it plays with.
        override(Secrets, () => ({ reveal: (name) => (name === 'SHOP_KEY' ? demoCredentials.apiKey : undefined) })),
      ],
    }),
  ]);
  await container.start();

  const keys = new Set<ConversationKey>();
  const watch = createTurnWatch((key, done) => onHappening(key, { kind: 'done', ...done }));
  const conversations = createMemoryConversations({ clock: container.get(Clock) });
  const take = async (key: ConversationKey, input: Input): Promise<void> => {
    keys.add(key);
    onHappening(key, { kind: 'input', input });
    const done = watch.expect(key);
    await conversations.deliver(key, input);
    await done;
  };
  /** Looks for the conversation that waits for the callback. */
  const takeCallback = async ({ reference, result, data }: Callback): Promise<boolean> => {
    for (const key of keys) {
      const conversation = await conversations.read(key);
      if (!conversation?.frames.some(({ waiting }) => waiting?.reference === reference)) continue;
      void take(key, { kind: 'callback', reference, result, ...(data === undefined ? {} : { data }) });
      return true;
    }
    return false;
  };
  const callbacks = await openCallbackReceiver(takeCallback);

  const engine = createEngine({
    call: container.get(IntegrationCall),
    plugins: [demoPlugin],
    env: { SHOP_URL: shopUrl, CALLBACK_URL: callbacks.url },
  });
  const events = container.get(Events);
  await conversations.start(
    createConversationWork({
      engine,
      bot,
      async send(key, effect, { idempotencyKey }) {
        onHappening(key, { kind: 'effect', effect });
        watch.noteArrival(key);
        return { kind: 'accepted', id: idempotencyKey };
      },
      emit(key, event) {
        onHappening(key, { kind: 'event', event });
        events.emit(event.event, event);
        watch.noteEvent(key, event);
      },
    }),
  );

  return {
    ledger: container.get(Ledger),
    take,
    async close() {
      await callbacks.close();
      await conversations.dispose();
      await container.dispose();
    },
  };
};
