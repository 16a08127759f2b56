import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { boundaryOf, homes, matches } from './boundaries.ts';
import { moduleFacts } from './module-facts.ts';
import { apps, entryPoints, publishedPackages, root, sourceFiles, type WorkspacePackage } from './workspace-packages.ts';

const headings = ['what it does', 'install', 'example', 'options', 'limits'];

const isTest = (file: string): boolean => /\.(test|test-d|fixture)\.tsx?$|\/test\//.test(file);

const factsOf = (file: string) => moduleFacts(file, readFileSync(join(root, file), 'utf8'));

/** `@acme/name/deep/file` is the package `@acme/name`. */
const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

const workspaceNames = new Set([...publishedPackages, ...apps].map(({ name }) => name));
const allEntryPoints = new Set(
  [...publishedPackages, ...apps].flatMap((one) => entryPoints(one, Object.keys(one.manifest.peerDependenciesMeta ?? {}))),
);

/** What breaks a rule in the files of a package, as `file:line what`. */
const violations = (
  files: readonly string[],
  kind: 'imports' | 'identifiers' | 'plainErrors',
  isWrong: (name: string, file: string) => boolean,
): readonly string[] =>
  files.flatMap((file) =>
    factsOf(file)
      [kind].filter(({ name }) => isWrong(name, file))
      .map(({ name, line }) => `${file}:${line} ${name}`),
  );

describe.each([...publishedPackages, ...apps])('$name', ({ folder }: WorkspacePackage) => {
  const files = sourceFiles(folder);

  test('reaches other packages through their entry points', () => {
    const isDeep = (specifier: string, file: string) =>
      specifier.startsWith('.')
        ? !normalize(join(file, '..', specifier)).startsWith(`${folder}/`)
        : workspaceNames.has(packageOf(specifier)) && !allEntryPoints.has(specifier);
    expect(violations(files, 'imports', isDeep)).toEqual([]);
  });

  test('has no file of more than 500 lines', () => {
    const long = files.filter((file) => readFileSync(join(root, file), 'utf8').trimEnd().split('\n').length > 500);
    expect(long).toEqual([]);
  });
});

// An adapter that is kept as an example, and not published, is an adapter all the same.
const bounded = [...publishedPackages, ...apps.filter(({ name }) => matches('@dragoman/adapter-*', name))];

describe.each(bounded)('$name', (workspacePackage: WorkspacePackage) => {
  const { name, folder, manifest, readme } = workspacePackage;
  const files = sourceFiles(folder).filter((file) => !isTest(file));
  const boundary = boundaryOf(name);
  const mayKnow = (other: string) => other === name || boundary.mayImport.some((pattern) => matches(pattern, other));

  test('imports only the packages below it', () => {
    const isForbidden = (specifier: string) => workspaceNames.has(packageOf(specifier)) && !mayKnow(packageOf(specifier));
    expect(violations(files, 'imports', isForbidden)).toEqual([]);
  });

  test('depends only on the packages below it', () => {
    const { dependencies, peerDependencies, optionalDependencies } = manifest;
    const known = Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies });
    expect(known.filter((other) => workspaceNames.has(other) && !mayKnow(other))).toEqual([]);
  });

  if (boundary.isPure) {
    test('runs anywhere: nothing from node:, no Buffer, no process', () => {
      const ofNode = ['Buffer', 'process', 'global', 'require', '__dirname'];
      expect(violations(files, 'imports', (specifier) => isBuiltin(specifier) || specifier.startsWith('<'))).toEqual([]);
      expect(violations(files, 'identifiers', (identifier) => ofNode.includes(identifier))).toEqual([]);
    });
  }

  test('leaves libraries that have a home to it', () => {
    const isAway = (specifier: string, file: string) =>
      homes[packageOf(specifier)] !== undefined && !file.startsWith(homes[packageOf(specifier)] ?? '');
    expect(violations(files, 'imports', isAway)).toEqual([]);
  });

  if (!boundary.isRoot) {
    test('leaves the container to who puts an application together', () => {
      const isContainer = (specifier: string) =>
        specifier === '@dragoman/core/container' || /^\.{1,2}\/(.*\/)?container\.ts$/.test(specifier);
      expect(violations(files, 'imports', isContainer)).toEqual([]);
    });
  }

  test('calls APIs through the HttpClient port only', () => {
    expect(
      violations(files, 'identifiers', (identifier) => ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource'].includes(identifier)),
    ).toEqual([]);
  });

  test('throws DragomanError only', () => {
    expect(violations(files, 'plainErrors', () => true)).toEqual([]);
  });

  test('has a README with the five headings', () => {
    const found = [...(readme ?? '').matchAll(/^## (.+)$/gm)].map(([, heading = '']) => heading.toLowerCase());
    expect(found.map((heading) => headings.find((start) => heading.startsWith(start)) ?? heading)).toEqual(headings);
  });
});

describe.each(publishedPackages)('$name', ({ manifest }: WorkspacePackage) => {
  test('exports sources, then types, then code', () => {
    const entries = Object.entries(manifest.exports ?? {}).filter(([key]) => !key.endsWith('.json'));
    expect(entries.length).toBeGreaterThan(0);
    for (const [key, target] of entries) expect([key, Object.keys(target)]).toEqual([key, ['@dragoman/source', 'types', 'default']]);
    expect(manifest.exports).toHaveProperty(['./package.json'], './package.json');
  });

  test('has a manifest fit to be published', () => {
    expect(manifest).toMatchObject({
      type: 'module',
      license: 'MIT',
      description: expect.stringMatching(/\.$/),
      engines: { node: '>=22.19.0' },
      publishConfig: { access: 'public' },
      files: expect.arrayContaining(['dist', 'src', '!src/**/*.{test,fixture}.ts']),
    });
    expect(manifest.private).toBeUndefined();
  });
});

test('the packages that share a version are released together', () => {
  const { fixed } = JSON.parse(readFileSync(join(root, '.changeset/config.json'), 'utf8'));
  const together = ['@dragoman/core', '@dragoman/runtime', '@dragoman/conformance'];
  expect(fixed).toEqual([together.filter((name) => workspaceNames.has(name))]);
});

describe('the reading of sources', () => {
  const facts = moduleFacts(
    'sample.ts',
    [
      "import type { A } from 'import-type';",
      "export * from 'export-all';",
      "export type { B } from 'export-type';",
      "const lazy: import('type-of').C = await import('dynamic');",
      "import old = require('require');",
      'const { fetch: other } = globalThis, port = { fetch: 1 }, hit = port.fetch;',
      "if (hit) throw new TypeError('plain');",
      "globalThis.fetch('x'); fetch; type D = Buffer;",
    ].join('\n'),
  );

  test('sees every way to name a module', () => {
    expect(facts.imports.map(({ name }) => name)).toEqual(['import-type', 'export-all', 'export-type', 'type-of', 'dynamic', 'require']);
  });

  test('tells a global from a property', () => {
    expect(facts.identifiers.filter(({ name }) => name === 'fetch').map(({ line }) => line)).toEqual([8, 8]);
    expect(facts.identifiers.map(({ name }) => name)).toContain('Buffer');
  });

  test('sees plain errors', () => {
    expect(facts.plainErrors).toEqual([{ name: 'TypeError', line: 7 }]);
  });
});
