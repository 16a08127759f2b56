import {
  type Bot,
  type BotInput,
  type Diagnostic,
  type ExportResult,
  exportBot,
  importBot,
  type Json,
  type PlatformAdapter,
  type Plugin,
} from '@dragoman/core';
import { everythingBot } from './everything-bot.ts';

/** What the clauses of a platform adapter are tried on. */
export interface PlatformAdapterSubject {
  /** Makes a fresh adapter. */
  create(): PlatformAdapter;
  /** Documents of the platform, as they come from it. */
  readonly artifacts: readonly PlatformArtifact[];
  readonly plugins: readonly Plugin[];
}

export interface PlatformArtifact {
  readonly name: string;
  readonly text: string;
}

/** The author's documents, and one that the adapter prints itself. */
export const artifactsOf = ({ create, artifacts, plugins }: PlatformAdapterSubject): readonly PlatformArtifact[] => {
  const adapter = create();
  return [...artifacts, { name: 'what the adapter prints itself', text: exportBot(adapter, everythingBot, { plugins }).text }];
};

/** A bot without the memory of where it came from. */
const withoutOrigin = ({ origins: _origins, ...bot }: Bot): Bot => bot;

/** A bot as it comes back from the platform. */
export const throughPlatform = (
  adapter: PlatformAdapter,
  bot: Bot | BotInput,
  options: { readonly channel?: string; readonly plugins?: readonly Plugin[] } = {},
): { readonly exported: ExportResult<unknown>; readonly bot: Bot } => {
  const exported = exportBot(adapter, bot, options);
  const { value } = importBot(adapter, exported.text, { plugins: options.plugins ?? [] });
  return { exported, bot: withoutOrigin(value) };
};

/** The findings that tell of a loss. */
export const lossesOf = (diagnostics: readonly Diagnostic[]): readonly string[] =>
  diagnostics
    .filter(({ loss }) => loss === 'degraded' || loss === 'dropped')
    .map(({ code, path, place, reason }) => `${code} at ${path || place || 'the bot'}: ${reason}`);

/** Whether the adapter's own schema takes a document. */
export const fitsSchema = async ({ artifact }: PlatformAdapter, document: Json | unknown): Promise<string | undefined> => {
  const result = await artifact.schema['~standard'].validate(document);
  const [issue] = result.issues ?? [];
  return issue?.message;
};
