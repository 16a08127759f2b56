import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw, zstdDecompress } from 'node:zlib';
import type { Outcome } from '@dragoman/core';
import { tooLarge } from './exchange.ts';
import { codeOf, failure } from './reasons.ts';

/**
 * The body without its content encodings, undone last one first. Stops as soon as more than `responseBytes` have come
 * out, so that a small response cannot fill the memory.
 */
export const decodeContent = async (bytes: Buffer, encodings: string, responseBytes: number): Promise<Buffer | Outcome> => {
  let decoded = bytes;
  const names = encodings
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  if (names.length > mostEncodings)
    return failure('unsupported', `The response comes in more than ${mostEncodings} content encodings at once.`);
  for (const encoding of names.reverse()) {
    const decoder = decoders[encoding];
    if (decoder === undefined)
      return failure('unsupported', `The response comes in the content encoding "${encoding.slice(0, 20)}", which cannot be read.`);
    try {
      decoded = await decoder(decoded, responseBytes);
    } catch (error) {
      if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') return tooLarge(responseBytes);
      return failure('bad-body', `The response is not the ${encoding} it says it is, or ends too early (${codeOf(error)}).`);
    }
  }
  return decoded;
};

/** Each may take as long as a body of the greatest size takes; nobody in earnest uses more than two. */
const mostEncodings = 5;

type Decoder = (bytes: Buffer, maxOutputLength: number) => Promise<Buffer>;

const gunzipAsync = promisify(gunzip);
const inflateAsync = promisify(inflate);
const inflateRawAsync = promisify(inflateRaw);
const brotliAsync = promisify(brotliDecompress);
const zstdAsync = promisify(zstdDecompress);

const gzip: Decoder = (bytes, maxOutputLength) => gunzipAsync(bytes, { maxOutputLength });

const decoders: { readonly [encoding: string]: Decoder } = {
  gzip,
  'x-gzip': gzip,
  // Half of the servers send the bare stream, the other half the one with a header, as the standard wants.
  deflate: (bytes, maxOutputLength) => (((bytes[0] ?? 0) & 0x0f) === 8 ? inflateAsync : inflateRawAsync)(bytes, { maxOutputLength }),
  br: (bytes, maxOutputLength) => brotliAsync(bytes, { maxOutputLength }),
  zstd: (bytes, maxOutputLength) => zstdAsync(bytes, { maxOutputLength }),
};
