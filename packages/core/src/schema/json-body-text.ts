import type { Json } from '../json.ts';
import { parseTemplate } from '../template/parse-template.ts';
import { printReference, printTemplate } from '../template/print-template.ts';

/**
 * Writes a value as the text of a JSON body. Its strings are templates: one that is a single placeholder is printed
 * bare, so that it keeps the type of its value, and the texts around placeholders are escaped for JSON.
 */
export const jsonBodyText = (value: Json): string => {
  if (typeof value === 'string') return bareReference(value) ?? quotedTemplate(value);
  if (Array.isArray(value)) return `[${value.map(jsonBodyText).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, field]) => `${quotedTemplate(name)}:${jsonBodyText(field)}`)
    .join(',')}}`;
};

const bareReference = (text: string): string | undefined => {
  const { tree } = parseTemplate(text);
  const [part] = tree;
  return tree.length === 1 && part?.kind === 'placeholder' ? printReference(part.reference) : undefined;
};

const quotedTemplate = (text: string): string => {
  const { tree, problems } = parseTemplate(text);
  // A malformed placeholder is kept as it was written, to be told of at its place.
  if (problems.length > 0) return JSON.stringify(text);
  return `"${printTemplate(tree.map((part) => (part.kind === 'text' ? { kind: 'text', text: JSON.stringify(part.text).slice(1, -1) } : part)))}"`;
};
