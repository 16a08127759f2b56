import { createTallyAdapter } from '@dragoman/adapter-tally';
import { type Effect, exportBot, importBot } from '@dragoman/core';
import { createEngine, createVirtualClock, runTurn, startConversation, stubCall } from '@dragoman/runtime';
import { describe, expect, test } from 'vitest';
import orderDesk from '../src/order-desk.bot.ts';
import { demoPlugin } from '../src/plugin/demo-plugin.ts';

const tally = createTallyAdapter();
const plugins = [demoPlugin];

describe('the order desk on Tally', () => {
  const exported = exportBot(tally, orderDesk, { plugins });

  test('loses this, and says so', () => {
    const losses = exported.diagnostics.filter(({ loss }) => loss !== 'none');
    const lines = new Set(losses.map(({ code, loss, path, place }) => `${loss} ${code} ${path ?? place}`));
    expect([...lines].join('\n')).toMatchInlineSnapshot(`
      "degraded semantics-success flows.my-account.nodes.read-account.routes.1
      degraded semantics-success flows.shop.nodes.search.routes.0
      degraded semantics-success flows.shop.nodes.read-slots.routes.0
      degraded cards-as-text flows.track.nodes.on-its-way.content.1
      degraded fit-card flows.track.nodes.on-its-way.content.2
      degraded fit-choice flows.track.nodes.still-here
      degraded choice-as-question flows.my-account.nodes.pick-order
      degraded list-as-question flows.shop.nodes.shelf
      degraded media-as-link flows.shop.nodes.show-product.content.0
      degraded fit-choice flows.shop.nodes.ask-purchase
      degraded choice-as-question flows.shop.nodes.pick-slot
      degraded fit-choice flows.rate.nodes.rate-us
      degraded fit-choice flows.help.nodes.menu
      dropped trigger-not-carried flows.track.triggers.1
      degraded trigger-reach-changed flows.person.triggers.0
      degraded trigger-reach-changed flows.farewell.triggers.0
      degraded scope-not-carried variables.0
      degraded scope-not-carried variables.1
      degraded scope-not-carried variables.3
      degraded sensitive-not-carried variables.2
      dropped call-not-carried integrations.order-cancel
      dropped call-not-carried integrations.order-create
      dropped call-not-carried integrations.payment-start
      dropped call-not-carried flows.track.nodes.cancel-order
      dropped call-not-carried flows.shop.nodes.place-order
      dropped call-not-carried flows.pay.nodes.start-payment
      degraded credential-not-carried integrations.account
      degraded call-setting-not-carried integrations.order-lookup.concurrency
      dropped response-rows-not-carried integrations.delivery-slots.response
      dropped response-field-not-carried integrations.delivery-slots.response.fields.0
      dropped response-field-not-carried integrations.delivery-slots.response.fields.1
      dropped response-field-not-carried integrations.delivery-slots.response.fields.2
      dropped response-field-not-carried integrations.delivery-slots.response.fields.3
      dropped response-rows-not-carried integrations.product-search.response
      dropped response-field-not-carried integrations.product-search.response.fields.0
      dropped response-field-not-carried integrations.product-search.response.fields.1
      dropped response-field-not-carried integrations.product-search.response.fields.2
      dropped response-field-not-carried integrations.product-search.response.fields.3
      dropped response-field-not-carried integrations.product-search.response.fields.4
      degraded retry-text-not-carried flows.track.nodes.ask-order
      degraded retry-text-not-carried flows.person.nodes.ask-email
      degraded outcome-not-distinguished flows.track.nodes.look-up.routes.0
      degraded outcome-not-distinguished flows.track.nodes.look-up.routes.1
      degraded outcome-not-distinguished flows.track.nodes.look-up.routes.2
      degraded outcome-not-distinguished flows.track.nodes.look-up.routes.3
      degraded outcome-not-distinguished flows.track.nodes.look-up.routes.4
      degraded outcome-not-distinguished flows.track.nodes.look-up.routes.5
      degraded outcome-not-distinguished flows.track.nodes.look-up.routes.6
      degraded outcome-not-distinguished flows.my-account.nodes.read-account.routes.0
      degraded reply-not-distinguished flows.track.nodes.ask-order
      degraded reply-not-distinguished flows.rate.nodes.rate-us
      degraded reply-not-distinguished flows.person.nodes.ask-email
      dropped condition-not-carried flows.rate.nodes.rate-us
      dropped kind-not-carried flows.pay.nodes.await-bank
      dropped kind-not-carried flows.person.nodes.call-a-person
      degraded read-not-carried flows.shop.nodes.shelf
      degraded read-not-carried flows.shop.nodes.show-product.content.0
      degraded read-not-carried flows.shop.nodes.show-product.content.1
      degraded read-not-carried flows.shop.nodes.read-slots.routes.1.if.left
      degraded read-not-carried flows.shop.nodes.pick-slot"
    `);
  });

  test('is a document that comes back as it is', () => {
    const { value } = importBot(tally, exported.text, { plugins });
    expect(exportBot(tally, value, { plugins }).text).toBe(exported.text);
  });

  test('talks as Tally would have it', async () => {
    // What was rewritten stays rewritten: this is what customers see there.
    const { value: bot } = importBot(tally, exported.text, { plugins, restore: false });
    const order = { status: 'delivered', shipping: { carrier: 'Wren', trackingCode: 'W1', eta: '2026-11-20' }, lines: [] };
    const call = stubCall(
      { 'order-lookup': { status: 200, body: order } },
      { call: async () => ({ outcome: { kind: 'error', reason: 'unsupported' }, headers: {} }), redact: (text) => text },
    );
    const engine = createEngine({ call, plugins, env: { SHOP_URL: 'http://shop.example' } });
    const clock = createVirtualClock();
    let conversation = startConversation(bot);
    const said: string[] = [];
    for (const [index, text] of ['where is my order?', '1001', '5'].entries()) {
      const turn = await runTurn(engine, bot, conversation, { kind: 'message', id: `${index}`, text }, { clock });
      conversation = turn.conversation;
      said.push(`> ${text}`, ...turn.effects.map(textOf));
    }
    expect(said.join('\n')).toMatchInlineSnapshot(`
      "> where is my order?
      Which order? Four digits, they are on your receipt.
      > 1001
      Order 1001 was delivered on 2026-11-20.
      How did we do?
      1. ★
      2. ★★
      3. ★★★
      4. ★★★★
      5. ★★★★★
      > 5
      Thank you for 5 stars."
    `);
  });
});

const textOf = (effect: Effect): string =>
  effect.kind === 'message' && effect.message.kind === 'text' ? effect.message.text : effect.kind;
