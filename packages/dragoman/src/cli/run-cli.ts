import { readFile } from 'node:fs/promises';
import { CommanderError } from 'commander';
import { errorLines, exitCodeOf } from './error-lines.ts';
import { createProgram } from './program.ts';
import type { CommandContext } from './terminal.ts';

/** Runs the command line and gives its exit code. Never throws: what goes wrong is on standard error. */
export const runCli = async (args: readonly string[], context: CommandContext): Promise<number> => {
  let exitCode = 0;
  const program = createProgram(await ownVersion(), context, (code) => {
    exitCode = code;
  });
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
      outputError: (text, write) => write(usageProblem(text, command.name())),
      getOutHasColors: () => context.stdout.isTTY === true,
      getErrHasColors: () => context.stderr.isTTY === true,
    });
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    // Help and version end by an error of code 0.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    context.stderr.write(`${errorLines(error, { debug: args.includes('--debug') }).join('\n')}\n`);
    return exitCodeOf(error);
  }
};

/** Commander's message in our form: `dragoman run: problem. what to do`. */
const usageProblem = (text: string, command: string): string => {
  const [, problem = text, suggestion] = /^error: (.*?)\n?(?:\((Did you mean .*)\))?\n?$/s.exec(text) ?? [];
  const name = command === 'dragoman' ? 'dragoman' : `dragoman ${command}`;
  return `${name}: ${problem.trim().replace(/\.$/, '')}. ${suggestion ?? `"${name} --help" shows what there is.`}\n`;
};

const ownVersion = async (): Promise<string> => {
  const { version }: { readonly version: string } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
  return version;
};
