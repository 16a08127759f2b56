/** The characters that give a JSON text its structure, as UTF-16 code units. */
export const jsonCharacters = {
  space: 0x20,
  quote: 0x22,
  comma: 0x2c,
  colon: 0x3a,
  openBracket: 0x5b,
  backslash: 0x5c,
  closeBracket: 0x5d,
  openBrace: 0x7b,
  closeBrace: 0x7d,
} as const;

/** The place behind the string that begins at a quote; the end of the text where nothing closes it. */
export const endOfString = (text: string, from: number): number => {
  let at = from + 1;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === jsonCharacters.backslash) at += 1;
    else if (code === jsonCharacters.quote) return at + 1;
  }
  return text.length;
};
