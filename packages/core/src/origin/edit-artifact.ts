import type { ArtifactFormat } from '../adapter/artifact-format.ts';
import type { Json } from '../json.ts';
import { byteOrderMark, withoutMark } from './byte-order-mark.ts';
import { editText } from './edit-text.ts';
import { mergeArtifact, type Versions } from './merge-artifact.ts';

/**
 * Writes into the vendor's file what changed between two printings of the bot that was read from it. Whatever did not
 * change stays as it is, byte for byte.
 */
export const editArtifact = (
  source: string,
  { before, after }: Omit<Versions, 'original'>,
  { layout, ...format }: Pick<ArtifactFormat<unknown>, 'identity' | 'form' | 'added' | 'layout'>,
): { readonly value: Json; readonly text: string } => {
  const text = withoutMark(source);
  const original = JSON.parse(text) as Json;
  const originals = new Map<object, object>();
  const value = mergeArtifact({ original, before, after }, format, (copy, of) => void originals.set(copy, of));
  if (value === original) return { value, text: source };
  const edited = editText(text, { original, edited: value, layout, originalOf: (copy) => originals.get(copy) });
  return { value, text: text === source ? edited : byteOrderMark + edited };
};
