/** Paragraphs, with an empty line between them; what is not there is left out. */
export const lines = (...parts: readonly (string | false | undefined)[]): string =>
  parts.filter((part) => part !== false && part !== undefined && part !== '').join('\n\n');

/** Points to tick off in their order. */
export const list = (points: readonly string[]): string => points.map((point) => `- [ ] ${point}`).join('\n');

/** A text that stands as it is, whatever is in it. Line breaks are shown. */
export const code = (text: string): string => {
  const shown = text.replaceAll('\r', '').replaceAll('\n', '⏎');
  if (shown === '') return '(empty)';
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = shown.startsWith('`') || shown.endsWith('`') ? ' ' : '';
  return fence + space + shown + space + fence;
};

/** The same in a cell of a table, where a bar would end it. */
const cell = (text: string): string => code(text).replaceAll('|', '\\|');

/** A table of texts. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [`| ${head.join(' | ')} |`, `|${head.map(() => ' --- |').join('')}`, ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`)].join('\n');
