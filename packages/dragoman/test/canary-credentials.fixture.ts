import type { Credential } from '@dragoman/core';
import { createAuthorizer, createFileTokenStore } from '@dragoman/http';
import { parse } from 'yaml';
import { secrets } from './canaries.fixture.ts';

/** Credentials of every kind, and with every field that holds a secret. `HOST` is the API, which is also the authorization server. */
const credentials = `
  - { id: basic, kind: basic, fields: { username: { secret: USER }, password: { secret: PASS } } }
  - { id: token, kind: access-token, fields: { token: { secret: TOKN } } }
  - { id: key-header, kind: api-key, fields: { key: { secret: HEAD }, header: x-key } }
  - { id: key-query, kind: api-key, fields: { key: { secret: QUER }, query: key } }
  - { id: written, kind: api-key, fields: { key: c4n-WRIT-9q-t4l-WRIT, query: key } }
  - { id: jwt, kind: signed-jwt, fields: { key: { secret: JWTK }, algorithm: HS256, issuer: us } }
  - { id: jwt-pair, kind: signed-jwt, fields: { key: { secret: RSAK }, algorithm: RS256, issuer: us } }
  - { id: jwt-misfit, kind: signed-jwt, fields: { key: { secret: RSAK }, algorithm: ES256, issuer: us } }
  - { id: consumer, kind: consumer-token, fields: { variable: card } }
  - { id: mutual, kind: mutual-tls, fields: { certificate: { secret: CERT }, key: { secret: CKEY }, passphrase: { secret: PPHR } } }
  - { id: mutual-locked, kind: mutual-tls, fields: { certificate: { secret: CERT }, key: { secret: CKEY }, passphrase: { secret: PASS } } }
  - { id: oauth, kind: oauth2-client-credentials, fields: { tokenUrl: 'http://HOST/token', clientId: { secret: IDNT }, clientSecret: { secret: CLNT } } }
  - { id: oauth-refused, kind: oauth2-client-credentials, fields: { tokenUrl: 'http://HOST/bad-token', clientId: { secret: IDNT }, clientSecret: { secret: CLNT } } }
  - { id: oauth-body, kind: oauth2-client-credentials, fields: { tokenUrl: 'http://HOST/bad-token', clientId: { secret: IDNT }, clientSecret: { secret: CLNT }, clientAuthentication: body } }
  - { id: oauth-key, kind: oauth2-client-credentials, fields: { tokenUrl: 'http://HOST/token', clientId: { secret: IDNT }, privateKey: { secret: ECKY }, algorithm: ES256 } }
  - { id: oauth-key-refused, kind: oauth2-client-credentials, fields: { tokenUrl: 'http://HOST/bad-token', clientId: { secret: IDNT }, privateKey: { secret: RSAK } } }
  - { id: person, kind: oauth2-authorization-code, fields: { authorizeUrl: 'http://HOST/authorize', tokenUrl: 'http://HOST/token', clientId: us, clientSecret: { secret: CLNT } } }
  - { id: person-late, kind: oauth2-authorization-code, fields: { authorizeUrl: 'http://HOST/authorize', tokenUrl: 'http://HOST/short-token', clientId: us, privateKey: { secret: ECKY }, algorithm: ES256 } }
  - { id: person-refused, kind: oauth2-authorization-code, fields: { authorizeUrl: 'http://HOST/authorize', tokenUrl: 'http://HOST/once-token', clientId: us, clientSecret: { secret: CLNT }, clientAuthentication: body } }
  - { id: person-unknown, kind: oauth2-authorization-code, fields: { authorizeUrl: 'http://HOST/authorize', tokenUrl: 'http://HOST/token', clientId: { secret: IDNT }, scope: none } }
`;
export const credentialsOn = (host: string): string => credentials.replaceAll('HOST', host);

export const credentialIds = [...credentials.matchAll(/id: ([\w-]+)/g)].map(([, id = '']) => id);

/** What a call ends as that never goes out, however the API would answer. */
export const refusals: { readonly [credential: string]: string } = {
  'jwt-misfit': 'error configuration',
  'mutual-locked': 'error configuration',
  'oauth-refused': 'error authentication',
  'oauth-body': 'error authentication',
  'oauth-key-refused': 'error authentication',
  'person-refused': 'error authentication',
  'person-unknown': 'error authentication',
};

/** Has a person agree to the credentials that take one, all but the unknown one. */
export const authorizePersons = async (host: string, tokenFolder: string): Promise<void> => {
  const authorizer = createAuthorizer({
    allowHosts: [host],
    secrets: { reveal: (name) => secrets[name] },
    tokens: createFileTokenStore(tokenFolder),
  });
  const persons = (parse(credentialsOn(host)) as Credential[]).filter(({ id }) => id.startsWith('person') && id !== 'person-unknown');
  for (const credential of persons) {
    const redirectUri = 'http://127.0.0.1:8765/callback';
    await authorizer.authorize(credential, {
      redirectUri,
      signal: new AbortController().signal,
      visit: async ({ searchParams }) => {
        const back = new URL(redirectUri);
        back.search = String(new URLSearchParams({ code: 'c4n-cod-t4l-cod', state: searchParams.get('state') ?? '' }));
        return back;
      },
    });
  }
  await authorizer.dispose();
};
