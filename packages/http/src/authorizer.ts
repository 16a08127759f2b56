import {
  type AuthorizeContext,
  type CredentialKind,
  DragomanError,
  isDragomanError,
  type RenderedRequest,
  type StoredToken,
} from '@dragoman/core';
import { clientOn } from './client-on.ts';
import { builtInCredentialKinds } from './credentials/built-in-credential-kinds.ts';
import type { HttpOptions } from './options.ts';
import { createMemoryTokenStore } from './tokens/memory-token-store.ts';
import { tokenKey } from './tokens/token-key.ts';
import { createTransport } from './transport.ts';

type RenderedCredential = NonNullable<RenderedRequest['credential']>;

/** What is known of the token of a credential; never the token itself. */
export interface Authorization {
  /** In milliseconds since 1970. */
  readonly obtainedAtMs: number;
  /** In milliseconds since 1970; absent when the server does not say. */
  readonly expiresAtMs?: number;
  /** Whether a new one is obtained without a person when its time is up. */
  readonly isRenewable: boolean;
}

export interface Authorizer {
  /** Whether a credential takes a person who agrees. */
  takesPerson(credential: RenderedCredential): boolean;
  /** What there is in the token store; undefined when nobody has agreed. Rejects with `configuration` when it cannot be read. */
  authorization(credential: RenderedCredential): Promise<Authorization | undefined>;
  /**
   * Obtains the first token of a credential with the help of a person, and keeps it in the token store. Rejects with
   * `authentication` when nothing comes of it, with `unsupported` when the credential needs nobody.
   */
  authorize(credential: RenderedCredential, options: Pick<AuthorizeContext<unknown>, 'redirectUri' | 'visit' | 'signal'>): Promise<void>;
  /**
   * Forgets the token, and gives it back where it is taken back. The token is forgotten even when this rejects because
   * the authorization server does not take it. False when there was none, or nobody takes it back.
   */
  revoke(credential: RenderedCredential, options: Pick<AuthorizeContext<unknown>, 'signal'>): Promise<boolean>;
  dispose(): Promise<void>;
}

/** Makes what `dragoman auth` stands on. `options.tokens` is where the tokens are. */
export const createAuthorizer = (options: HttpOptions = {}): Authorizer => {
  const transport = createTransport(options);
  const { vault, redaction, now } = transport;
  const store = options.tokens ?? createMemoryTokenStore();
  const kinds = [...builtInCredentialKinds, ...(options.credentialKinds ?? [])];

  /** What a kind has at hand while it works on a credential; what goes wrong is said without secrets. */
  const working = async <T>(
    credential: RenderedCredential,
    kind: CredentialKind,
    problem: string,
    work: (context: Omit<AuthorizeContext<unknown>, 'redirectUri' | 'visit' | 'signal'>) => Promise<T>,
  ): Promise<T> => {
    const settings = await settingsOf(credential, kind);
    try {
      return await work({ settings, reveal: ({ secret }) => vault.reveal(secret), now, http: clientOn(transport) });
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'it gives no reason';
      const code = isDragomanError(error) ? error.code : 'authentication';
      throw unusable(redaction.text(`The credential "${credential.id}" ${problem}: ${reason}`), code);
    }
  };

  return {
    takesPerson: (credential) => kindOf(credential, kinds).authorize !== undefined,
    async authorization(credential) {
      const token = await store.get(tokenKey(credential));
      return token && authorizationOf(token);
    },
    async authorize(credential, { redirectUri, visit, signal }) {
      const kind = kindOf(credential, kinds);
      const { authorize } = kind;
      if (authorize === undefined) throw needsNobody(credential);
      await working(credential, kind, 'was not authorized', async (context) => {
        const token = await authorize.call(kind, { ...context, redirectUri, visit, signal });
        const key = tokenKey(credential);
        await store.lock(key, async () => store.set(key, token));
      });
    },
    async revoke(credential, { signal }) {
      const kind = kindOf(credential, kinds);
      if (kind.authorize === undefined) throw needsNobody(credential);
      const key = tokenKey(credential);
      const token = await store.lock(key, async () => {
        // One that cannot be read is forgotten all the same.
        const held = await Promise.resolve(store.get(key)).catch(() => undefined);
        await store.delete(key);
        return held;
      });
      if (token === undefined || kind.revoke === undefined) return false;
      const { revoke } = kind;
      for (const text of [token.accessToken, token.refreshToken]) if (text !== undefined) redaction.addHeader(text);
      return working(credential, kind, 'is forgotten here, but its token was not given back', (context) =>
        revoke.call(kind, token, { ...context, signal }),
      );
    },
    dispose: () => transport.dispose(),
  };
};

const authorizationOf = ({ obtainedAtMs, expiresAtMs, refreshToken }: StoredToken): Authorization => ({
  obtainedAtMs,
  ...(expiresAtMs !== undefined && { expiresAtMs }),
  isRenewable: refreshToken !== undefined,
});

const kindOf = ({ id, kind }: RenderedCredential, kinds: readonly CredentialKind[]): CredentialKind => {
  const found = kinds.find((known) => known.kind === kind);
  if (found !== undefined) return found;
  throw unusable(`The credential "${id}" is of the kind "${kind}", which nobody provides.`, 'configuration');
};

const settingsOf = async ({ id, fields }: RenderedCredential, { kind, schema }: CredentialKind): Promise<unknown> => {
  const result = await schema['~standard'].validate(fields);
  if (result.issues === undefined) return result.value;
  const problems = result.issues.map(({ message }) => `${message}.`).join(' ');
  throw unusable(`The credential "${id}" is not what the kind "${kind}" takes. ${problems}`, 'configuration');
};

const needsNobody = ({ id, kind }: RenderedCredential): DragomanError =>
  unusable(`The credential "${id}" is of the kind "${kind}", which needs nobody to authorize it.`, 'unsupported');

const unusable = (message: string, code: DragomanError['code']): DragomanError =>
  new DragomanError(message, { code, source: '@dragoman/http' });
