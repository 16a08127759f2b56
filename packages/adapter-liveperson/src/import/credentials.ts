import type { CredentialInput } from '@dragoman/core';
import type { LivePersonResponder } from '../wire/responder.ts';
import type { ImportContext } from './import-context.ts';
import type { Part } from './read-part.ts';
import { createUnique } from './unique.ts';

/** The credentials of a document: what integrations say of them. */
export interface Credentials {
  readonly list: readonly CredentialInput[];
  /** Neutral ids, by the ids they have in the document. */
  readonly ids: ReadonlyMap<string, string>;
}

/**
 * Credentials stay with the platform; an export names them by id and type.
 *
 * @see https://developers.liveperson.com/bot-accounts-credentials.html
 */
export const credentialsOf = (responders: readonly Part<LivePersonResponder>[], { id: idOf, report }: ImportContext): Credentials => {
  const found = new Map<string, { readonly credential: CredentialInput; readonly protocol: string }>();
  const unique = createUnique();
  for (const { value, pointer } of responders) {
    const { apiCredentialsId: key, securityProtocol: protocol = '' } = value;
    if (!key) continue;
    const known = found.get(key);
    if (known === undefined) {
      const name = unique(`${protocol || 'credential'} ${key.slice(0, shownLength)}`);
      const id = idOf('credential', { key, name, pointer: `${pointer}/apiCredentialsId` });
      const kind = kinds.get(protocol);
      found.set(key, {
        protocol,
        credential: {
          id,
          name,
          ...(kind ? { kind, fields: {} } : { kind: 'liveperson/credential', fields: { securityProtocol: protocol } }),
        },
      });
    } else if (known.protocol !== protocol) {
      const reason = `This credential is of the type ${JSON.stringify(protocol)} here and ${JSON.stringify(known.protocol)} above, which counts.`;
      report({
        code: 'credential-protocol',
        severity: 'warning',
        platformPlace: `${pointer}/securityProtocol`,
        reason,
        fix: 'Choose the credential of both anew.',
      });
    }
  }
  return {
    list: [...found.values()].map(({ credential }) => credential),
    ids: new Map([...found].map(([key, { credential }]) => [key, credential.id])),
  };
};

const kinds: ReadonlyMap<string, string> = new Map([
  ['OAUTH2', 'liveperson/oauth2'],
  ['ACCESS_TOKEN', 'liveperson/access-token'],
]);

/** Ids are long, and their beginning tells them apart. */
const shownLength = 8;
