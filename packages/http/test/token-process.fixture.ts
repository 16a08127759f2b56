import type { TokenStore } from '@dragoman/core';
import { createIntegrationCall } from '../src/integration-call.ts';
import { createFileTokenStore } from '../src/tokens/file-token-store.ts';

/**
 * A process of its own: says that it is ready; on a line makes ten calls at once, says that it wants the lock, and tells
 * how the calls ended.
 */
const [folder = '', apiUrl = '', nowMs = '', credential = ''] = process.argv.slice(2);

const store = createFileTokenStore(folder);
const tokens: TokenStore = {
  ...store,
  lock(key, work) {
    const working = store.lock(key, work);
    // By then a lock that lets everybody in would have let this process look into the store.
    void Promise.resolve(store.get(key)).then(() => process.stdout.write('locking\n'));
    return working;
  },
};

const { call, dispose } = createIntegrationCall({
  allowHosts: ['127.0.0.1'],
  tokens,
  secrets: { reveal: () => process.env.CLIENT_SECRET },
  clock: { now: () => Number(nowMs) },
});

const one = () =>
  call(
    {
      integration: { id: 'orders', name: 'Orders' },
      node: { id: 'look-up', name: 'Look up' },
      method: 'GET',
      url: apiUrl,
      query: [],
      queryEncoding: 'percent',
      headers: [],
      credential: JSON.parse(credential),
      responseFormat: 'json',
    },
    { timeoutMs: 20_000, retry: { retries: 0, statuses: [] } },
  );

process.stdout.write('ready\n');
process.stdin.once('data', async () => {
  const results = await Promise.all(Array.from({ length: 10 }, one));
  process.stdout.write(`${JSON.stringify(results.map(({ outcome }) => outcome))}\n`);
  await dispose();
  process.stdin.destroy();
});
