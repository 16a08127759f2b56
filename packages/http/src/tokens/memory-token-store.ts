import type { StoredToken, TokenStore } from '@dragoman/core';

/** Keeps tokens as long as the process lives. */
export const createMemoryTokenStore = (): TokenStore => {
  const tokens = new Map<string, StoredToken>();
  const lines = new Map<string, Promise<unknown>>();
  return {
    get: (key) => tokens.get(key),
    set: (key, token) => void tokens.set(key, token),
    delete: (key) => void tokens.delete(key),
    lock(key, work) {
      const before = lines.get(key);
      const working = before === undefined ? work() : before.then(work);
      const settled = working.then(ignore, ignore).then(() => {
        if (lines.get(key) === settled) lines.delete(key);
      });
      lines.set(key, settled);
      return working;
    },
  };
};

const ignore = (): void => {};
