import type { Encoding, Semantics } from '../document/semantics.ts';
import type { Json } from '../json.ts';
import { textOf } from '../values/text-of.ts';
import { printReference } from './print-template.ts';
import { type Lookup, type Reader, readerOf } from './resolve-reference.ts';
import type { Reference } from './template-tree.ts';

/** What rendering may come to. `problem` says what is wrong by the names in the template, never by a value. */
export type Rendered<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

/** How values are written; a bot's semantics is one. */
export type RenderPolicy = Pick<Semantics, 'unsetText' | 'unsetJson'> & { readonly encoding: Encoding };

export type UnsetTextPolicy = Pick<RenderPolicy, 'unsetText'>;

/** A placeholder ready to be printed as text. */
export interface CompiledPlaceholder {
  readonly read: Reader;
  /** The placeholder as written in the neutral syntax; empty for a secret, which shows nowhere. */
  readonly source: string;
}

export const compilePlaceholder = (reference: Reference): CompiledPlaceholder => ({
  read: readerOf(reference),
  source: reference.root === 'secret' ? '' : printReference(reference),
});

/** The text of a placeholder's value, or what stands for one that is unset. */
export const placeholderText = ({ read, source }: CompiledPlaceholder, lookup: Lookup, { unsetText }: UnsetTextPolicy): string => {
  const value = read(lookup);
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? unsetMark(source, unsetText) : textOf(value);
};

export const isUnset = (value: Json | undefined): value is null | undefined => value === undefined || value === null;

const unsetMark = (source: string, unsetText: Semantics['unsetText']): string => (unsetText === 'placeholder' ? source : '');
