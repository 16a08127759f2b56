import { DragomanError, type RenderedRequest, type SealedText } from '@dragoman/core';
import type { Vault } from './vault.ts';

type Rows = readonly { readonly name: string; readonly value: string }[];

/** Headers without handles, and which of them hold a secret. */
export interface RevealedHeaders {
  readonly rows: Rows;
  /** In lower case. */
  readonly sensitive: readonly string[];
}

/** Puts the secrets into headers. Throws `configuration` when there is no such secret, or when it breaks out of its header. */
export const revealHeaders = (headers: RenderedRequest['headers'], vault: Vault): RevealedHeaders | Promise<RevealedHeaders> =>
  isOpen(headers) ? { rows: headers, sensitive: nothing } : reveal(headers, vault);

const nothing: readonly string[] = [];

const isOpen = (headers: RenderedRequest['headers']): headers is Rows => headers.every(({ value }) => typeof value === 'string');

const reveal = async (headers: RenderedRequest['headers'], vault: Vault): Promise<RevealedHeaders> => {
  const sensitive: string[] = [];
  const rows: { name: string; value: string }[] = [];
  for (const { name, value } of headers) {
    if (typeof value !== 'string') sensitive.push(name.toLowerCase());
    rows.push({ name, value: await open(value, vault) });
  }
  for (const { name, value } of rows) checkHeaderValue(name, value);
  return { rows, sensitive };
};

const open = async (text: SealedText, vault: Vault): Promise<string> => {
  if (typeof text === 'string') return text;
  let opened = '';
  for (const part of text) opened += typeof part === 'string' ? part : await vault.reveal(part.secret);
  return opened;
};

/** Throws `configuration` for a value that would begin a new header, or end them all. */
export const checkHeaderValue = (name: string, value: string): void => {
  if (!/[\r\n\0]/.test(value)) return;
  throw new DragomanError(`The header "${name}" would contain a line break. Check the end of the secret it is made of.`, {
    code: 'configuration',
    source: '@dragoman/http',
  });
};
