import type { CredentialKind } from '../plugin/credential-kind.ts';
import { validateStandard } from '../schema/validate-standard.ts';
import type { Check } from './check-context.ts';
import { quote } from './quote.ts';

/**
 * Credentials have the fields of their kind. A kind that is missing is only told of when the list it would be in was
 * given: the built-in kinds, whose names have no slash, come all together or not at all.
 */
export const checkCredentials = (kinds: readonly CredentialKind[] | undefined): Check => {
  const known = new Map((kinds ?? []).map((kind) => [kind.kind, kind]));
  const hasBuiltIn = [...known.keys()].some((kind) => !kind.includes('/'));
  const isMissing = (kind: string): boolean => kinds !== undefined && (hasBuiltIn || kind.includes('/'));

  return ({ bot, report, didYouMean }) => {
    for (const [index, { kind, fields }] of bot.credentials.entries()) {
      const path = ['credentials', index];
      for (const [name, field] of Object.entries(fields)) {
        if (typeof field !== 'string' || !/\{\{\s*secret\b/.test(field)) continue;
        const reason = 'A secret cannot be a part of a field.';
        report({
          code: 'secret-place',
          severity: 'error',
          path: [...path, 'fields', name],
          reason,
          fix: 'Write { "secret": "NAME" } alone.',
        });
      }
      const found = known.get(kind);
      if (found !== undefined) {
        for (const problem of validateStandard(found.schema, fields, `credential kind ${kind}`).problems) {
          report({ code: 'invalid-credential', severity: 'error', path: [...path, 'fields', ...problem.path], reason: problem.reason });
        }
      } else if (isMissing(kind)) {
        // An imported bot names what stays with its platform: a call that needs it ends as an error.
        const isKept = bot.origins !== undefined && Object.hasOwn(bot.origins, kind.split('/', 1)[0] ?? '');
        if (isKept) {
          const reason = 'This credential stayed with its platform: calls that need it fail here.';
          const fix = 'To make them here, give it one of the kinds that are known.';
          report({ code: 'unknown-credential-kind', severity: 'warning', path: [...path, 'kind'], reason, fix });
          continue;
        }
        const reason = `There is no credential kind ${quote(kind)}.`;
        const remedy = kind.includes('/') ? 'Install its plugin and list it.' : `The kinds are ${[...known.keys()].join(', ')}.`;
        const fix = didYouMean(kind, known.keys()) ?? remedy;
        const severity = bot.origins === undefined ? 'error' : 'warning';
        report({ code: 'unknown-credential-kind', severity, path: [...path, 'kind'], reason, fix });
      }
    }
  };
};
