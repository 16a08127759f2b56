import type { TemplateDialect, TemplatePart, TemplateTree } from '@dragoman/core';
import { openBraceVariable, printPlaceholder } from './print-placeholder.ts';
import { placeholderAt } from './read-placeholder.ts';

/**
 * LivePerson's placeholders: `{$botContext.name}`, `{order.status}`, `{$.api_order.items[0].title}`.
 *
 * Names of a kind nobody uses there stand in quotes in brackets (`{$botContext['a}b']}`), a form of ours. A text that
 * reads like a placeholder gets its brace from the variable `openBraceVariable`, which the global functions set.
 *
 * @see https://developers.liveperson.com/conversation-builder-variables-slots-variables.html
 */
export const livePersonTemplates: TemplateDialect = {
  systemVariables: ['$chatBotId', '$chatBotUserId', '$chatBotUserPlatformId', '$firstname'],
  print: (tree) => {
    const parts = tree.map((part) => (part.kind === 'text' ? part.text : printPlaceholder(part.reference)));
    const plain = parts.join('');
    let position = 0;
    const printed = tree.map((part, index) => {
      const start = position;
      const text = parts[index] ?? '';
      position += text.length;
      return part.kind === 'text' ? escapedText(plain, start, position) : text;
    });
    return printed.join('');
  },
  parse: (text) => {
    const parts: TemplatePart[] = [];
    const problems: string[] = [];
    let pending = '';
    let position = 0;
    for (let open = text.indexOf('{'); open !== -1; open = text.indexOf('{', position)) {
      pending += text.slice(position, open);
      const found = placeholderAt(text, open);
      position = found !== undefined && 'end' in found ? found.end : open + 1;
      if (found === undefined || 'reason' in found) {
        if (found) problems.push(`${excerpt(text, open)} is no placeholder. ${found.reason}`);
        pending += '{';
      } else if (isOpenBrace(text.slice(open, found.end))) pending += '{';
      else {
        if (pending !== '') parts.push({ kind: 'text', text: pending });
        pending = '';
        parts.push({ kind: 'placeholder', reference: found.reference });
      }
    }
    pending += text.slice(position);
    return { tree: pending === '' ? parts : ([...parts, { kind: 'text', text: pending }] satisfies TemplateTree), problems };
  },
};

/** A text as it stands in the whole, where braces that would begin a placeholder are said by the variable. */
const escapedText = (plain: string, start: number, end: number): string => {
  let escaped = '';
  let position = start;
  for (let open = plain.indexOf('{', start); open !== -1 && open < end; open = plain.indexOf('{', position)) {
    const found = placeholderAt(plain, open);
    escaped += plain.slice(position, open) + (found !== undefined && 'end' in found ? openBrace : '{');
    position = open + 1;
  }
  return escaped + plain.slice(position, end);
};

const openBrace = `{$botContext.${openBraceVariable}}`;

const isOpenBrace = (placeholder: string): boolean => placeholder === openBrace;

const excerpt = (text: string, open: number): string => {
  const end = text.indexOf('}', open);
  const shown = text.slice(open, Math.min(end === -1 ? text.length : end + 1, open + shownLength));
  return shown.length === shownLength ? `${shown}…` : shown;
};

const shownLength = 40;
