import { hash, X509Certificate } from 'node:crypto';
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';
import { type ClientIdentity, DragomanError } from '@dragoman/core';

export interface TlsOptions {
  /** Certificates, in PEM, of authorities to trust beside those that Node trusts. */
  readonly authorities?: readonly string[];
}

/** Whom this side trusts, and who it says it is. */
export interface Trust {
  /** Throws `configuration` for a certificate or key that cannot be used. */
  contextFor(identity: ClientIdentity | undefined): SecureContext;
}

/** Throws `configuration` for an authority that is no certificate. */
export const createTrust = ({ authorities = [] }: TlsOptions = {}): Trust => {
  const extra = authorities.flatMap(certificatesIn);
  // The list of the system is long: it is read by OpenSSL itself as long as nothing has to be added to it.
  const trusted = () => (extra.length === 0 ? {} : { ca: [...getCACertificates('default'), ...extra] });
  let anonymous: SecureContext | undefined;
  return {
    contextFor(identity) {
      if (identity === undefined) {
        anonymous ??= createSecureContext(trusted());
        return anonymous;
      }
      const { certificate, key, passphrase } = identity;
      try {
        return createSecureContext({ ...trusted(), cert: certificate, key, ...(passphrase === undefined ? {} : { passphrase }) });
      } catch {
        // What OpenSSL says is left out: nobody knows what it quotes.
        throw configuration(
          'The client certificate and its key cannot be used. Both must be PEM, the key must be that of the certificate, and the passphrase that of the key.',
        );
      }
    },
  };
};

/** Tells identities apart without keeping their keys. */
export const fingerprintOf = ({ certificate, key, passphrase = '' }: ClientIdentity): string =>
  hash('sha256', JSON.stringify([certificate, key, passphrase]));

const certificatesIn = (pem: string, index: number): readonly string[] => {
  const found = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (found.length > 0 && found.every(isCertificate)) return found;
  throw configuration(`tls.authorities: number ${index + 1} is no certificate in PEM.`);
};

const isCertificate = (pem: string): boolean => {
  try {
    new X509Certificate(pem);
    return true;
  } catch {
    return false;
  }
};

const configuration = (message: string) => new DragomanError(message, { code: 'configuration', source: '@dragoman/http' });
