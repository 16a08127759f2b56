import { createIntegrationCall } from '../src/integration-call.ts';
import { createFileTokenStore } from '../src/tokens/file-token-store.ts';

/** A process of its own: says that it is ready, and on a line makes ten calls at once and tells how they ended. */
const [folder = '', apiUrl = '', nowMs = '', credential = ''] = process.argv.slice(2);

const { call, dispose } = createIntegrationCall({
  allowHosts: ['127.0.0.1'],
  tokens: createFileTokenStore(folder),
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
