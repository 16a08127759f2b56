import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { isJsonObject, type Json } from '../json.ts';

/** SHA-256, in hex, of a value's canonical JSON: the order of keys does not matter, everything else does. */
export const contentHash = (value: Json): string => bytesToHex(sha256(utf8ToBytes(canonicalJson(value))));

/** Compact JSON with sorted keys. Fields that are undefined count as absent. */
export const canonicalJson = (value: Json): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`).join(',')}}`;
};
