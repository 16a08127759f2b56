import { type AuthorizeContext, type CredentialKind, DragomanError, isDragomanError, type RenderedRequest } from '@dragoman/core';
import { clientOn } from './client-on.ts';
import { builtInCredentialKinds } from './credentials/built-in-credential-kinds.ts';
import type { HttpOptions } from './options.ts';
import { createMemoryTokenStore } from './tokens/memory-token-store.ts';
import { tokenKey } from './tokens/token-key.ts';
import { createTransport } from './transport.ts';

export interface Authorizer {
  /**
   * Obtains the first token of a credential with the help of a person, and keeps it in the token store. Rejects with
   * `authentication` when nothing comes of it, with `unsupported` when the credential needs nobody.
   */
  authorize(
    credential: NonNullable<RenderedRequest['credential']>,
    options: Pick<AuthorizeContext<unknown>, 'redirectUrl' | 'visit' | 'signal'>,
  ): Promise<void>;
  dispose(): Promise<void>;
}

/** Makes what `dragoman auth` stands on. `options.tokens` is where the token goes. */
export const createAuthorizer = (options: HttpOptions = {}): Authorizer => {
  const transport = createTransport(options);
  const { vault, redaction, now } = transport;
  const store = options.tokens ?? createMemoryTokenStore();
  const kinds = [...builtInCredentialKinds, ...(options.credentialKinds ?? [])];
  return {
    async authorize(credential, { redirectUrl, visit, signal }) {
      const { authorize, schema } = kindOf(credential, kinds);
      const result = await schema['~standard'].validate(credential.fields);
      if (result.issues !== undefined) {
        const problems = result.issues.map(({ message }) => `${message}.`).join(' ');
        throw unusable(`The credential "${credential.id}" is not what the kind "${credential.kind}" takes. ${problems}`, 'configuration');
      }
      const reveal: AuthorizeContext<unknown>['reveal'] = ({ secret }) => vault.reveal(secret);
      try {
        const settings = result.value;
        const token = await authorize({ settings, reveal, now, http: clientOn(transport), redirectUrl, visit, signal });
        const key = tokenKey(credential);
        await store.lock(key, async () => store.set(key, token));
      } catch (error) {
        const problem = error instanceof Error ? error.message : 'it gives no reason';
        const code = isDragomanError(error) ? error.code : 'authentication';
        throw unusable(redaction.text(`The credential "${credential.id}" was not authorized: ${problem}`), code);
      }
    },
    dispose: () => transport.dispose(),
  };
};

const kindOf = ({ id, kind }: { readonly id: string; readonly kind: string }, kinds: readonly CredentialKind[]) => {
  const found = kinds.find((known) => known.kind === kind);
  if (found === undefined) throw unusable(`The credential "${id}" is of the kind "${kind}", which nobody provides.`, 'configuration');
  const { authorize, schema } = found;
  if (authorize === undefined)
    throw unusable(`The credential "${id}" is of the kind "${kind}", which needs nobody to authorize it.`, 'unsupported');
  return { authorize: authorize.bind(found), schema };
};

const unusable = (message: string, code: DragomanError['code']): DragomanError =>
  new DragomanError(message, { code, source: '@dragoman/http' });
