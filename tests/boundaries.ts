export interface Boundary {
  /** The workspace packages it may import and depend on. `*` stands for any text. */
  readonly mayImport: readonly string[];
  /** Runs wherever JavaScript does: nothing from `node:`, no Buffer, no process. */
  readonly isPure?: true;
  /** Puts an application together, and so may make containers. */
  readonly isRoot?: true;
}

const core = ['@dragoman/core'];

/** Who may know whom. A new package needs a line here. */
const boundaries: Readonly<Record<string, Boundary>> = {
  '@dragoman/core': { mayImport: [], isPure: true },
  '@dragoman/runtime': { mayImport: core, isPure: true },
  '@dragoman/adapter-*': { mayImport: core, isPure: true },
  '@dragoman/http': { mayImport: core },
  '@dragoman/sandbox': { mayImport: core },
  '@dragoman/channel-*': { mayImport: core },
  '@dragoman/conversations-*': { mayImport: core },
  '@dragoman/importers': { mayImport: core },
  '@dragoman/conformance': { mayImport: [...core, '@dragoman/runtime'] },
  '@dragoman/server': { mayImport: ['@dragoman/*', 'dragoman'], isRoot: true },
  '@dragoman/studio': { mayImport: ['@dragoman/*', 'dragoman'], isRoot: true },
  dragoman: { mayImport: [...core, '@dragoman/runtime', '@dragoman/http', '@dragoman/sandbox', '@dragoman/importers'], isRoot: true },
};

/** The one file, or folder, that may import a library. */
export const homes: Readonly<Record<string, string>> = {
  tsyringe: 'packages/core/src/container.ts',
  'reflect-metadata': 'packages/core/src/container.ts',
  eventemitter3: 'packages/core/src/event-bus.ts',
  undici: 'packages/http/src/',
  'quickjs-emscripten-core': 'packages/sandbox/src/',
  '@jitl/quickjs-wasmfile-release-sync': 'packages/sandbox/src/',
};

/** What the table says of a package. Throws for one it does not know. */
export const boundaryOf = (name: string): Boundary => {
  const [, boundary] = Object.entries(boundaries).find(([pattern]) => matches(pattern, name)) ?? [];
  if (boundary === undefined) throw new Error(`${name} has no line in the table of boundaries.`);
  return boundary;
};

export const matches = (pattern: string, name: string): boolean => new RegExp(`^${pattern.replaceAll('*', '.+')}$`).test(name);
