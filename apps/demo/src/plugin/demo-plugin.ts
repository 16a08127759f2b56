import { Clock, definePlugin, Events, provide } from '@dragoman/core';
import { iban } from './iban.ts';
import { createLedger, Ledger } from './ledger.ts';
import { rating } from './rating.ts';
import { signed } from './signed.ts';

/** What this demo adds to Dragoman: two kinds of nodes for bots, a way to prove who calls, and a tool for whoever has the container. */
export const demoPlugin = definePlugin({
  name: '@dragoman/demo',
  nodeKinds: [rating, iban],
  credentialKinds: [signed],
  providers: [
    provide(Ledger, (resolver) => createLedger({ clock: resolver.get(Clock), events: resolver.get(Events) }), {
      start: (ledger) => ledger.open(),
      dispose: (ledger) => ledger.close(),
    }),
  ],
});
