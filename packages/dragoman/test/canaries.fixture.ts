import { generateKeyPairSync } from 'node:crypto';
import { caller } from './certificates.fixture.ts';

/** A value that looks different in every encoding. */
const canary = (mark: string): string => `c4n-${mark}-9q/+ "&<-t4l-${mark}`;

const privateKey = (type: 'rsa' | 'ec'): string => {
  const { privateKey: made } =
    type === 'rsa' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return made.export({ type: 'pkcs8', format: 'pem' }).toString();
};

const marked = ['USER', 'PASS', 'TOKN', 'HEAD', 'QUER', 'JWTK', 'IDNT', 'CLNT', 'OWNH'] as const;

/** Keys and certificates are what they are: their lines are the canaries. */
const keys = { CERT: caller.certificate, CKEY: caller.key, RSAK: privateKey('rsa'), ECKY: privateKey('ec') };

export const secrets: { readonly [name: string]: string } = {
  ...Object.fromEntries(marked.map((name) => [name, canary(name)])),
  ...keys,
  PPHR: caller.passphrase,
};

/** Given to conversations as sensitive variables. */
export const card = canary('CARD');
export const pin = '481516234299';
export const code = canary('CODE');

/** What the API and the authorization server make up themselves. */
const issued = ['one', 'two', 'thr', 'fou', 'tok', 'rfr', 'cod'];
const marks = [...marked, 'PPHR', 'CARD', 'CODE', 'WRIT', ...issued];

/** How a text may travel: as it is, in hexadecimal, and in base64 behind any number of other bytes. */
const spellings = (text: string): readonly string[] => {
  const bytes = Buffer.from(text);
  const inBase64 = [0, 1, 2].map((offset) => {
    const whole = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    return whole.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
  });
  return [text, bytes.toString('hex'), ...inBase64];
};

const linesOf = (pem: string): readonly string[] => pem.split('\n').filter((line) => line.length > 20 && !line.startsWith('-----'));

const wanted = [
  ...marks.flatMap((mark) => [`c4n-${mark}`, `t4l-${mark}`]).map((text) => [text, spellings(text)] as const),
  // The last one is how every signed token begins.
  ...[pin, '7319554811', '7319554822', 'eyJ'].map((text) => [text, [text]] as const),
  ...Object.entries(keys).map(([name, pem]) => [name, linesOf(pem)] as const),
];

/** Which canaries are in a text, and what stands around them. */
export const leaks = (text: string): readonly string[] =>
  wanted.flatMap(([name, forms]) =>
    forms.flatMap((form) => {
      const at = text.indexOf(form);
      return at === -1 ? [] : [`${name}: …${text.slice(Math.max(0, at - 80), at + form.length)}`];
    }),
  );
