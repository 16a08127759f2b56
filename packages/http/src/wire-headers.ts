import type { HttpRequest } from '@dragoman/core';

/**
 * Rows as undici takes them, in order, repeated names repeated. Adds who calls and which encodings can be read, unless
 * the request says so itself; the content length is left to undici, which knows it.
 */
export const wireHeaders = (rows: HttpRequest['headers']): string[] => {
  const flat: string[] = [];
  let namesCaller = false;
  let namesEncodings = false;
  for (const { name, value } of rows) {
    switch (name.length) {
      case 10:
        namesCaller ||= name.toLowerCase() === 'user-agent';
        break;
      case 14:
        if (name.toLowerCase() === 'content-length') continue;
        break;
      case 15:
        namesEncodings ||= name.toLowerCase() === 'accept-encoding';
    }
    flat.push(name, value);
  }
  if (!namesCaller) flat.push('user-agent', 'dragoman');
  // Costs nothing here; a response that is not compressed takes the short way.
  if (!namesEncodings) flat.push('accept-encoding', 'gzip, deflate, br, zstd');
  return flat;
};
