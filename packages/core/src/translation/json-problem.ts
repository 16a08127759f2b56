import { parse } from '@humanwhocodes/momoa';

/** What keeps a text from being JSON. Lines and columns count from 1. */
export interface JsonProblem {
  readonly line: number;
  readonly column: number;
  /** As a sentence. Of the text itself it shows one word at most. */
  readonly reason: string;
}

/** Says where and why a text is no JSON, once `JSON.parse` has refused it: its own words differ from engine to engine, and quote the text. */
export const jsonProblem = (source: string): JsonProblem => {
  const text = source.trimEnd();
  if (text === '') return { line: 1, column: 1, reason: 'It is empty.' };
  const offset = offsetOf(text);
  if (offset === undefined) return { line: 1, column: 1, reason: 'It is no JSON.' };
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1, reason: reasonAt(text, offset) };
};

/** Where the text stops being JSON; its end, when more of it would make it so. */
const offsetOf = (text: string): number | undefined => {
  try {
    parse(text, { mode: 'json' });
    return controlCharacterIn(text);
  } catch (error) {
    // Texts that are nested too deeply for the parser fail without a place.
    const { offset, message = '' }: { readonly offset?: number; readonly message?: string } = Object(error);
    if (offset === undefined) return undefined;
    const rest = text.slice(offset);
    const isCut =
      message.startsWith('Unexpected end of input') || message.includes('\uFFFF') || lastToken.test(rest) || closesWell(text, rest);
    return isCut && !isJson(text.slice(0, offset)) ? text.length : offset;
  }
};

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** The one thing that the parser lets pass. */
const controlCharacterIn = (text: string): number | undefined => {
  for (const { 0: literal, index } of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"/gs)) {
    const position = literal.search(controlCharacter);
    if (position >= 0) return index + position;
  }
  return undefined;
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const controlCharacter = /[\u0000-\u001F]/;

/** The parser names the last token where it misses a further one. */
const lastToken = /^(?:[[{,:]|"[^"\\]*(?:\\.[^"\\]*)*"|[\d.eE+-]+)$/s;

/** Whether the rest is a bracket that closes the one which is open there, with others still open around it. */
const closesWell = (text: string, rest: string): boolean => {
  if ((rest !== '}' && rest !== ']') || /[,:]\s*$/.test(text.slice(0, -1))) return false;
  const open: string[] = [];
  for (const [token] of text.slice(0, -1).matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{}]/gs)) {
    if (token === '{' || token === '[') open.push(token);
    else if (token === '}' || token === ']') open.pop();
  }
  return open.length > 1 && open.at(-1) === (rest === '}' ? '{' : '[');
};

const reasonAt = (text: string, offset: number): string => {
  const [word = ''] = /^[\p{L}\p{N}_.+-]{1,10}|^./su.exec(text.slice(offset, offset + 20)) ?? [];
  if (word === '') return 'It ends too early.';
  if (word === '"') return 'A text in quotes is not expected here.';
  return controlCharacter.test(word)
    ? 'A line break or another control character stands in a text in quotes.'
    : `${JSON.stringify(word)} is not expected here.`;
};
