import type * as acorn from 'acorn';

/** Where a part of a script begins, lines and columns from 1; `position` as the beginning of a sentence. */
export const startOf = ({ loc }: acorn.Node): { readonly line: number; readonly position: string } => {
  const { line = 1, column = 0 } = loc?.start ?? {};
  return { line, position: positionText(line, column + 1) };
};

export const positionText = (line: number, column: number): string => `Line ${line}, column ${column}: `;
