import { type Bot, botSites, isJsonObject, type Json, parseReference, parseTemplate, type Reference, reservedRoots } from '@dragoman/core';
import { keyOfReference } from './templates/attribute-dialect.ts';

/** What variables are called as attributes: lower-case letters and digits, each key once. */
export interface AttributeKeys {
  /** Variables in the order of their attributes. */
  readonly variables: readonly string[];
  readonly isKey: (key: string) => boolean;
  keyOf(variable: string): string;
}

/** A key as m1bot takes it. Assumed: an underscore is a special character. */
export const strictKey = /^[a-z][a-z0-9]*$/;

/**
 * Gives every variable a bot declares, writes or reads its key: its name where that is one, else what is left of the name,
 * numbered where that is taken. `given`: keys that are known already.
 */
export const attributeKeys = (bot: Bot, given: ReadonlyMap<string, string>): AttributeKeys => {
  const variables = variablesOf(bot);
  const keys = new Map<string, string>();
  const taken = new Set<string>();
  const take = (variable: string, key: string): void => {
    keys.set(variable, key);
    taken.add(key);
  };
  for (const variable of variables) {
    const known = given.get(variable) ?? (strictKey.test(variable) ? variable : undefined);
    if (known !== undefined && !taken.has(known)) take(variable, known);
  }
  for (const variable of variables) {
    if (keys.has(variable)) continue;
    const base = slug(variable);
    let key = base;
    for (let number = 2; taken.has(key); number += 1) key = `${base}${number}`;
    take(variable, key);
  }
  return { variables, isKey: (key) => taken.has(key), keyOf: (variable) => keys.get(variable) ?? slug(variable) };
};

/** Keys of attributes that could not be derived from their variables, as `platformOptions.m1bot.keys` holds them. */
export const givenKeys = (options: Json | undefined): ReadonlyMap<string, string> => {
  const keys = isJsonObject(options) ? options.keys : undefined;
  if (!isJsonObject(keys)) return new Map();
  return new Map(
    Object.entries(keys).flatMap(([variable, key]) => (typeof key === 'string' && keyForm.test(key) ? [[variable, key]] : [])),
  );
};

const keyForm = /^[a-z][a-z0-9_]*$/;

const slug = (name: string): string => {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');
  return /^[a-z]/.test(plain) ? plain : `attribute${plain}`;
};

const variablesOf = (bot: Bot): readonly string[] => {
  const { template, read, write } = botSites(bot);
  const named = (reference: Reference): readonly string[] => {
    const { root, segments } = reference;
    const own = keyOfReference(reference) ?? (reservedRoots.some((word) => word === root) ? undefined : root);
    return [own ?? [], segments.flatMap((segment) => ('computed' in segment ? named(segment.computed) : []))].flat();
  };
  const readByTemplates = template.flatMap(({ text }) =>
    text.includes('{{') ? parseTemplate(text).tree.flatMap((part) => (part.kind === 'placeholder' ? named(part.reference) : [])) : [],
  );
  const readByName = read.flatMap(({ text }) => {
    const reference = parseReference(text);
    return reference === undefined ? [text] : named(reference);
  });
  return [...new Set([...bot.variables.map(({ name }) => name), ...write.map(({ text }) => text), ...readByTemplates, ...readByName])];
};
