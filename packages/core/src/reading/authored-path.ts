import { isJsonObject, type Json } from '../json.ts';
import type { Path } from './finding.ts';

/**
 * The place in the document as it was written, given one in its long form: what a short form stands for is the short
 * form itself (`to/node` is `to` where that is a word). Places of the long form stay as they are.
 */
export const authoredPath = (document: Json, path: Path): Path => {
  let value: Json | undefined = document;
  for (const [depth, step] of path.entries()) {
    // Something that is missing here, or a value that says it all.
    if (typeof value !== 'object') return value === undefined ? path : path.slice(0, depth);
    if (value === null) return path.slice(0, depth);
    if (isShortMessage(value) && step === 'content') return [...path.slice(0, depth), 'text'];
    value = childOf(value, step);
  }
  return path;
};

/** A message whose one text is `text`. */
const isShortMessage = (value: Json): boolean => isJsonObject(value) && value.kind === 'message' && Object.hasOwn(value, 'text');

const childOf = (value: Json, step: string | number): Json | undefined => {
  if (Array.isArray(value)) return value[Number(step)];
  return isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
};
