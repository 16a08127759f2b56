import { clickatellTemplates } from '../templates/template-dialect.ts';
import type { ClickatellDocument } from '../wire/document.ts';
import { code } from './markdown.ts';

/** The values a document only names: `[[secret:KEY]]`, `[[env:HOST]]`. */
export const blanksOf = (document: ClickatellDocument): readonly string[] => {
  const found = new Map<string, string>();
  const look = (value: unknown): void => {
    if (typeof value === 'string' && value.includes('[[')) {
      for (const part of clickatellTemplates.parse(value).tree) {
        if (part.kind === 'text' || !(part.reference.root === 'secret' || part.reference.root === 'env')) continue;
        const written = clickatellTemplates.print([part]);
        found.set(
          written,
          `${code(written)}: ${part.reference.root === 'secret' ? 'a secret. Type it nowhere but in headers.' : 'a setting of where the bot runs.'}`,
        );
      }
    } else if (typeof value === 'object' && value !== null) for (const field of Object.values(value)) look(field);
  };
  look(document);
  return [...found.values()];
};
