import { AssertionError } from 'node:assert';

/** Something that happens once, and can be waited for. */
export interface Happening {
  happen(): void;
  /** Fails with what was expected when it does not happen in time. */
  wait(expectation: string): Promise<void>;
}

export const happening = (): Happening => {
  const { promise, resolve } = Promise.withResolvers<void>();
  return {
    happen: resolve,
    wait: async (expectation) => {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => reject(new AssertionError({ message: expectation })), patienceMs);
      });
      try {
        await Promise.race([promise, late]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
};

// Only who breaks a clause waits so long.
const patienceMs = 2_000;
