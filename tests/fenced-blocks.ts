/** A fenced block of a Markdown file. */
export interface FencedBlock {
  /** What follows the opening fence: `ts`, `sh`. */
  readonly language: string;
  /** What follows the language: a file's name, where there is one. */
  readonly name?: string;
  readonly code: string;
  /** The line its code begins at, counted from 1. */
  readonly line: number;
}

/** The fenced blocks of a Markdown text, in order. */
export const fencedBlocks = (markdown: string): readonly FencedBlock[] =>
  [...markdown.matchAll(/^```(\w*) ?([^\n]*)\n([\s\S]*?)^```$/gm)].map(({ 1: language = '', 2: name = '', 3: code = '', index }) => ({
    language,
    ...(name !== '' && { name }),
    code,
    line: markdown.slice(0, index).split('\n').length + 1,
  }));
