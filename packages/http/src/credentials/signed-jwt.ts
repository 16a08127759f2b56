import { type AuthenticateContext, defineCredentialKind, type HttpRequest, withHeaders } from '@dragoman/core';
import * as z from 'zod';
import { fieldSchema, fieldValue } from './field.ts';
import { signatureAlgorithms, signingKey } from './signing-key.ts';

/** Further claims, written as a JSON object. */
const claimsSchema = z.string().transform((text, { issues }) => {
  const claims = parsed(text);
  if (typeof claims === 'object' && claims !== null && !Array.isArray(claims)) return claims as { [name: string]: unknown };
  issues.push({ code: 'custom', message: 'Expected a JSON object', input: text });
  return z.NEVER;
});

const schema = z.strictObject({
  key: fieldSchema,
  algorithm: z.enum(signatureAlgorithms),
  keyId: z.string().optional(),
  issuer: z.string().optional(),
  subject: z.string().optional(),
  audience: z.string().optional(),
  claims: claimsSchema.optional(),
  lifetimeS: z.coerce.number().int().min(1).default(300),
  type: z.string().default('Bearer'),
});

/** A token we sign ourselves, anew for each attempt: who we are, for whom it is, and until when. */
export const signedJwt = defineCredentialKind({
  kind: 'signed-jwt',
  schema,
  async authenticate(request, context): Promise<HttpRequest> {
    return withHeaders(request, { authorization: `${context.settings.type} ${await sign(context)}` });
  },
});

const sign = async (context: AuthenticateContext<z.output<typeof schema>>): Promise<string> => {
  const { key, algorithm, keyId, issuer, subject, audience, claims, lifetimeS } = context.settings;
  // Loaded by those who use it: it would make every start slower.
  const { SignJWT } = await import('jose');
  const nowS = Math.floor(context.now() / 1000);
  const jwt = new SignJWT({ ...claims });
  jwt.setProtectedHeader({ alg: algorithm, typ: 'JWT', ...(keyId !== undefined && { kid: keyId }) });
  if (issuer !== undefined) jwt.setIssuer(issuer);
  if (subject !== undefined) jwt.setSubject(subject);
  if (audience !== undefined) jwt.setAudience(audience);
  jwt.setIssuedAt(nowS).setExpirationTime(nowS + lifetimeS);
  return jwt.sign(signingKey(algorithm, await fieldValue(key, context)));
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
