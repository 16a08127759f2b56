import type { Draft } from '../adapter/draft.ts';
import type { PlatformAdapter, TranslationFinding } from '../adapter/platform-adapter.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Bot } from '../document/bot.ts';
import type { Semantics } from '../document/semantics.ts';
import { DragomanError } from '../dragoman-error.ts';
import type { BotInput } from '../input/bot-input.ts';
import type { Json } from '../json.ts';
import { provenanceOf } from '../lowering/provenance.ts';
import { artifactText } from '../origin/artifact-text.ts';
import type { Plugin } from '../plugin/plugin.ts';
import { formatDiagnostic } from '../reading/format-diagnostic.ts';
import { placePath } from '../reading/place-path.ts';
import { readBot } from '../reading/read-bot.ts';
import { printTemplate } from '../template/print-template.ts';
import { referencesOf } from '../template/template-tree.ts';
import { createElementIds, type ElementKeys } from './element-ids.ts';
import { findingDiagnostic } from './finding-diagnostic.ts';
import { platformPlace } from './platform-place.ts';
import { readArtifact } from './read-artifact.ts';
import { restoreMarked, withoutMarkers } from './restore-marked.ts';

export interface ImportOptions {
  /** What rewritten nodes of plugin kinds may become again. */
  readonly plugins?: readonly Plugin[];
  /** Whether markers are read. Default true; without it, what was generated comes back as it stands there. */
  readonly restore?: boolean;
}

export interface ImportResult {
  readonly value: Bot;
  readonly diagnostics: readonly Diagnostic[];
  /** Where in the platform's document something of the bot stands, by its place: the part itself or the nearest element around it that is known. */
  platformPlaceOf(place: string): string | undefined;
}

/**
 * Makes a bot of a platform's document: its text, or the data it holds. The bot remembers the document, so that exporting
 * it again gives it back. Throws `validation` for what is no document of the platform; anything stranger inside one is
 * carried and reported.
 */
export const importBot = (adapter: PlatformAdapter, document: unknown, options: ImportOptions = {}): ImportResult => {
  const { value, diagnostics, platformPlaceOf } = importWithKeys(adapter, document, options);
  const source = typeof document === 'string' ? document : artifactText(document as Json, adapter.artifact.layout);
  return { value: { ...value, origins: { [adapter.id]: { source } } }, diagnostics, platformPlaceOf };
};

/** The same without the origin, and with what the platform calls its elements by. */
export const importWithKeys = (
  adapter: PlatformAdapter,
  document: unknown,
  { plugins = [], restore = true }: ImportOptions,
): ImportResult & { readonly keys: ElementKeys } => {
  const artifact = readArtifact(adapter, document);
  const findings: TranslationFinding[] = [];
  const report = (finding: TranslationFinding): void => void findings.push(finding);
  const ids = createElementIds();
  const mayReadSecrets = adapter.capabilities.reads.includes('secret');
  const draft = adapter.fromPlatform(artifact, {
    restore,
    read: (text, at) => {
      const { tree, problems } = adapter.dialects.template.parse(text);
      for (const reason of problems) report({ code: 'placeholder-malformed', severity: 'warning', reason, ...at });
      if (mayReadSecrets || !referencesOf(tree).some(({ root }) => root === 'secret')) return printTemplate(tree);
      const reason = `${adapter.displayName} has no secrets to print, so this is taken as text.`;
      report({ code: 'placeholder-malformed', severity: 'warning', reason, ...at });
      return printTemplate([{ kind: 'text', text }]);
    },
    id: ids.id,
    report,
  });
  const nodeKinds = plugins.flatMap((plugin) => plugin.nodeKinds);
  const { draft: restored, replaced } = restore ? restoreMarked(draft, { nodeKinds, report }) : withoutMarkers(draft);
  // An imported bot says that it is one: what dangles in it is no error.
  const semantics = { ...adapter.semantics, ...ownSemantics(adapter, restored) };
  const input = { id: adapter.id, ...restored, semantics, origins: { [adapter.id]: { source: '' } } } as BotInput;
  const { value, diagnostics } = readBot(input, {
    nodeKinds,
    credentialKinds: plugins.flatMap((plugin) => plugin.credentialKinds),
    integrations: plugins.flatMap((plugin) => plugin.integrations),
    variables: adapter.dialects.template.systemVariables ?? [],
  });
  if (value === undefined) throw adapterDefect(adapter, diagnostics);
  const { placeOf, derive } = provenanceOf(input);
  for (const [drafted, stands] of replaced) derive(drafted, stands);
  return {
    value,
    keys: ids,
    platformPlaceOf: (place) => platformPlace({ adapter, artifact, bot: value, keys: ids }, place),
    diagnostics: [
      ...findings.map((finding) => {
        const place = placeOf(finding.at);
        return findingDiagnostic(finding, { place, path: placePath(value, place) });
      }),
      ...diagnostics,
    ],
  };
};

/** What a document sets of its bot's behaviour, where bots of the platform may. */
const ownSemantics = ({ capabilities }: PlatformAdapter, { semantics = {} }: Pick<Draft, 'semantics'>): Partial<Semantics> =>
  Object.fromEntries(capabilities.semantics.flatMap((field) => (semantics[field] === undefined ? [] : [[field, semantics[field]]])));

const adapterDefect = ({ id, displayName }: PlatformAdapter, diagnostics: readonly Diagnostic[]): DragomanError => {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const lines = errors.slice(0, 10).map(formatDiagnostic);
  return new DragomanError([`The adapter of ${displayName} made a bot that is not valid.`, ...lines].join('\n'), {
    code: 'internal',
    source: id,
    diagnostics,
  });
};
