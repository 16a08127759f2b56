import { type Delimiters, delimitersOf } from '../template/delimiters.ts';
import { parseDelimited, type TemplateProblem } from '../template/parse-template.ts';
import { printDelimited } from '../template/print-template.ts';
import type { TemplateDialect } from './template-dialect.ts';

/**
 * The neutral placeholders between other delimiters: `delimited('<<', '>>')` writes `<<order.status>>`, and
 * `<<v.m[<<id>>].wait>>` for a computed segment. A text in quotes stands for itself, so `<<"<<">>` is the text `<<`.
 * Throws `configuration` for delimiters that a path could be mistaken for.
 */
export const delimited = (open: string, close: string): TemplateDialect => {
  const delimiters = delimitersOf(open, close);
  return {
    print: (tree) => printDelimited(tree, delimiters),
    parse: (text) => {
      const { tree, problems } = parseDelimited(text, delimiters);
      return { tree, problems: problems.map((problem) => named(text, problem, delimiters)) };
    },
  };
};

const named = (text: string, { offset, reason }: TemplateProblem, { open, close }: Delimiters): string => {
  const end = text.indexOf(close, offset + open.length);
  const written = text.slice(offset, end === -1 ? undefined : end + close.length);
  const shown = written.length > shownLength ? `${written.slice(0, shownLength)}…` : written;
  return `${shown} is no placeholder. ${reason}`;
};

const shownLength = 40;
