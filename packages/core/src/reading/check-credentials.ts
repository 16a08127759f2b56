import type { CredentialKind } from '../plugin/credential-kind.ts';
import { validateStandard } from '../schema/validate-standard.ts';
import type { Check } from './check-context.ts';
import { quote } from './quote.ts';

/** Credentials are of a known kind and have its fields. Without a list of kinds nothing is known about them. */
export const checkCredentials =
  (kinds: readonly CredentialKind[] | undefined): Check =>
  ({ bot, report, didYouMean }) => {
    const known = kinds === undefined ? undefined : new Map(kinds.map((kind) => [kind.kind, kind]));
    for (const [index, { kind, fields }] of bot.credentials.entries()) {
      const path = ['credentials', index];
      for (const [name, field] of Object.entries(fields)) {
        if (typeof field !== 'string' || !/\{\{\s*secret\b/.test(field)) continue;
        const fix = 'Write { "secret": "NAME" } instead, alone.';
        report({
          code: 'secret-place',
          severity: 'error',
          path: [...path, 'fields', name],
          reason: 'A secret cannot be a part of a field.',
          fix,
        });
      }
      if (known === undefined) continue;
      const found = known.get(kind);
      if (found === undefined) {
        const fix =
          didYouMean(kind, known.keys()) ??
          (kind.includes('/') ? 'Install its plugin and list it.' : `The kinds are ${[...known.keys()].join(', ')}.`);
        report({
          code: 'unknown-credential-kind',
          severity: 'error',
          path: [...path, 'kind'],
          reason: `There is no credential kind ${quote(kind)}.`,
          fix,
        });
        continue;
      }
      for (const problem of validateStandard(found.schema, fields, `credential kind ${kind}`).problems) {
        report({ code: 'invalid-credential', severity: 'error', path: [...path, 'fields', ...problem.path], reason: problem.reason });
      }
    }
  };
