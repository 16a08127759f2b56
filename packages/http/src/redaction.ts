import { createRedactor, type Redactor } from '@dragoman/core';

/** Knows every value that must not be seen: secrets for good, headers of credentials as long as they are fresh. */
export interface Redaction {
  addSecret(value: string): void;
  /** A header a credential set: whole, and what follows its scheme. */
  addHeader(value: string): void;
  text(text: string): string;
}

interface Generation {
  readonly values: Set<string>;
  readonly redactor: Redactor;
}

/** Signatures and dates are new with every call: of headers at least this many, and at most twice as many, are kept. */
const keptHeaders = 128;

export const createRedaction = (): Redaction => {
  const secrets = newGeneration();
  let latest = newGeneration();
  let previous = newGeneration();
  return {
    addSecret: (value) => addTo(secrets, value),
    addHeader(value) {
      if (latest.values.has(value)) return;
      if (latest.values.size >= keptHeaders) {
        previous = latest;
        latest = newGeneration();
      }
      addTo(latest, value);
      latest.redactor.add(value.slice(value.indexOf(' ') + 1));
    },
    // Whole headers first: a secret taken out of one would leave the rest of it.
    text: (text) => secrets.redactor.text(previous.redactor.text(latest.redactor.text(text))),
  };
};

const newGeneration = (): Generation => ({ values: new Set(), redactor: createRedactor() });

const addTo = ({ values, redactor }: Generation, value: string) => {
  if (values.has(value)) return;
  values.add(value);
  redactor.add(value);
};
