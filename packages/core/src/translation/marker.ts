import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { plainJson } from '../reading/plain-json.ts';
import { contentHash } from '../values/content-hash.ts';

/** What stands beside something that a translation generated, so that import finds what it was generated from. */
export interface Marker {
  /** What it was generated from. */
  readonly payload: JsonObject;
  /** Of what was generated. */
  readonly hash: string;
}

/**
 * Writes a marker: `dragoman:1 <payload> <hash of what was generated>`, on one line and without an end of comment in it.
 * `generated` is whatever can be found again at import, without what the platform may change by itself.
 */
export const printMarker = (payload: JsonObject, generated: Json): string =>
  `${prefix}${escapeText(JSON.stringify(payload))} ${shortHash(generated)}`;

/** Reads the first marker in a text, such as a comment. Undefined for none, and for one that is damaged. */
export const readMarker = (text: string): Marker | undefined => {
  // It comes from a document, by way of an adapter that may not have looked.
  if (typeof text !== 'string') return undefined;
  const start = text.indexOf(prefix);
  if (start === -1 || text.length > longestMarker) return undefined;
  const [, json = '', hash = ''] = /^(.+) ([0-9a-f]{16})/.exec(text.slice(start + prefix.length)) ?? [];
  const { value, findings } = plainJson(parse(json));
  return findings.length === 0 && isJsonObject(value) ? { payload: value, hash } : undefined;
};

/** Whether what stands beside a marker is still what was generated. */
export const markerFits = ({ hash }: Marker, generated: Json): boolean => hash === shortHash(generated);

const prefix = 'dragoman:1 ';
const longestMarker = 1_000_000;

const shortHash = (generated: Json): string => contentHash(generated).slice(0, 16);

// JSON has no line breaks outside its strings, and none in them; these two are line breaks to scripts alone.
const escapeText = (json: string): string => json.replaceAll('*/', '*\\/').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');

const parse = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
};
