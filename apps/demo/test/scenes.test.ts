import { normaliseBot, type RunEvent } from '@dragoman/core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { demoCredentials } from '../src/api/account-routes.ts';
import { type ShopApi, startShopApi } from '../src/api/shop-api.ts';
import orderDesk from '../src/order-desk.bot.ts';
import { demoPlugin } from '../src/plugin/demo-plugin.ts';
import type { Scene } from '../src/scenes/scene.ts';
import { openScenePlayer, type ScenePlayer } from '../src/scenes/scene-player.ts';
import { scenes } from '../src/scenes/scenes.ts';

let shop: ShopApi;
let player: ScenePlayer;
let events: RunEvent[] = [];

beforeAll(async () => {
  shop = await startShopApi({ latencyMs: 0, callbackDelayMs: 10 });
  player = await openScenePlayer({
    bot: normaliseBot(orderDesk, { nodeKinds: demoPlugin.nodeKinds }),
    shop,
    onHappening: (_customer, happening) => happening.kind === 'event' && events.push(happening.event),
  });
});
afterEach(() => {
  events = [];
});
afterAll(async () => {
  await player.close();
  await shop.close();
});

test.each(scenes.map((scene) => [scene.title, scene] as const))('%s', async (_title, scene) => {
  expect(await player.play(scene)).toEqual([]);
});

test('the scenes together see every way a call can end', () => {
  const { calls } = player.ledger.read();

  expect(calls.map(({ ended }) => ended)).toEqual(
    expect.arrayContaining(['200', '201', '202', '404', '429', '503', 'timeout', 'max-connection', 'refused']),
  );
});

test('neither a sensitive answer nor a key is in any event', async () => {
  const scene: Scene = {
    title: 'secrets',
    async play({ customer }) {
      const ada = customer();
      await ada.says('my orders', /which of your orders/);
      await ada.says('a person, please', /^At which address/);
      await ada.says('ada@secret.example', /takes over/, /handed over/);
    },
  };
  expect(await player.play(scene)).toEqual([]);

  const told = JSON.stringify(events);
  expect(told).toContain('/account');
  expect(told).not.toContain('ada@secret.example');
  expect(told).not.toContain(demoCredentials.apiKey);
});

test('a script that is not followed says where', async () => {
  const scene: Scene = {
    title: 'wrong on purpose',
    async play({ customer }) {
      const ada = customer();
      await ada.says('track', 'Which colour?');
      await ada.taps('Blue');
    },
  };

  expect(await player.play(scene)).toEqual([
    'Ada: “track”\n    expected: Which colour?\n    told:     Which order? Four digits, they are on your receipt.',
    'Ada: There is no option “Blue” to tap, only: none',
  ]);
  expect(player.ledger.read().entries.at(-1)).toEqual({ title: 'wrong on purpose', isAsExpected: false });
});
