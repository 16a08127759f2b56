import 'reflect-metadata';
import { type KeyObject, randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import {
  BasicConstraintsExtension,
  cryptoProvider,
  type GeneralNameType,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** In PEM. */
export interface TestCertificate {
  readonly certificate: string;
  readonly key: string;
}

/** An authority nobody trusts unless told to. */
export interface TestAuthority {
  readonly certificate: string;
  issue(options?: IssueOptions): Promise<TestCertificate>;
}

export interface IssueOptions {
  readonly name?: string;
  /** Names and addresses it is good for. Default: `localhost` and `127.0.0.1`. */
  readonly hosts?: readonly string[];
  /** Default: an hour ago and a day ahead. */
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  /** Default: a new one, whose private key is given back. */
  readonly publicKey?: KeyObject;
}

const hourMs = 3_600_000;

export const testAuthority = async (name = 'Test Authority'): Promise<TestAuthority> => {
  cryptoProvider.set(crypto);
  const keys = await newKeys();
  const authority = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: `CN=${name}`,
    notBefore: new Date(Date.now() - 24 * hourMs),
    notAfter: new Date(Date.now() + 24 * hourMs),
    keys,
    signingAlgorithm,
    extensions: [new BasicConstraintsExtension(true, 1, true)],
  });
  return {
    certificate: authority.toString('pem'),
    async issue(options = {}) {
      const { name: subject = 'localhost', hosts = ['localhost', '127.0.0.1'] } = options;
      const { notBefore = new Date(Date.now() - hourMs), notAfter = new Date(Date.now() + hourMs) } = options;
      const own = await newKeys();
      const certificate = await X509CertificateGenerator.create({
        serialNumber: serial(),
        issuer: authority.subject,
        subject: `CN=${subject}`,
        notBefore,
        notAfter,
        signingKey: keys.privateKey,
        publicKey: options.publicKey === undefined ? own.publicKey : options.publicKey.export({ type: 'spki', format: 'der' }),
        signingAlgorithm,
        extensions: [
          new SubjectAlternativeNameExtension(
            hosts.map((value): { type: GeneralNameType; value: string } => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value })),
          ),
        ],
      });
      const key = PemConverter.encode(await crypto.subtle.exportKey('pkcs8', own.privateKey), 'PRIVATE KEY');
      return { certificate: certificate.toString('pem'), key };
    },
  };
};

const signingAlgorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

const newKeys = () => crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);

const serial = (): string => `01${randomBytes(8).toString('hex')}`;
