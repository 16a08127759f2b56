import { type Delimiters, neutralDelimiters } from './delimiters.ts';
import { isPlainName, type Reference, type Segment, type TemplateTree } from './template-tree.ts';

/**
 * Writes a template. `parseTemplate(printTemplate(tree)).tree` is the tree again, with neighbouring texts joined and
 * empty ones left out.
 */
export const printTemplate = (tree: TemplateTree): string => printDelimited(tree, neutralDelimiters);

/** The same between other delimiters. */
export const printDelimited = (tree: TemplateTree, delimiters: Delimiters): string => {
  let text = '';
  let printed = '';
  for (const part of tree) {
    if (part.kind === 'text') text += part.text;
    else {
      printed += escapedText(text, delimiters) + printBetween(part.reference, delimiters);
      text = '';
    }
  }
  return printed + escapedText(text, delimiters);
};

/** Writes a placeholder with its braces. */
export const printReference = (reference: Reference): string => printBetween(reference, neutralDelimiters);

const printBetween = (reference: Reference, delimiters: Delimiters): string =>
  delimiters.open + printPath(reference, delimiters) + delimiters.close;

const printPath = ({ root, segments }: Reference, delimiters: Delimiters): string =>
  (isPlainName(root) ? root : `var[${JSON.stringify(root)}]`) + segments.map((segment) => printSegment(segment, delimiters)).join('');

const printSegment = (segment: Segment, delimiters: Delimiters): string => {
  if ('index' in segment) return `[${segment.index}]`;
  if ('computed' in segment) return `[${printBetween(segment.computed, delimiters)}]`;
  return isPlainName(segment.name) ? `.${segment.name}` : `[${JSON.stringify(segment.name)}]`;
};

const escapedText = (text: string, { open, close }: Delimiters): string =>
  // A function, as `$` in a replacement means something.
  text.replaceAll(open, () => `${open}${JSON.stringify(open)}${close}`);
