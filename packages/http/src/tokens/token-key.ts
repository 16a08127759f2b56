import { createHash } from 'node:crypto';
import type { RenderedRequest } from '@dragoman/core';

type RenderedCredential = NonNullable<RenderedRequest['credential']>;

/** Under which a credential's token is kept: its id, and what it is made of, so that a token is never used for another account. */
export const tokenKey = ({ id, kind, fields }: RenderedCredential): string => {
  const rows = Object.entries(fields).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const digest = createHash('sha256')
    .update(JSON.stringify([kind, rows]))
    .digest('hex');
  return `${id}-${digest.slice(0, 16)}`;
};
