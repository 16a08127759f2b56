import { isPlainName, type Reference, type Segment, type TemplateTree } from './template-tree.ts';

/**
 * Writes a template. `parseTemplate(printTemplate(tree)).tree` is the tree again, with neighbouring texts joined and
 * empty ones left out.
 */
export const printTemplate = (tree: TemplateTree): string => {
  let text = '';
  let printed = '';
  for (const part of tree) {
    if (part.kind === 'text') text += part.text;
    else {
      printed += escapedText(text) + printReference(part.reference);
      text = '';
    }
  }
  return printed + escapedText(text);
};

/** Writes a placeholder with its braces. */
export const printReference = (reference: Reference): string => `{{${printPath(reference)}}}`;

const printPath = ({ root, segments }: Reference): string =>
  (isPlainName(root) ? root : `var[${JSON.stringify(root)}]`) + segments.map(printSegment).join('');

const printSegment = (segment: Segment): string => {
  if ('index' in segment) return `[${segment.index}]`;
  if ('computed' in segment) return `[${printReference(segment.computed)}]`;
  return isPlainName(segment.name) ? `.${segment.name}` : `[${JSON.stringify(segment.name)}]`;
};

const escapedText = (text: string): string => text.replaceAll('{{', '{{"{{"}}');
