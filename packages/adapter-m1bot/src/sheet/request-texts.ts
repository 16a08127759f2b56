import { type Json, type TemplatePart, type TemplateTree, textOf } from '@dragoman/core';
import { attributeDialect, keyOfReference } from '../templates/attribute-dialect.ts';
import type { M1botDocument } from '../wire/document.ts';

/** The two ways a person enters a text: first with values, so that Test can be pressed, then with attributes. */
export interface RequestTexts {
  /** With the examples of the attributes; what has none is named between ‹ and ›. */
  forTest(text: string): string;
  /** With attributes as the document has them: `/city`, `{/city}` within a word. A slash that is none is `\\/` where it could be taken for one. */
  withAttributes(text: string): string;
  /** Whether the two differ. */
  hasAttributes(text: string): boolean;
}

export const requestTexts = ({ attributes = [] }: Pick<M1botDocument, 'attributes'>): RequestTexts => {
  const examples = new Map(attributes.map(({ key, example }) => [key, example]));
  const dialect = attributeDialect({ isKnown: (key) => examples.has(key) });
  const written = (tree: TemplateTree, write: (key: string, before: string) => string): string => {
    let text = '';
    for (const part of tree) {
      if (part.kind === 'text') text += part.text;
      else {
        const key = keyOfReference(part.reference);
        text += key === undefined ? blank(part.reference) : write(key, text);
      }
    }
    return text;
  };
  return {
    forTest: (text) =>
      written(dialect.parse(text).tree, (key, before) => {
        const example = examples.get(key);
        return example === undefined ? `‹a value of ${key}›` : valueIn(before, example);
      }),
    withAttributes: (text) =>
      dialect.print(
        dialect.parse(text).tree.map((part): TemplatePart => {
          if (part.kind === 'text' || keyOfReference(part.reference) !== undefined) return part;
          return { kind: 'text', text: blank(part.reference) };
        }),
      ),
    hasAttributes: (text) =>
      dialect.parse(text).tree.some((part) => part.kind === 'placeholder' && keyOfReference(part.reference) !== undefined),
  };
};

/** What only the person who sets the bot up knows. */
const blank = ({ root, segments: [first] }: Parameters<typeof keyOfReference>[0]): string => {
  const name = first !== undefined && 'name' in first ? first.name : root;
  return root === 'secret' ? `‹the secret ${name}›` : `‹${name}, as it is where the bot runs›`;
};

/** A value as it may stand behind this text: within the quotes of JSON as JSON has it there. */
const valueIn = (before: string, value: Json): string => {
  const isJson = /^\s*[{[]/.test(before);
  const isInString = before.replace(/\\./gs, '').split('"').length % 2 === 0;
  const text = textOf(value);
  return isJson && isInString ? JSON.stringify(text).slice(1, -1) : text;
};
