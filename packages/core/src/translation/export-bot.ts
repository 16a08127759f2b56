import { capabilitiesOn } from '../adapter/capabilities.ts';
import type { PlatformAdapter, TranslationFinding } from '../adapter/platform-adapter.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Bot } from '../document/bot.ts';
import type { Origin } from '../document/origin.ts';
import { isDragomanError } from '../dragoman-error.ts';
import type { BotInput } from '../input/bot-input.ts';
import type { Json } from '../json.ts';
import { lowerBot } from '../lowering/lower-bot.ts';
import { provenanceOf } from '../lowering/provenance.ts';
import { artifactText } from '../origin/artifact-text.ts';
import { editArtifact } from '../origin/edit-artifact.ts';
import { originOf } from '../origin/origin.ts';
import type { Plugin } from '../plugin/plugin.ts';
import { normaliseBot } from '../reading/normalise-bot.ts';
import { placePath } from '../reading/place-path.ts';
import { parseTemplate } from '../template/parse-template.ts';
import { botView } from './bot-view.ts';
import { type ElementKeys, noKeys } from './element-ids.ts';
import { findingDiagnostic } from './finding-diagnostic.ts';
import { importWithKeys } from './import-bot.ts';

export interface ExportOptions {
  /** The channel the bot is for: what cannot be shown there is rewritten. */
  readonly channel?: string;
  /** Whose node kinds the bot uses. */
  readonly plugins?: readonly Plugin[];
}

export interface ExportResult<Artifact> {
  readonly value: Artifact;
  /** The same as a file. */
  readonly text: string;
  /** What the translation lost, and where; places are in the bot. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Translates a bot into a platform's document. A bot that was imported from the platform gives back the vendor's document
 * with only what changed since written into it. Throws `validation` for what is no bot, never for what the platform
 * cannot say: that is reported.
 */
export const exportBot = <Artifact>(
  adapter: PlatformAdapter<Artifact>,
  bot: Bot | BotInput,
  options: ExportOptions = {},
): ExportResult<Artifact> => {
  const plugins = options.plugins ?? [];
  const long = normaliseBot(bot as BotInput, {
    nodeKinds: plugins.flatMap((plugin) => plugin.nodeKinds),
    integrations: plugins.flatMap((plugin) => plugin.integrations),
  });
  const origin = originOf(long, adapter.id);
  const imported = origin && 'source' in origin ? importOrigin(adapter as PlatformAdapter, origin.source, plugins) : undefined;
  if (imported === undefined) {
    const { artifact, diagnostics } = print(adapter, long, noKeys, { ...options, namesChannel: true });
    const missing = origin === undefined ? [] : [originMissing(origin)];
    return { value: artifact, text: artifactText(artifact as Json, adapter.artifact.layout), diagnostics: [...missing, ...diagnostics] };
  }
  const before = print(adapter, imported.value, imported.keys, { ...options, namesChannel: false });
  const after = print(adapter, long, imported.keys, { ...options, namesChannel: true });
  const edited = editArtifact(imported.source, { before: before.artifact as Json, after: after.artifact as Json }, adapter.artifact);
  return {
    value: edited.value as Artifact,
    text: edited.text,
    diagnostics: after.diagnostics.filter(isNewTo(before.diagnostics)),
  };
};

/** What the bot was when it was imported; undefined when its origin is no document of the platform, whoever wrote it. */
const importOrigin = (adapter: PlatformAdapter, source: string, plugins: readonly Plugin[]) => {
  try {
    return { source, ...importWithKeys(adapter, source, { plugins }) };
  } catch (error) {
    if (isDragomanError(error) && error.code === 'validation') return undefined;
    throw error;
  }
};

interface PrintOptions extends ExportOptions {
  /** Whether the document is to say which channel it is for; otherwise it says what it said before. */
  readonly namesChannel: boolean;
}

const print = <Artifact>(
  adapter: PlatformAdapter<Artifact>,
  bot: Bot,
  keys: ElementKeys,
  { channel, plugins = [], namesChannel }: PrintOptions,
): { readonly artifact: Artifact; readonly diagnostics: readonly Diagnostic[] } => {
  const provenance = provenanceOf(bot);
  const diagnostics: Diagnostic[] = [];
  const report = (finding: TranslationFinding): void => {
    const place = provenance.placeOf(finding.at);
    diagnostics.push(findingDiagnostic(finding, { place, path: placePath(bot, place) }));
  };
  const lowered = lowerBot(bot, {
    adapter: adapter.id,
    capabilities: capabilitiesOn(adapter.capabilities, channel),
    semantics: adapter.semantics,
    nodeKinds: plugins.flatMap((plugin) => plugin.nodeKinds),
    integrations: plugins.flatMap((plugin) => plugin.integrations),
    provenance,
    report,
  });
  const artifact = adapter.toPlatform(botView(lowered, adapter as PlatformAdapter, keys, provenance), {
    ...(namesChannel && channel !== undefined && { channel }),
    print: (template) => adapter.dialects.template.print(parseTemplate(template).tree),
    report,
  });
  return { artifact, diagnostics };
};

/** What printing the untouched bot lost as well stands in the vendor's document as it always did. */
const isNewTo = (known: readonly Diagnostic[]): ((diagnostic: Diagnostic) => boolean) => {
  // By ids: what stands further down because something was added above it is still the same.
  const keyOf = ({ code, place, path = place, reason }: Diagnostic) => `${code} ${path} ${reason}`;
  const same = new Set(known.map(keyOf));
  return (diagnostic) => !same.has(keyOf(diagnostic));
};

const originMissing = (origin: Origin): Diagnostic => ({
  code: 'origin-missing',
  severity: 'warning',
  place: '/origins',
  path: 'origins',
  loss: 'assumed',
  reason:
    'file' in origin
      ? `The document this bot was imported from, ${origin.file}, is not at hand or was changed, so the bot is printed anew.`
      : 'What stands in this bot as the document it was imported from is none, so the bot is printed anew.',
  fix: 'Keep the document beside the bot as it was imported, or import it again.',
});
