import type { CredentialContext, SecretReference } from '@dragoman/core';
import * as z from 'zod';

/** A field of a credential: text, or the name of a secret. */
export const fieldSchema: z.ZodType<string | SecretReference> = z.union([z.string(), z.strictObject({ secret: z.string() })]);

export const fieldValue = (
  field: string | SecretReference,
  { reveal }: Pick<CredentialContext<unknown>, 'reveal'>,
): string | Promise<string> => (typeof field === 'string' ? field : reveal(field));
