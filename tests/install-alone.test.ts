import { execFile } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { boundaryOf } from './boundaries.ts';
import { fencedBlocks } from './fenced-blocks.ts';
import { entryPoints, publishedPackages, root } from './workspace-packages.ts';

/**
 * What a user gets: every package is packed as for publishing; then each set of packages that a README tells to install
 * is installed by npm and by pnpm into an empty folder, loaded by plain Node, and type-checked. What else gets installed
 * with a set is listed in `tests/installed/`.
 */
const managers = {
  npm: ['npm', 'install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline'],
  pnpm: ['pnpm', 'install', '--ignore-scripts', '--prefer-offline', '--no-frozen-lockfile'],
} as const;
type Manager = keyof typeof managers;

const workplace = mkdtempSync(join(tmpdir(), 'dragoman-install-'));
afterAll(() => rmSync(workplace, { recursive: true }));

const run = promisify(execFile);
// Nothing of the workspace, its test runner or its manager may help the installed packages.
const { NODE_ENV: _env, NODE_OPTIONS: _options, NODE_PATH: _path, ...environment } = process.env;

beforeAll(async () => {
  await run(join(root, 'node_modules/.bin/turbo'), ['run', 'build'], { cwd: root }).catch(({ stdout }) => expect.fail(stdout));
  await Promise.all(
    publishedPackages.map(({ name, folder }) =>
      run('pnpm', ['pack', '--out', tarball(name)], { cwd: join(root, folder), env: environment }),
    ),
  );
});

describe.each(publishedPackages)('$name', ({ name, readme }) => {
  test('its README says how to install it', () => {
    expect(installedTogether(readme ?? '').flat()).toContain(name);
  });
});

describe.each(installSets().map((names) => ({ names, title: names.join(' ') })))('$title', ({ names, title }) => {
  const packages = publishedPackages.filter(({ name }) => names.includes(name));

  describe.each(Object.keys(managers) as Manager[])('installed by %s', (manager) => {
    const folder = join(workplace, `${manager} ${slug(title)}`);
    beforeAll(() => install(manager, folder, names));

    test('brings the packages listed, and no other', async () => {
      await expect(`${broughtBy(names, folder).join('\n')}\n`).toMatchFileSnapshot(`installed/${slug(title)}.txt`);
    });

    test('loads, each entry point', async () => {
      writeFileSync(
        join(folder, 'load.js'),
        packages
          .flatMap((one) => entryPoints(one, names))
          .map((entry) => `import '${entry}';\n`)
          .join(''),
      );
      await expect(run('node', ['load.js'], { cwd: folder, env: environment })).resolves.toEqual({ stdout: '', stderr: '' });
    });

    test('type-checks, its declarations too', async () => {
      writeFileSync(
        join(folder, 'consumer.ts'),
        packages
          .flatMap((one) => entryPoints(one, names))
          .map((entry, index) => `export * as entry${index} from '${entry}';\n`)
          .join(''),
      );
      expect(
        await typeErrors(
          folder,
          packages.some(({ name }) => !boundaryOf(name).isPure),
        ),
      ).toBe('');
    });

    if (title === '@dragoman/adapter-liveperson dragoman') {
      test('holds conversations with an export, scripts and all', async () => {
        const guide = fencedBlocks(readFileSync(join(root, 'docs/guides/test-your-liveperson-bot-in-ci.md'), 'utf8'));
        const codeOf = (start: string) => guide.find(({ name = '', code }) => name.startsWith(start) || code.startsWith(start))?.code ?? '';
        mkdirSync(join(folder, 'exports'));
        mkdirSync(join(folder, 'conversations'));
        writeFileSync(join(folder, 'exports/orders.json'), codeOf('exports/orders.json'));
        writeFileSync(join(folder, 'conversations/later.test.yaml'), codeOf('# conversations/later.test.yaml'));
        const [program, ...args] = manager === 'npm' ? ['npx', '--no'] : ['pnpm', 'exec'];
        // An npx around these tests tells the one inside what to install, unless that is taken away.
        const { npm_config_package: _around, ...own } = environment;
        const ran = await run(program, [...args, 'dragoman', 'test', 'conversations/*.test.yaml'], { cwd: folder, env: own });
        expect(ran.stdout).toMatch(/^2 passed in/);
      });
    }

    const commands = packages.flatMap(({ manifest }) => Object.keys(manifest.bin ?? {}));
    if (commands.length > 0) {
      test.each(commands)('runs %s', async (command) => {
        const { stdout } = await run(join(folder, 'node_modules/.bin', command), ['--help'], { cwd: folder, env: environment });
        expect(stdout).toContain(command);
      });
    }
  });
});

test('every list is one of a set', () => {
  const sets = installSets().map((names) => `${slug(names.join(' '))}.txt`);
  expect(globSync('*.txt', { cwd: join(import.meta.dirname, 'installed') }).toSorted()).toEqual(sets.toSorted());
});

/** The sets of packages that the lines `npm i …` and `pnpm add …` of the READMEs name. */
function installSets(): readonly (readonly string[])[] {
  const own = new Set(publishedPackages.map(({ name }) => name));
  const sets = globSync(['README.md', 'packages/*/README.md'], { cwd: root })
    .toSorted()
    .flatMap((path) => installedTogether(readFileSync(join(root, path), 'utf8')))
    .filter((names) => names.some((name) => own.has(name)));
  return [...new Map(sets.map((names) => [names.join(' '), names])).values()];
}

function installedTogether(readme: string): readonly (readonly string[])[] {
  return fencedBlocks(readme)
    .flatMap(({ code }) => [...code.matchAll(/^(?:npm (?:i|install)|pnpm add) ([^#\n]+)/gm)])
    .map(([, names = '']) =>
      names
        .trim()
        .split(/\s+/)
        .filter((name) => !name.startsWith('-'))
        .toSorted(),
    );
}

function slug(text: string): string {
  return text.replaceAll('@', '').replaceAll(/[ /]/g, '-');
}

function tarball(name: string): string {
  return join(workplace, `${slug(name)}.tgz`);
}

async function install(manager: Manager, folder: string, names: readonly string[]): Promise<void> {
  // The packages need one another at versions that are not published: wherever one is asked for, it is the packed one.
  const packed = Object.fromEntries(publishedPackages.map(({ name }) => [name, `file:${tarball(name)}`]));
  const dependencies = Object.fromEntries(names.map((name) => [name, packed[name] ?? '*']));
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies, overrides: packed }));
  writeFileSync(join(folder, 'pnpm-workspace.yaml'), JSON.stringify({ overrides: packed }));
  const [command, ...args] = managers[manager];
  await run(command, args, { cwd: folder, env: environment });
}

/** What a set brings. What the packages of others in it bring, beside ours, is theirs to say. */
function broughtBy(names: readonly string[], folder: string): readonly string[] {
  const installed = installedIn(folder);
  const reachedFrom = (starts: readonly string[]): ReadonlySet<string> => {
    const reached = new Set(starts);
    for (const name of reached) for (const other of installed.get(name) ?? []) reached.add(other);
    return reached;
  };
  const isOwn = (name: string): boolean => publishedPackages.some((own) => own.name === name);
  const ours = reachedFrom(names.filter(isOwn));
  const theirs = reachedFrom(names.filter((name) => !isOwn(name)));
  return [...installed.keys()].filter((name) => ours.has(name) || !theirs.has(name)).toSorted();
}

/** All packages in the `node_modules` of a folder, whichever way its manager lays them out, and what each of them asks for. */
function installedIn(folder: string): ReadonlyMap<string, readonly string[]> {
  const manifests = globSync('node_modules/{,.pnpm/*/node_modules/}{,@*/}[!.@]*/{,node_modules/{,@*/}[!.@]*/}package.json', {
    cwd: folder,
  });
  return new Map(
    manifests.map((path) => {
      const name =
        path
          .split('node_modules/')
          .at(-1)
          ?.replace(/\/package\.json$/, '') ?? '';
      const { dependencies = {}, optionalDependencies = {}, peerDependencies = {} } = JSON.parse(readFileSync(join(folder, path), 'utf8'));
      // What ours need as a peer stands in the set itself, and is theirs.
      const peers = publishedPackages.some((own) => own.name === name) ? {} : peerDependencies;
      return [name, Object.keys({ ...dependencies, ...optionalDependencies, ...peers })];
    }),
  );
}

/** What the compiler says about `consumer.ts` and every declaration it reaches. */
async function typeErrors(folder: string, isForNode: boolean): Promise<string> {
  const options = {
    target: 'ES2023',
    lib: ['ES2024', 'DOM', 'DOM.Iterable'],
    module: 'NodeNext',
    strict: true,
    skipLibCheck: false,
    // Who writes for Node has its types; who does not must not need them.
    types: isForNode ? ['node'] : [],
    typeRoots: [join(root, 'node_modules/@types')],
    noEmit: true,
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files: ['consumer.ts'] }));
  return run(join(root, 'node_modules/.bin/tsc'), ['--pretty', 'false'], { cwd: folder }).then(
    ({ stdout }) => stdout,
    ({ stdout }: { readonly stdout: string }) => stdout,
  );
}
