import { endOfString, jsonCharacters } from '../values/json-characters.ts';

/** From and to, in a text. */
export type Span = readonly [number, number];

/** Where each value of a JSON text stands. Values are numbers, in the order they begin in the text: the root is 0. */
export interface JsonSpans {
  spanOf(value: number): Span;
  /** Of the name that a field has; empty for anything else. */
  nameSpanOf(value: number): Span;
  /** The elements of a list, the fields of an object. */
  childrenOf(value: number): readonly number[];
}

/**
 * Finds the values of a text that `JSON.parse` has read. It keeps five numbers a value in one block: a tree of objects
 * takes twenty times the text's own size, and collecting garbage around it longer than finding them.
 */
export const jsonSpans = (text: string): JsonSpans => {
  let rows = new Int32Array(Math.max(1, text.length >> 4) * width);
  let count = 0;
  const open: number[] = [];
  let name: Span = noName;

  const begin = (at: number): number => {
    if ((count + 1) * width > rows.length) rows = grown(rows);
    rows.set([at, at, count + 1, ...name], count * width);
    name = noName;
    count += 1;
    return count - 1;
  };
  const end = (value: number, at: number): void => {
    rows[value * width + endColumn] = at;
    rows[value * width + nextColumn] = count;
  };
  const isNameExpected = (): boolean => {
    const parent = open.at(-1);
    return parent !== undefined && name === noName && text.charCodeAt(rows[parent * width] as number) === openBrace;
  };

  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === openBrace || code === openBracket) {
      open.push(begin(at));
      at += 1;
    } else if (code === closeBrace || code === closeBracket) {
      at += 1;
      end(open.pop() as number, at);
    } else if (code === quote) {
      const from = at;
      at = endOfString(text, at);
      if (isNameExpected()) name = [from, at];
      else end(begin(from), at);
    } else if (code <= space || code === comma || code === colon) {
      at += 1;
    } else {
      const from = at;
      at = endOfWord(text, at);
      end(begin(from), at);
    }
  }

  const cell = (value: number, column: number): number => rows[value * width + column] as number;
  return {
    spanOf: (value) => [cell(value, 0), cell(value, endColumn)],
    nameSpanOf: (value) => [cell(value, nameColumn), cell(value, nameColumn + 1)],
    childrenOf: (value) => {
      const children: number[] = [];
      for (let child = value + 1; child < cell(value, nextColumn); child = cell(child, nextColumn)) children.push(child);
      return children;
    },
  };
};

/** Start, end, the next value that is not within this one, start and end of the name. */
const width = 5;
const endColumn = 1;
const nextColumn = 2;
const nameColumn = 3;
const noName: Span = [0, 0];

const grown = (rows: Int32Array): Int32Array<ArrayBuffer> => {
  const larger = new Int32Array(rows.length * 2);
  larger.set(rows);
  return larger;
};

/** Of a number, or true, false, null. */
const endOfWord = (text: string, from: number): number => {
  let at = from;
  while (at < text.length && isOfWord(text.charCodeAt(at))) at += 1;
  return at;
};

const isOfWord = (code: number): boolean => code > space && code !== comma && code !== closeBrace && code !== closeBracket;

const { space, quote, comma, colon, openBracket, closeBracket, openBrace, closeBrace } = jsonCharacters;
