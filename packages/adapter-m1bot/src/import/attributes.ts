import { type Json, printTemplate, type Reference, type TemplatePart, type VariableInput } from '@dragoman/core';
import { strictKey } from '../attribute-keys.ts';
import type { M1botPolicies } from '../policies.ts';
import { attributeDialect, keyOfReference, referenceOfKey, unknownKeys } from '../templates/attribute-dialect.ts';
import type { M1botAttribute, M1botDocument } from '../wire/document.ts';
import type { ImportContext, ImportWork } from './import-context.ts';

export interface ImportedAttributes extends Pick<ImportWork, 'variableOf' | 'isAttribute' | 'read'> {
  readonly variables: readonly VariableInput[];
  /** Keys that their variables do not lead to. */
  readonly keys: { readonly [variable: string]: Json };
}

/** The custom attributes as variables, and how texts read them. */
export const importedAttributes = (
  { attributes = [] }: Pick<M1botDocument, 'attributes'>,
  context: ImportContext,
  { attributeLife }: Pick<M1botPolicies, 'attributeLife'>,
): ImportedAttributes => {
  const variableOfKey = new Map<string, string>();
  const variables: VariableInput[] = [];
  const taken = new Set<string>();
  for (const [index, attribute] of attributes.entries()) {
    const platformPlace = `/attributes/${index}`;
    const { key, example } = attribute;
    const told = context.restore ? attribute.neutral : undefined;
    const name = told !== undefined && !taken.has(told.variable) ? told.variable : key;
    if (variableOfKey.has(key) || taken.has(name)) {
      context.report({ code: 'duplicate-id', severity: 'warning', platformPlace, reason: `There are two attributes with the key ${key}.` });
      continue;
    }
    variableOfKey.set(key, name);
    taken.add(name);
    const variable: VariableInput = { name, scope: told?.scope ?? attributeLife, ...(example !== undefined && { example }) };
    variables.push(variable);
    if (!strictKey.test(key)) reportKey(attribute, variable, platformPlace, context);
  }
  const isKnown = (key: string): boolean => variableOfKey.has(key);
  const dialect = attributeDialect({ isKnown });
  const variableOf = (key: string): string => variableOfKey.get(key) ?? key;
  const renamed = (reference: Reference): Reference => {
    const key = keyOfReference(reference);
    return key === undefined ? reference : referenceOfKey(variableOf(key));
  };
  return {
    variables,
    variableOf,
    isAttribute: isKnown,
    keys: Object.fromEntries([...variableOfKey].flatMap(([key, name]) => (key === name && !strictKey.test(key) ? [[name, key]] : []))),
    read: (text, { platformPlace, at }) => {
      const { tree, problems } = dialect.parse(text);
      const place = { platformPlace, ...(at && { at }) };
      for (const key of unknownKeys(text, isKnown)) {
        const reason = `/${key} is no attribute, so it is text.`;
        const fix = `Add an attribute with the key ${key}, or write \\/${key} if it is text.`;
        context.report({ code: 'unknown-attribute', severity: 'info', ...place, reason, fix });
      }
      for (const reason of problems) context.report({ code: 'unknown-attribute', severity: 'warning', ...place, reason });
      return printTemplate(
        tree.map((part): TemplatePart => (part.kind === 'text' ? part : { ...part, reference: renamed(part.reference) })),
      );
    },
  };
};

const reportKey = ({ key }: M1botAttribute, at: object, platformPlace: string, { report }: ImportContext): void =>
  report({
    code: 'attribute-key',
    severity: 'warning',
    at,
    platformPlace: `${platformPlace}/key`,
    reason: `The attribute key ${JSON.stringify(key)} is not one m1bot takes: lower-case letters and digits, no spaces, nothing else.`,
    fix: 'Rename it, and every place that names it.',
  });

/** What is chosen from a list of attributes must be one. */
export const reportAttribute = (
  key: string | undefined,
  platformPlace: string,
  { context, isAttribute }: Pick<ImportWork, 'context' | 'isAttribute'>,
): void => {
  if (key === undefined || isAttribute(key)) return;
  const reason = `There is no attribute ${JSON.stringify(key)} to store this in.`;
  const fix = 'Add it to the attributes: m1bot wants them before anything uses them.';
  context.report({ code: 'unknown-attribute', severity: 'warning', platformPlace, reason, fix });
};
