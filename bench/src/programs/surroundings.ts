import { drive, type Load, paceOf } from '../harness/drive.ts';
import { type CustomerRequest, createCustomer } from '../work/plain-customer.ts';
import { serveOrder } from '../work/serve-order.ts';

/*
 * What a service has around it: the API it calls, and the customers who ask it for turns, one connection for each call
 * in flight, kept between the slices. Both in one process, so that on a machine of two cores the service has one to
 * itself, and both the cheapest way there is.
 */

/** Asked the same of an origin every time. */
export interface LoadRequest extends Load, CustomerRequest {}

const customers = new Map<string, () => Promise<void>>();

const customerOf = (request: LoadRequest): (() => Promise<void>) => {
  const known = customers.get(request.origin);
  if (known) return known;
  const customer = createCustomer(request);
  customers.set(request.origin, customer);
  return customer;
};

process.once('disconnect', () => process.exit());
process.on('message', async (request: LoadRequest) => {
  process.send?.(paceOf(await drive(customerOf(request), request)));
});
process.send?.({ port: await serveOrder() });
