import { type Diagnostic, DragomanError } from '@dragoman/core';
import { problemLine } from '../printing/problem-line.ts';
import type { SourceProblem } from './source-reading.ts';

/** A `validation` error about a file, with its findings as diagnostics and as lines of its message. */
export const fileError = (file: string, diagnostics: readonly Diagnostic[], cause?: unknown): DragomanError =>
  new DragomanError(diagnostics.map((diagnostic) => problemLine(diagnostic, file)).join('\n'), { code: 'validation', diagnostics, cause });

/** The same for a file that cannot be read at all, whatever it should hold. */
export const unreadable = (
  file: string,
  problems: readonly (Omit<SourceProblem, 'at'> & Partial<Pick<SourceProblem, 'at'>> & { readonly file?: string })[],
  cause?: unknown,
): DragomanError =>
  fileError(
    file,
    problems.map(({ at, file: place = file, ...problem }) => ({
      ...problem,
      severity: 'error',
      place: '',
      ...(at === undefined ? {} : { at: { file: place, ...at } }),
    })),
    cause,
  );
