import { type FromPlatformContext, type HttpIntegrationInput, type IntegrationInput, type Json, readBot } from '@dragoman/core';
import type { TallyCode } from './codes.ts';
import { nameOfKey } from './keys.ts';
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
      const wanted = step.api ?? nameOfKey(step.id);
      let name = wanted;
      for (let number = 2; (known.get(name) ?? said) !== said; number++) name = `${wanted} (${number})`;
      const id = context.id('integration', { key: name });
      if (known.has(name)) return id;
      known.set(name, said);
      const problem = problemOf({ id, name, ...call });
      const integration = problem === undefined ? { id, name, ...call } : { id, name, ...carried(step) };
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

const carried = ({ url, headers, timeoutMs, into, take }: FetchStep) => {
  const raw = { url, headers, timeoutMs, take };
  const said = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== undefined)) as Json;
  return { kind: 'platform' as const, adapter: 'tally', raw: said, response: { variable: into } };
};
