import { serveOrder } from '../work/serve-order.ts';

/*
 * The API in a process of its own.
 */

process.once('disconnect', () => process.exit());
process.send?.({ port: await serveOrder() });
