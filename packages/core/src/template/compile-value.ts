import { isJsonObject, type Json } from '../json.ts';
import { textRenderer } from './compile-text.ts';
import { parseTemplate } from './parse-template.ts';
import type { UnsetTextPolicy } from './rendering.ts';
import { type Lookup, readerOf } from './resolve-reference.ts';
import { type Reference, referencesOf } from './template-tree.ts';

export interface CompiledValue {
  readonly references: readonly Reference[];
  render(lookup: Lookup, policy: UnsetTextPolicy): Json | undefined;
}

/**
 * Reads a value whose strings are templates. A string that is one placeholder alone keeps the type of its value: without
 * one it is undefined, and null inside a list or object. Names of fields are no templates.
 */
export const compileValue = (json: Json): CompiledValue => {
  const references: Reference[] = [];
  const render = renderer(json, references);
  return { references, render: typeof render === 'function' ? render : () => render.constant };
};

type Renderer = CompiledValue['render'] | Constant;

interface Constant {
  readonly constant: Json;
}

const renderer = (json: Json, references: Reference[]): Renderer => {
  if (typeof json === 'string') return stringRenderer(json, references);
  if (Array.isArray(json)) return listRenderer(json, references);
  return isJsonObject(json) ? objectRenderer(json, references) : { constant: json };
};

const stringRenderer = (template: string, references: Reference[]): Renderer => {
  const { tree } = parseTemplate(template);
  const found = referencesOf(tree);
  if (found.length === 0) return { constant: textRenderer(tree)(() => undefined, { unsetText: 'empty' }) };
  references.push(...found);
  const [first] = tree;
  return tree.length === 1 && first?.kind === 'placeholder' ? readerOf(first.reference) : textRenderer(tree);
};

const listRenderer = (items: readonly Json[], references: Reference[]): Renderer => {
  const renderers = items.map((item) => renderer(item, references));
  if (renderers.every(isConstant)) return { constant: renderers.map(({ constant }) => constant) };
  return (lookup, policy) => renderers.map((render) => rendered(render, lookup, policy));
};

const objectRenderer = (object: { readonly [name: string]: Json }, references: Reference[]): Renderer => {
  const names = Object.keys(object);
  const values = listRenderer(Object.values(object), references);
  const withNames = (list: readonly Json[]): Json => Object.fromEntries(names.map((name, index) => [name, list[index] as Json]));
  if (isConstant(values)) return { constant: withNames(values.constant as readonly Json[]) };
  return (lookup, policy) => withNames(values(lookup, policy) as readonly Json[]);
};

const isConstant = (render: Renderer): render is Constant => typeof render !== 'function';

const rendered = (render: Renderer, lookup: Lookup, policy: UnsetTextPolicy): Json =>
  typeof render === 'function' ? (render(lookup, policy) ?? null) : render.constant;
