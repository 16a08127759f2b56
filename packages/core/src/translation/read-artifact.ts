import type { PlatformAdapter } from '../adapter/platform-adapter.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { DragomanError } from '../dragoman-error.ts';
import type { Json } from '../json.ts';
import { withoutMark } from '../origin/byte-order-mark.ts';
import { plainJson } from '../reading/plain-json.ts';
import { validateStandard } from '../schema/validate-standard.ts';
import { formatPointer } from '../values/json-pointer.ts';
import { jsonProblem } from './json-problem.ts';

/** Reads a platform's document: its text, or the data it holds. Throws `validation` when it is none. */
export const readArtifact = <A>(
  { artifact, displayName, id }: Pick<PlatformAdapter<A>, 'artifact' | 'displayName' | 'id'>,
  document: unknown,
): A => {
  const { value: plain, findings } = plainJson(typeof document === 'string' ? parse(document, { displayName, id }) : document);
  const { value, problems } =
    findings.length > 0 ? { value: undefined, problems: findings } : validateStandard(artifact.schema, plain, displayName);
  if (problems.length === 0) return value as A;
  const diagnostics = problems.map(({ path, reason }) => invalid(formatPointer(path), reason));
  const lines = diagnostics.slice(0, shown).map(({ platformPlace, reason }) => `${platformPlace || '/'}: ${reason}`);
  const more = problems.length > shown ? [`… and ${problems.length - shown} more.`] : [];
  throw new DragomanError([`This is not a document of ${displayName}.`, ...lines, ...more].join('\n'), {
    code: 'validation',
    source: id,
    diagnostics,
  });
};

const parse = (source: string, { displayName, id }: Pick<PlatformAdapter, 'displayName' | 'id'>): Json => {
  const text = withoutMark(source);
  try {
    return JSON.parse(text) as Json;
  } catch {
    // What the engine says quotes the document.
    const { line, column, reason } = jsonProblem(text);
    const located = `Line ${line}, column ${column}: ${reason}`;
    throw new DragomanError(`This is not a document of ${displayName}, as it is not JSON. ${located}`, {
      code: 'validation',
      source: id,
      diagnostics: [invalid('', located)],
    });
  }
};

const invalid = (platformPlace: string, reason: string): Diagnostic => ({
  code: 'artifact-invalid',
  severity: 'error',
  place: '',
  platformPlace,
  reason,
});

const shown = 10;
