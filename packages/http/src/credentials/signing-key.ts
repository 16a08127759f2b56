import { createPrivateKey, createSecretKey, type KeyObject } from 'node:crypto';
import { DragomanError } from '@dragoman/core';

export const signatureAlgorithms = ['HS256', 'RS256', 'ES256'] as const;
export type SignatureAlgorithm = (typeof signatureAlgorithms)[number];

/** Reads a key as people keep it: HS256 takes any text, the others a private key as PEM or JWK. Throws `configuration`. */
export const signingKey = (algorithm: SignatureAlgorithm, text: string): KeyObject => {
  if (algorithm === 'HS256') return createSecretKey(text, 'utf8');
  const key = privateKey(text);
  const isRight = algorithm === 'RS256' ? key?.asymmetricKeyType === 'rsa' : key?.asymmetricKeyDetails?.namedCurve === 'prime256v1';
  if (key !== undefined && isRight) return key;
  const expected = algorithm === 'RS256' ? 'a private RSA key' : 'a private key on the curve P-256';
  throw new DragomanError(`${algorithm} takes ${expected}, as PEM or as JWK.`, { code: 'configuration', source: '@dragoman/http' });
};

const privateKey = (text: string): KeyObject | undefined => {
  try {
    if (text.trimStart().startsWith('{')) return createPrivateKey({ key: JSON.parse(text), format: 'jwk' });
    // Environment variables often hold the line breaks of a PEM as `\n`.
    return createPrivateKey(text.replaceAll('\\n', '\n'));
  } catch {
    return undefined;
  }
};
