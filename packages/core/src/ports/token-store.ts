/** A token that an authorization server issued. Never printed. */
export interface StoredToken {
  readonly accessToken: string;
  /** In milliseconds since 1970. */
  readonly obtainedAtMs: number;
  /** In milliseconds since 1970; absent when the server does not say. */
  readonly expiresAtMs?: number;
  /** What the next token is obtained with. */
  readonly refreshToken?: string;
}

/**
 * Keeps the tokens of credentials. Processes that share a store take turns by its lock, and so obtain a new token once.
 *
 * A `key` names a credential as it is configured: a credential whose fields change has another key.
 */
export interface TokenStore {
  get(key: string): Promise<StoredToken | undefined> | StoredToken | undefined;
  set(key: string, token: StoredToken): Promise<void> | void;
  /** Forgets the token. Does nothing when there is none. */
  delete(key: string): Promise<void> | void;
  /** Runs `work` while nobody else who shares the store runs any for this key. Gives what `work` gives. */
  lock<T>(key: string, work: () => Promise<T>): Promise<T>;
}
