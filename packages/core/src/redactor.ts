import type { Json } from './json.ts';

/** Takes values out of what is logged, traced or stored. */
export interface Redactor {
  /** A value of fewer than 4 characters is not taken: it would turn up everywhere by chance. */
  add(value: string): void;
  text(text: string): string;
  /** The same value with every text, name of a field and number in it redacted; the very same one when there is nothing to redact. */
  json<T extends Json>(value: T): T;
  /** Whether nothing was added. */
  readonly isEmpty: boolean;
}

/**
 * Replaces every added value by `«[redacted]»`, in all spellings it may travel in: plain, percent-encoded, form-encoded,
 * as a URL parser writes it, in JSON (also JSON within JSON, and with escaped slashes), in XML, and in base64 at any offset.
 */
export const createRedactor = (): Redactor => {
  const spellings = new Set<string>();
  // Shortest first: most texts are shorter than most secrets, and then the search ends at once.
  let sorted: readonly string[] = [];
  const text = (input: string): string => {
    if (sorted.length !== spellings.size) sorted = [...spellings].sort((a, b) => a.length - b.length);
    return sorted.length === 0 ? input : redacted(input, sorted);
  };
  return {
    add: (value) => {
      if (value.length < minLength) return;
      for (const spelling of spellingsOf(value)) if (spelling.length >= minLength) spellings.add(spelling);
    },
    text,
    json: <T extends Json>(value: T): T => (spellings.size === 0 ? value : (redactedJson(value, text) as T)),
    get isEmpty() {
      return spellings.size === 0;
    },
  };
};

const minLength = 4;
/** What stands where a value was that nobody may read. */
export const redactedMark = '«[redacted]»';

// Deeper than any document people write; what lies below is not walked into and so not let out.
const maxDepth = 500;

const redacted = (input: string, spellings: readonly string[]): string => {
  const found: [start: number, end: number][] = [];
  for (const spelling of spellings) {
    if (spelling.length > input.length) break;
    let last: [start: number, end: number] | undefined;
    for (let at = input.indexOf(spelling); at !== -1; at = input.indexOf(spelling, at + 1)) {
      if (last !== undefined && at < last[1]) last[1] = at + spelling.length;
      else {
        last = [at, at + spelling.length];
        found.push(last);
      }
    }
  }
  if (found.length === 0) return input;
  // Where values overlap, all of them go: taking out one alone would leave the rest of the other.
  found.sort(([a], [b]) => a - b);
  let output = '';
  let end = 0;
  for (const [from, to] of found) {
    if (from >= end) output += input.slice(end, from) + redactedMark;
    end = Math.max(end, to);
  }
  return output + input.slice(end);
};

const redactedJson = (value: Json, text: (text: string) => string, depth = 0): Json => {
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') {
    const printed = String(value);
    const clean = text(printed);
    return clean === printed ? value : clean;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (depth === maxDepth) return redactedMark;
  if (Array.isArray(value)) {
    const items = value.map((item: Json) => redactedJson(item, text, depth + 1));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  const entries = Object.entries(value);
  const clean = entries.map(([name, item]) => [text(name), redactedJson(item, text, depth + 1)] as const);
  return clean.every(([name, item], index) => name === entries[index]?.[0] && item === entries[index][1])
    ? value
    : Object.fromEntries(clean);
};

const spellingsOf = (value: string): readonly string[] => {
  const wellFormed = value.toWellFormed();
  const percent = encodeURIComponent(wellFormed);
  const json = inJson(value);
  const encodings = [
    value,
    percent,
    new URLSearchParams([['', value]]).toString().slice(1),
    percent.replaceAll('%20', '+'),
    // A form, as it is read by those who forget what a plus is.
    value.replaceAll(' ', '+'),
    inUrl('search', value),
    inUrl('pathname', value),
    json,
    json.replaceAll('/', '\\/'),
    inAscii(json),
    inJson(json),
    inXml(value),
    ...base64Spellings(wellFormed),
  ];
  return encodings.flatMap((spelling) => [spelling, withLowerHex(spelling)]);
};

const inJson = (value: string): string => JSON.stringify(value).slice(1, -1);

const inAscii = (json: string): string => json.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

const inXml = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');

/** As a URL parser leaves it when it was written there unencoded. */
const inUrl = (part: 'search' | 'pathname', value: string): string => {
  const url = new URL('https://host');
  url[part] = `x${value}`;
  return url[part].slice(2);
};

const withLowerHex = (spelling: string): string => spelling.replace(/%[0-9A-F]{2}/g, (escaped) => escaped.toLowerCase());

/**
 * In base64 a value reads differently at each of three offsets, as in `Basic` credentials behind the user's name. The
 * first and last characters also depend on what stands beside the value and are left out, but for the end of it all.
 */
const base64Spellings = (value: string): readonly string[] => {
  const bytes = new TextEncoder().encode(value);
  return [0, 1, 2].flatMap((offset) => {
    const whole = base64([...new Uint8Array(offset), ...bytes]);
    const start = Math.ceil((offset * 8) / 6);
    const inner = whole.slice(start, Math.floor(((offset + bytes.length) * 8) / 6));
    return [inner, whole.slice(start)].flatMap((spelling) => [
      spelling,
      encodeURIComponent(spelling),
      spelling.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''),
    ]);
  });
};

const base64 = (bytes: readonly number[]): string => {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
};
