import type { SealedText } from '../conversation/request.ts';
import type { SecretReference } from '../document/credential.ts';
import type { Template } from '../document/template.ts';
import { percentEncoded } from './encode.ts';
import { parseTemplate } from './parse-template.ts';
import { type CompiledPlaceholder, compilePlaceholder, placeholderText, type Rendered, type RenderPolicy } from './rendering.ts';
import type { Lookup } from './resolve-reference.ts';
import { type Reference, referencesOf, type TemplatePart } from './template-tree.ts';

export type HeaderPolicy = Pick<RenderPolicy, 'encoding' | 'unsetText'>;

export interface CompiledHeader {
  readonly references: readonly Reference[];
  render(lookup: Lookup, policy: HeaderPolicy): Rendered<SealedText>;
}

/**
 * Reads the value of a header. `{{secret.NAME}}` becomes a handle that only the executor can open. Control characters
 * (CR, LF and NUL above all) are refused in the text and in values, encoded or not: nobody can start another header.
 */
export const compileHeader = (template: Template): CompiledHeader => {
  const { tree } = parseTemplate(template);
  const parts = tree.map(compilePart);
  const references = referencesOf(tree);
  if (parts.some((part) => typeof part === 'string' && hasControl(part))) {
    const refused: Rendered<SealedText> = { ok: false, problem: `The text of the header ${controlProblem}` };
    return { references, render: () => refused };
  }
  if (references.length === 0) {
    const constant: Rendered<SealedText> = { ok: true, value: parts.join('') };
    return { references, render: () => constant };
  }
  const isSealed = parts.some((part) => typeof part === 'object' && 'secret' in part);
  return { references, render: isSealed ? sealedRenderer(parts) : plainRenderer(parts as readonly PlainPart[]) };
};

type PlainPart = string | CompiledPlaceholder;
type HeaderPart = PlainPart | SecretReference;

const compilePart = (part: TemplatePart): HeaderPart => {
  if (part.kind === 'text') return part.text;
  const secret = secretOf(part.reference);
  return secret === undefined ? compilePlaceholder(part.reference) : { secret };
};

/** The secret a reference names; undefined for anything but `{{secret.NAME}}`, so no value can choose a secret. */
const secretOf = ({ root, segments }: Reference): string | undefined => {
  const [only] = segments;
  return root === 'secret' && segments.length === 1 && only !== undefined && 'name' in only ? only.name : undefined;
};

const plainRenderer =
  (parts: readonly PlainPart[]): CompiledHeader['render'] =>
  (lookup, policy) => {
    let value = '';
    for (const part of parts) {
      if (typeof part === 'string') value += part;
      else {
        const text = placeholderText(part, lookup, policy);
        if (hasControl(text)) return refusal(part);
        value += encoded(text, policy);
      }
    }
    return { ok: true, value };
  };

const sealedRenderer =
  (parts: readonly HeaderPart[]): CompiledHeader['render'] =>
  (lookup, policy) => {
    const sealed: (string | SecretReference)[] = [];
    let text = '';
    for (const part of parts) {
      if (typeof part === 'string') text += part;
      else if ('secret' in part) {
        if (text !== '') sealed.push(text);
        sealed.push(part);
        text = '';
      } else {
        const value = placeholderText(part, lookup, policy);
        if (hasControl(value)) return refusal(part);
        text += encoded(value, policy);
      }
    }
    if (text !== '') sealed.push(text);
    return { ok: true, value: sealed };
  };

const encoded = (text: string, { encoding }: HeaderPolicy): string => (encoding.header === 'percent' ? percentEncoded(text) : text);

const refusal = ({ source }: CompiledPlaceholder): Rendered<SealedText> => ({
  ok: false,
  problem: `The value of ${source} ${controlProblem}`,
});

const controlProblem = 'has a line break or another control character, which a header must not have. Remove it before the call.';

/** Tab is the one control character a header may have. */
const hasControl = (text: string): boolean => {
  for (let position = 0; position < text.length; position += 1) {
    const code = text.charCodeAt(position);
    if ((code < 0x20 && code !== 0x09) || code === 0x7f) return true;
  }
  return false;
};
