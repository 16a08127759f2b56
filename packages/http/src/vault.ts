import { DragomanError, type Secrets } from '@dragoman/core';
import type { Redaction } from './redaction.ts';

/** Reveals secrets at the moment of use, and sees to it that they are redacted from then on. */
export interface Vault {
  /** Rejects with `configuration` when there is no secret of that name. */
  reveal(name: string): Promise<string>;
}

export const createVault = (secrets: Secrets | undefined, redaction: Redaction): Vault => {
  const checked = (name: string, value: string | undefined): string => {
    if (value === undefined) {
      throw new DragomanError(`There is no secret "${name}". Give it to whatever provides the secrets here.`, {
        code: 'configuration',
        source: '@dragoman/http',
      });
    }
    redaction.addSecret(value);
    return value;
  };
  return {
    async reveal(name) {
      const value = secrets?.reveal(name);
      // Most secrets lie at hand, and every wait costs.
      return checked(name, typeof value === 'object' ? await value : value);
    },
  };
};
