import { type FromPlatformContext, type HttpIntegrationInput, type IntegrationInput, type Json, readBot } from '@dragoman/core';
import type { TallyCode } from './codes.ts';
import type { FetchStep } from './wire.ts';

/** Collects what fetches call. Those that say the same under the same name are one integration. */
export const createCalls = (context: FromPlatformContext<TallyCode>) => {
  const known = new Map<string, string>();
  const integrations: IntegrationInput[] = [];
  return {
    integrations,
    /** The id of the integration a fetch calls. */
    add: (step: FetchStep, pointer: string, read: (text: string) => string): string => {
      const call = callOf(step, read);
      const said = JSON.stringify(call);
      const name = step.api ?? step.id;
      let key = name;
      for (let number = 2; (known.get(key) ?? said) !== said; number++) key = `${name} (${number})`;
      const id = context.id('integration', { key });
      if (known.has(key)) return id;
      known.set(key, said);
      const problem = problemOf({ id, ...call });
      const integration = problem === undefined ? { id, ...call } : carried(id, step);
      integrations.push(integration);
      if (problem !== undefined) {
        const reason = `What this fetches cannot be read, and is carried as it is. ${problem}`;
        context.report({ code: 'unknown-call', severity: 'warning', at: integration, platformPlace: pointer, reason });
      }
      return id;
    },
  };
};

const callOf = ({ url, headers = [], timeoutMs, into, take = [] }: FetchStep, read: (text: string) => string) => ({
  method: 'GET' as const,
  url: read(url),
  headers: headers.map(({ name, value }) => ({ name, value: read(value) })),
  ...(timeoutMs !== undefined && { timeoutMs }),
  response: { variable: into, fields: take.map(({ name, path }) => ({ name, path })) },
});

/** Core knows what a call may look like. Real documents hold addresses and paths that are none. */
const problemOf = (integration: HttpIntegrationInput): string | undefined =>
  readBot({ id: 'call', integrations: [integration] }).diagnostics.find(({ severity }) => severity === 'error')?.reason;

const carried = (id: string, { url, headers, timeoutMs, into, take }: FetchStep): IntegrationInput => {
  const raw = { url, headers, timeoutMs, take };
  const said = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== undefined)) as Json;
  return { id, kind: 'platform', adapter: 'tally', raw: said, response: { variable: into } };
};
