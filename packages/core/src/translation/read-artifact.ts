import type { PlatformAdapter } from '../adapter/platform-adapter.ts';
import { DragomanError } from '../dragoman-error.ts';
import type { Json } from '../json.ts';
import { plainJson } from '../reading/plain-json.ts';
import { validateStandard } from '../schema/validate-standard.ts';
import { formatPointer } from '../values/json-pointer.ts';

/** Reads a platform's document: its text, or the data it holds. Throws `validation` when it is none. */
export const readArtifact = <A>({ artifact, displayName, id }: PlatformAdapter<A>, document: unknown): A => {
  const { value: plain, findings } = plainJson(typeof document === 'string' ? parse(document, displayName) : document);
  const { value, problems } =
    findings.length > 0 ? { value: undefined, problems: findings } : validateStandard(artifact.schema, plain, displayName);
  if (problems.length === 0) return value as A;
  const diagnostics = problems.map(({ path, reason }) => ({
    code: 'artifact-invalid',
    severity: 'error' as const,
    place: '',
    platformPlace: formatPointer(path),
    reason,
  }));
  const lines = diagnostics.slice(0, shown).map(({ platformPlace, reason }) => `${platformPlace || '/'}: ${reason}`);
  const more = problems.length > shown ? [`… and ${problems.length - shown} more.`] : [];
  throw new DragomanError([`This is not a document of ${displayName}.`, ...lines, ...more].join('\n'), {
    code: 'validation',
    source: id,
    diagnostics,
  });
};

const parse = (text: string, displayName: string): Json => {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as Json;
  } catch {
    throw new DragomanError(`This is not a document of ${displayName}: it is not JSON.`, { code: 'validation' });
  }
};

const shown = 10;
