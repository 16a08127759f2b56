import { execFile } from 'node:child_process';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { BenchContext, Skip } from '../harness/define-bench.ts';

/** The newest of its line; pinned, so that two runs of the bench compare with the same thing. */
export const nodeRedVersion = '5.0.7';

const folder = fileURLToPath(new URL(`../../.cache/node-red-${nodeRedVersion}/`, import.meta.url));

/** Installs Node-RED beside the bench, once, and gives its program; or why it cannot be had. */
export const installNodeRed = async ({ note }: Pick<BenchContext, 'note'>): Promise<{ readonly program: string } | Skip> => {
  const program = `${folder}node_modules/node-red/red.js`;
  if (await exists(program)) return { program };
  note(`installing node-red@${nodeRedVersion} from npm, which takes a minute the first time`);

  // Into another folder first: what is at the final place is always whole.
  const unfinished = `${folder.slice(0, -1)}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
  try {
    await promisify(execFile)('npm', ['install', '--prefix', unfinished, ...options, `node-red@${nodeRedVersion}`], { timeout: 300_000 });
  } catch (error) {
    return { skipped: `npm could not install node-red@${nodeRedVersion}: ${firstLine(error)}` };
  }
  await rename(unfinished, folder);
  return { program };
};

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const firstLine = (error: unknown): string => {
  const { stderr, message } = error as { readonly stderr?: string; readonly message: string };
  return (stderr || message).trim().split('\n', 1)[0] ?? '';
};
