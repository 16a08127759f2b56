/**
 * The charset that an XML document itself is in, for when its content type names none: as its first bytes look or its
 * declaration says. Undefined when it does not say.
 */
export const xmlCharset = (bytes: Buffer): string | undefined => {
  if (bytes[0] === openAngle && bytes[1] === 0) return 'utf-16le';
  if (bytes[0] === 0 && bytes[1] === openAngle) return 'utf-16be';
  const declared = declaration.exec(bytes.toString('latin1', 0, longestDeclaration))?.[1];
  // Where the declaration can be read byte by byte, it cannot be in UTF-16.
  return declared === undefined || /^utf-?16/i.test(declared) ? undefined : declared;
};

const openAngle = 0x3c;
const longestDeclaration = 200;
const declaration = /^\s*<\?xml\s[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/;
