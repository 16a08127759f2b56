import type { Template } from '../document/template.ts';
import type { Json } from '../json.ts';
import { textOf } from '../values/text-of.ts';
import { parseTemplate } from './parse-template.ts';
import { type CompiledPlaceholder, compilePlaceholder, isUnset, placeholderText, type Rendered, type RenderPolicy } from './rendering.ts';
import type { Lookup } from './resolve-reference.ts';
import { type Reference, referencesOf, type TemplateTree } from './template-tree.ts';

export interface CompiledJsonBody {
  readonly references: readonly Reference[];
  render(lookup: Lookup, policy: RenderPolicy): Rendered<string>;
}

/**
 * Reads a JSON body. Each placeholder is judged once, by the template alone: inside the quotes of a string it is
 * written as `encoding.jsonString` says, outside them as `encoding.jsonBare` does.
 */
export const compileJsonBody = (template: Template): CompiledJsonBody => {
  const { tree } = parseTemplate(template);
  const parts = placed(tree);
  const references = referencesOf(tree);
  if (references.length === 0) {
    const constant: Rendered<string> = { ok: true, value: parts.join('') };
    return { references, render: () => constant };
  }
  return {
    references,
    render: (lookup, policy) => {
      let body = '';
      for (const part of parts) {
        if (typeof part === 'string') body += part;
        else if (part.isBare) body += bare(part.placeholder.read(lookup), policy);
        else {
          const text = placeholderText(part.placeholder, lookup, policy);
          if (policy.encoding.jsonString === 'refuse-control' && hasControl(text)) return refusal(part.placeholder);
          body += policy.encoding.jsonString === 'escape' ? escaped(text) : text;
        }
      }
      return { ok: true, value: body };
    },
  };
};

interface PlacedPlaceholder {
  readonly placeholder: CompiledPlaceholder;
  readonly isBare: boolean;
}

const placed = (tree: TemplateTree): readonly (string | PlacedPlaceholder)[] => {
  let isBare = true;
  return tree.map((part) => {
    if (part.kind === 'placeholder') return { placeholder: compilePlaceholder(part.reference), isBare };
    isBare = isBareAfter(part.text, isBare);
    return part.text;
  });
};

/** Whether what follows a text stands outside the quotes of a JSON body, as `before` says of the text's own beginning. */
export const isBareAfter = (text: string, before: boolean): boolean => {
  let isBare = before;
  for (let position = 0; position < text.length; position += 1) {
    const character = text[position];
    if (character === '"') isBare = !isBare;
    else if (character === '\\' && !isBare) position += 1;
  }
  return isBare;
};

const bare = (value: Json | undefined, { encoding, unsetJson }: RenderPolicy): string => {
  if (isUnset(value)) return unsetJson === 'null' ? 'null' : '';
  return encoding.jsonBare === 'json' ? JSON.stringify(value) : textOf(value);
};

const escaped = (text: string): string => {
  const quoted = JSON.stringify(text);
  return quoted.slice(1, -1);
};

const refusal = ({ source }: CompiledPlaceholder): Rendered<string> => ({
  ok: false,
  problem: `The value of ${source} has a line break or another control character, which this bot does not allow in a body. Remove it before the call.`,
});

const hasControl = (text: string): boolean => {
  for (let position = 0; position < text.length; position += 1) {
    if (text.charCodeAt(position) < 0x20) return true;
  }
  return false;
};
