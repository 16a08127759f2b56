import type { StoredToken, TokenStore } from '@dragoman/core';
import type { Redaction } from '../redaction.ts';

export type Obtain = (held: StoredToken | undefined) => Promise<StoredToken>;

/** Has the tokens of credentials at hand, and sees to it that each is obtained once, whoever needs it. */
export interface TokenKeeper {
  /** The token at hand, at once; else the promise of the one that is being obtained. */
  take(key: string, obtain: Obtain): StoredToken | Promise<StoredToken>;
  /** The API refused this token: it is not used again. */
  refuse(key: string, token: StoredToken): void;
}

export interface TokenKeeperOptions {
  readonly store: TokenStore;
  readonly redaction: Redaction;
  now(): number;
}

export const createTokenKeeper = ({ store, redaction, now }: TokenKeeperOptions): TokenKeeper => {
  const entries = new Map<string, Entry>();

  const entryOf = (key: string): Entry => {
    const known = entries.get(key);
    if (known !== undefined) return known;
    const entry: Entry = { token: undefined, refused: undefined, renewing: undefined };
    entries.set(key, entry);
    return entry;
  };

  const isGood = ({ refused }: Entry, token: StoredToken | undefined): token is StoredToken =>
    token !== undefined && token.accessToken !== refused && now() < renewalMs(token);

  const keep = (entry: Entry, token: StoredToken): StoredToken => {
    // A server may repeat in an answer what it was sent.
    redaction.addHeader(token.accessToken);
    if (token.refreshToken !== undefined) redaction.addHeader(token.refreshToken);
    entry.token = token;
    return token;
  };

  const renew = (key: string, entry: Entry, obtain: Obtain): Promise<StoredToken> =>
    store.lock(key, async () => {
      // Somebody who shares the store may have obtained one meanwhile.
      const stored = await store.get(key);
      if (isGood(entry, stored)) return keep(entry, stored);
      const held = stored ?? entry.token;
      if (held !== undefined) keep(entry, held);
      const token = await obtain(held).catch((error: unknown) => {
        // It was early: what is at hand may do until the server is well again.
        if (held === undefined || held.accessToken === entry.refused || now() >= expiryMs(held)) throw error;
        return held;
      });
      if (token === held) return token;
      keep(entry, token);
      await store.set(key, token);
      return token;
    });

  return {
    take(key, obtain) {
      const entry = entryOf(key);
      if (isGood(entry, entry.token)) return entry.token;
      entry.renewing ??= renew(key, entry, obtain).finally(() => {
        entry.renewing = undefined;
      });
      return entry.renewing;
    },
    refuse(key, token) {
      const entry = entryOf(key);
      if (entry.token?.accessToken === token.accessToken) entry.refused = token.accessToken;
    },
  };
};

interface Entry {
  token: StoredToken | undefined;
  /** The access token that the API refused last. */
  refused: string | undefined;
  renewing: Promise<StoredToken> | undefined;
}

/** Earlier than the end of its life, so that it does not end on the way: by half a minute, or a tenth of a short life. */
const renewalMs = (token: StoredToken): number => {
  const endMs = expiryMs(token);
  return endMs - Math.min(30_000, (endMs - token.obtainedAtMs) / 10);
};

const expiryMs = ({ expiresAtMs }: StoredToken): number => expiresAtMs ?? Number.POSITIVE_INFINITY;
