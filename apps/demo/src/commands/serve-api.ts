import { once } from 'node:events';
import { paintFor } from 'dragoman';
import { demoCredentials } from '../api/account-routes.ts';
import { startShopApi } from '../api/shop-api.ts';

/** Opens the shop for bots from elsewhere until Ctrl-C. */
export const serveApi = async (port: number, output: NodeJS.WriteStream): Promise<void> => {
  const paint = paintFor(output);
  const print = (line = ''): void => void output.write(`${line}\n`);
  const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  const shop = await startShopApi({
    port,
    onRequest: ({ method, path, status }) =>
      print(`${paint(status === undefined || status >= 500 ? 'red' : 'dim', `${status ?? '---'}`)} ${method} ${path}`),
  });
  const { apiKey, user, password, token } = demoCredentials;

  print(`${paint('bold', 'A sample shop')} at ${shop.url} (Ctrl-C closes it)`);
  for (const route of shop.routes) print(`  ${route}`);
  print('Orders 1001 to 1012 exist; 9001 and 9002 are slow, 9003 is down (503), 9004 drops the connection, 9005 is saturated (429).');
  print(`/account opens with x-api-key: ${apiKey}, or Basic ${user}:${password}, or Bearer ${token}.`);
  print();
  print(`  curl ${shop.url}/orders/1001`);
  print(`  curl '${shop.url}/products?q=mug&size=3'`);
  print(`  curl ${shop.url}/_control/faults -H 'content-type: application/json' -d '{"route":"GET /orders/:id","fault":{"kind":"down"}}'`);
  print(`  curl -X DELETE ${shop.url}/_control/faults`);
  print();
  await stopped;
  await shop.close();
};
