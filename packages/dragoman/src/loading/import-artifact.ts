import { type Bot, type Diagnostic, importBot, isDragomanError, type PlatformAdapter, type Plugin } from '@dragoman/core';
import { fileError } from './file-error.ts';
import type { LoadedDocument } from './load-document.ts';

export interface ImportedArtifact {
  readonly value: Bot;
  readonly diagnostics: readonly Diagnostic[];
  /** Adds the line and column in the platform's document to a diagnostic about the bot. */
  locate(diagnostic: Diagnostic): Diagnostic;
}

export interface ImportArtifactOptions {
  readonly plugins: readonly Plugin[];
  readonly file: string;
}

/** Reads a platform's document that was loaded from a file. Throws `validation` with located diagnostics when it is broken. */
export const importArtifact = (
  adapter: PlatformAdapter,
  { value, text, locate: positionOf }: LoadedDocument,
  { plugins, file }: ImportArtifactOptions,
): ImportedArtifact => {
  const at = (diagnostic: Diagnostic, platformPlace: string | undefined): Diagnostic =>
    positionOf === undefined || diagnostic.at !== undefined || platformPlace === undefined
      ? diagnostic
      : { ...diagnostic, platformPlace, at: { file, ...positionOf(platformPlace) } };
  try {
    const imported = importBot(adapter, text ?? value, { plugins });
    return {
      value: imported.value,
      diagnostics: imported.diagnostics.map((found) => at(found, found.platformPlace ?? imported.platformPlaceOf(found.place))),
      locate: (found) => at(found, found.platformPlace ?? imported.platformPlaceOf(found.place)),
    };
  } catch (error) {
    if (!isDragomanError(error) || error.code !== 'validation' || error.diagnostics.length === 0) throw error;
    throw fileError(
      file,
      error.diagnostics.map((found) => at(found, found.platformPlace)),
      error,
    );
  }
};
