import { readdirSync, readFileSync } from 'node:fs';
import type { PlatformAdapter, Plugin } from '@dragoman/core';
import type { Skips } from '../kit/clause.ts';
import { registerClauses } from '../kit/register-clauses.ts';
import { type PlatformAdapterClause, platformAdapterClauses } from './platform-adapter-clauses.ts';
import type { PlatformArtifact } from './platform-adapter-subject.ts';

export interface PlatformAdapterConformanceOptions {
  /** Makes a fresh adapter; called often. */
  create(): PlatformAdapter;
  /** Folder of documents of the platform, as `.json` files. */
  readonly artifacts?: URL;
  /** Clauses that are not tried, each with the reason. */
  readonly skip?: Skips<PlatformAdapterClause>;
  /** What the artifacts need to be read. */
  readonly plugins?: readonly Plugin[];
}

/** Proves a platform adapter: makes a test of each clause of its contract. */
export const platformAdapterConformance = ({ create, artifacts, skip = {}, plugins = [] }: PlatformAdapterConformanceOptions): void => {
  const subject = { create, plugins, artifacts: artifacts === undefined ? [] : artifactsIn(artifacts) };
  registerClauses(`the platform adapter ${create().displayName}`, platformAdapterClauses, subject, skip);
};

const artifactsIn = (folder: URL): readonly PlatformArtifact[] => {
  const base = new URL(folder.href.endsWith('/') ? folder.href : `${folder.href}/`);
  return readdirSync(base)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => ({ name, text: readFileSync(new URL(encodeURIComponent(name), base), 'utf8') }));
};
