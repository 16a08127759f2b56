import type { Bot, ConversationKey } from '@dragoman/core';
import type { ShopApi } from '../api/shop-api.ts';
import { type Happening, openDesk } from '../desk/open-desk.ts';
import type { Ledger } from '../plugin/ledger.ts';
import type { Scene } from './scene.ts';
import { createScriptedCustomer, type ScriptedCustomer } from './scripted-customer.ts';

export interface ScenePlayerOptions {
  readonly bot: Bot;
  readonly shop: ShopApi;
  onHappening?(customer: string, happening: Happening): void;
}

export interface ScenePlayer {
  readonly ledger: Ledger;
  /** What was not as the script has it; empty when all was. Scenes are played one at a time. */
  play(scene: Scene): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Plays scenes against a real shop, each with customers of its own. */
export const openScenePlayer = async ({ bot, shop, onHappening }: ScenePlayerOptions): Promise<ScenePlayer> => {
  const customers = new Map<ConversationKey, { readonly name: string; readonly customer: ScriptedCustomer }>();
  const desk = await openDesk({
    bot,
    shopUrl: shop.url,
    onHappening(key, happening) {
      const known = customers.get(key);
      known?.customer.note(happening);
      if (known !== undefined) onHappening?.(known.name, happening);
    },
  });

  return {
    ledger: desk.ledger,
    async play(scene) {
      const mismatches: string[] = [];
      const present: ScriptedCustomer[] = [];
      shop.control.reset();
      await scene.play({
        shop,
        customer(name = 'Ada') {
          const key = `demo:order-desk:${name}-${customers.size + 1}`;
          const customer = createScriptedCustomer(desk, key, (mismatch) => mismatches.push(`${name}: ${mismatch}`));
          customers.set(key, { name, customer });
          present.push(customer);
          return customer;
        },
      });
      await shop.control.accept();
      for (const customer of present) for (const line of customer.leftOver()) mismatches.push(`unasked: ${line}`);
      desk.ledger.note({ title: scene.title, isAsExpected: mismatches.length === 0 });
      return mismatches;
    },
    close: () => desk.close(),
  };
};
