/** Levels of a JSON value from outside that everything here can walk without overflowing its stack. */
export const deepestJson = 1_000;

/** Whether a JSON text is nested deeper than that. Reads a text of more brackets than that once, others hardly. */
export const isTooDeep = (json: string): boolean => {
  // Each level takes a bracket to open and one to close.
  if (json.length <= 2 * deepestJson) return false;
  if (occurrences(json, '[', deepestJson) + occurrences(json, '{', deepestJson) <= deepestJson) return false;
  let depth = 0;
  let isText = false;
  for (let index = 0; index < json.length; index += 1) {
    const code = json.charCodeAt(index);
    if (code === quote) isText = !isText;
    else if (isText) {
      if (code === backslash) index += 1;
    } else if (code === openBracket || code === openBrace) {
      depth += 1;
      if (depth > deepestJson) return true;
    } else if (code === closeBracket || code === closeBrace) depth -= 1;
  }
  return false;
};

/** How often a character occurs, and not much further than a number of them. */
const occurrences = (text: string, character: string, most: number): number => {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0 && count <= most; at = text.indexOf(character, at + 1)) count += 1;
  return count;
};

const quote = 0x22;
const backslash = 0x5c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;
