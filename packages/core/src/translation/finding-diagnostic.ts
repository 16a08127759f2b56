import type { TranslationFinding } from '../adapter/platform-adapter.ts';
import type { Diagnostic, Loss } from '../diagnostic.ts';

/** A finding of a translation as a diagnostic. */
export const findingDiagnostic = (
  { code, severity, platformPlace, loss = 'none', reason, fix }: TranslationFinding,
  { place, path }: Pick<Diagnostic, 'place' | 'path'>,
): Diagnostic => ({
  code,
  severity: severity ?? severityOf[loss],
  place,
  ...(path !== undefined && { path }),
  ...(platformPlace !== undefined && { platformPlace }),
  loss,
  reason,
  ...(fix !== undefined && { fix }),
});

const severityOf: { readonly [L in Loss]: Diagnostic['severity'] } = {
  none: 'info',
  assumed: 'info',
  degraded: 'warning',
  dropped: 'error',
};
