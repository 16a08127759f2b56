import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const root = join(import.meta.dirname, '..');

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description?: string;
  readonly license?: string;
  readonly private?: boolean;
  readonly type?: string;
  readonly engines?: { readonly node?: string };
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly publishConfig?: { readonly access?: string; readonly bin?: Readonly<Record<string, string>> };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

export interface WorkspacePackage {
  readonly name: string;
  /** From the root of the repository: `packages/core`. */
  readonly folder: string;
  readonly manifest: Manifest;
  /** Undefined where there is none. */
  readonly readme: string | undefined;
}

const packagesAt = (pattern: string): readonly WorkspacePackage[] =>
  globSync(`${pattern}/package.json`, { cwd: root })
    .toSorted()
    .map((path) => {
      const folder = dirname(path);
      const manifest: Manifest = JSON.parse(readFileSync(join(root, path), 'utf8'));
      const readme = join(root, folder, 'README.md');
      return { name: manifest.name, folder, manifest, readme: existsSync(readme) ? readFileSync(readme, 'utf8') : undefined };
    });

/** What is published. */
export const publishedPackages = packagesAt('packages/*');

/** What is not: sample applications and the benchmark. */
export const apps = [...packagesAt('apps/*'), ...packagesAt('bench')];

/** Paths of the TypeScript files of a folder of the repository, from its root. */
export const sourceFiles = (folder: string): readonly string[] =>
  globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root, exclude: (name) => name === 'node_modules' || name === 'dist' }).toSorted();

/**
 * The entry points of a package, as they are imported: `@dragoman/core`, `@dragoman/core/container`. One that is named
 * after an optional peer (`dragoman/testing/vitest`) is there for who has installed it.
 */
export const entryPoints = ({ name, manifest }: WorkspacePackage, installed: readonly string[] = []): readonly string[] =>
  Object.keys(manifest.exports ?? {})
    .filter((key) => !key.endsWith('.json'))
    .filter((key) => {
      const last = key.slice(key.lastIndexOf('/') + 1);
      return manifest.peerDependenciesMeta?.[last]?.optional !== true || installed.includes(last);
    })
    .map((key) => name + key.slice(1));
