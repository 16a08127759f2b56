import type { Template } from '../../document/template.ts';
import { type RichParts, richParts } from '../../fit/rich-parts.ts';
import { isJsonObject, type Json } from '../../json.ts';
import { parseTemplate } from '../../template/parse-template.ts';
import { printTemplate } from '../../template/print-template.ts';
import type { TemplatePart } from '../../template/template-tree.ts';

/** What a rich message says, as templates; undefined when it is not JSON around its placeholders. */
export const richTemplateParts = (json: Template): RichParts | undefined => {
  const { tree } = parseTemplate(json);
  const marked = withMarks(tree);
  try {
    return richParts(withTemplates(JSON.parse(marked) as Json, tree));
  } catch {
    return undefined;
  }
};

// Private characters: what stands for a placeholder while its surroundings are read as JSON.
const mark = (index: number): string => `\uE000${index}\uE001`;
const marks = /\uE000(\d+)\uE001/g;

/** The JSON with a mark for each placeholder; one that stands for a whole value is put in quotes. */
const withMarks = (tree: readonly TemplatePart[]): string => {
  let json = '';
  let isInString = false;
  tree.forEach((part, index) => {
    if (part.kind === 'placeholder') {
      json += isInString ? mark(index) : `"${mark(index)}"`;
      return;
    }
    for (let at = 0; at < part.text.length; at += 1) {
      if (isInString && part.text[at] === '\\') at += 1;
      else if (part.text[at] === '"') isInString = !isInString;
    }
    json += part.text;
  });
  return json;
};

const withTemplates = (value: Json, tree: readonly TemplatePart[]): Json => {
  if (typeof value === 'string') return templateIn(value, tree);
  if (Array.isArray(value)) return value.map((inner) => withTemplates(inner, tree));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withTemplates(inner, tree)]));
};

const templateIn = (text: string, tree: readonly TemplatePart[]): Template => {
  const parts: TemplatePart[] = [];
  let at = 0;
  for (const found of text.matchAll(marks)) {
    parts.push({ kind: 'text', text: text.slice(at, found.index) });
    const part = tree[Number(found[1])];
    if (part) parts.push(part);
    at = found.index + found[0].length;
  }
  return printTemplate([...parts, { kind: 'text', text: text.slice(at) }]);
};
