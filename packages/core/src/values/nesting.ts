import { endOfString, jsonCharacters } from './json-characters.ts';

/** Levels of a JSON value from outside that everything here can walk without overflowing its stack. */
export const deepestJson = 1_000;

/** Whether a JSON text is nested deeper than that. Reads a text of more brackets than that once, others hardly. */
export const isTooDeep = (json: string): boolean => {
  // Each level takes a bracket to open and one to close.
  if (json.length <= 2 * deepestJson) return false;
  if (occurrences(json, '[', deepestJson) + occurrences(json, '{', deepestJson) <= deepestJson) return false;
  let depth = 0;
  for (let at = 0; at < json.length; ) {
    const code = json.charCodeAt(at);
    if (code === openBracket || code === openBrace) depth += 1;
    else if (code === closeBracket || code === closeBrace) depth -= 1;
    if (depth > deepestJson) return true;
    at = code === quote ? endOfString(json, at) : at + 1;
  }
  return false;
};

/** How often a character occurs, and not much further than a number of them. */
const occurrences = (text: string, character: string, most: number): number => {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0 && count <= most; at = text.indexOf(character, at + 1)) count += 1;
  return count;
};

const { quote, openBracket, closeBracket, openBrace, closeBrace } = jsonCharacters;
