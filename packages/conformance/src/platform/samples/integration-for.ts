import type { Capabilities, HttpIntegrationInput } from '@dragoman/core';

/** What the response of the kit's own integration is called. */
export const responseVariable = 'reply';

/** A call within the capabilities, with `more` on it. */
export const integrationFor = (
  { methods, response }: Capabilities,
  { response: moreResponse, ...more }: Partial<HttpIntegrationInput> = {},
): HttpIntegrationInput => ({
  id: 'call',
  name: 'Call',
  method: methods[0] ?? 'GET',
  url: 'https://api.example/orders',
  ...more,
  response: {
    variable: responseVariable,
    ...(response.includes('fields') && { fields: [{ name: 'state', path: '$.state' }] }),
    ...moreResponse,
  },
});
