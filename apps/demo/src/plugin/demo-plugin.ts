import { Clock, definePlugin, Events, provide } from '@dragoman/core';
import { createLedger, Ledger } from './ledger.ts';
import { rating } from './rating.ts';

/** What this demo adds to Dragoman: a kind of node for bots, and a tool for whoever has the container. */
export const demoPlugin = definePlugin({
  name: '@dragoman/demo',
  nodeKinds: [rating],
  providers: [
    provide(Ledger, (resolver) => createLedger({ clock: resolver.get(Clock), events: resolver.get(Events) }), {
      start: (ledger) => ledger.open(),
      dispose: (ledger) => ledger.close(),
    }),
  ],
});
