import type { IncomingHttpHeaders } from 'node:http';
import type { Routes } from './api-message.ts';
import { problem } from './problem.ts';

/**
 * What opens the account endpoint. Published on purpose: this shop sells nothing.
 *
 * The `limited` ones are known but may not read accounts (403); anything else is unknown (401).
 */
export const demoCredentials = {
  apiKey: 'kettle-key-7f3a9c',
  limitedApiKey: 'kettle-key-limited',
  user: 'ada',
  password: 'analytical-engine',
  token: 'kettle-token-51c2',
  limitedToken: 'kettle-token-limited',
} as const;

export const accountRoutes: Routes = {
  'GET /account': ({ headers }) => {
    const access = accessOf(headers);
    if (access === 'full') return { status: 200, body: { id: 'C-100', name: 'Ada Lovelace', tier: 'gold', orders: ['1001', '1002'] } };
    if (access === 'limited') return problem(403, 'These credentials may not read accounts.');
    return problem(401, 'Send an API key in x-api-key, or Basic or Bearer credentials.', {
      headers: { 'www-authenticate': 'Basic realm="shop", Bearer realm="shop"' },
    });
  },
};

const accessOf = (headers: IncomingHttpHeaders): 'full' | 'limited' | 'none' => {
  const basic = Buffer.from(`${demoCredentials.user}:${demoCredentials.password}`).toString('base64');
  const given = [
    headers['x-api-key']?.toString(),
    headers.authorization?.replace(/^(basic|bearer) +/i, (_, scheme: string) => `${scheme.toLowerCase()} `),
  ];
  if (given.some((value) => value === demoCredentials.apiKey || value === `basic ${basic}` || value === `bearer ${demoCredentials.token}`))
    return 'full';
  if (given.some((value) => value === demoCredentials.limitedApiKey || value === `bearer ${demoCredentials.limitedToken}`))
    return 'limited';
  return 'none';
};
