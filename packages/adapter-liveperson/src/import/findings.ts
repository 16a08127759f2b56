import type { TranslationFinding } from '@dragoman/core';
import type { ImportContext } from './import-context.ts';

/** What is found while a document is read, until it is known which element each finding is about. */
export interface Findings {
  readonly context: ImportContext;
  /** Reports what was found. `elements`: by where they stand in the document. */
  reportAll(elements: ReadonlyMap<string, object>): void;
}

export const collectFindings = (context: ImportContext): Findings => {
  const found: Parameters<ImportContext['report']>[0][] = [];
  return {
    // The context may be a class with a prototype, so it is not spread.
    context: {
      restore: context.restore,
      read: (text, at) => context.read(text, at),
      id: (kind, element) => context.id(kind, element),
      report: (finding) => void found.push(finding),
    },
    reportAll: (elements) => {
      for (const finding of found) {
        const at = finding.at ?? elements.get(elementPointer(finding));
        context.report({ ...finding, ...(at !== undefined && { at }) });
      }
    },
  };
};

/** Elements stand in lists of the document itself: `/groups/3`. */
const elementPointer = ({ platformPlace = '' }: TranslationFinding): string => platformPlace.split('/', 3).join('/');
