import { describe, expect, test } from 'vitest';
import { dragoman } from './cli.fixture.ts';

const cwd = import.meta.dirname;
const commands = ['chat', 'run', 'validate', 'auth'];

describe.concurrent('help', () => {
  test('lists the commands, with examples', async () => {
    const { stdout, stderr, code } = await dragoman(['--help'], { cwd });
    for (const command of commands) expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
    expect(stdout).toContain('Examples:\n  dragoman chat ');
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  });

  test.each(commands)('%s says what it takes, with examples', async (command) => {
    const { stdout, code } = await dragoman(['help', command], { cwd });
    expect(stdout).toMatch(new RegExp(`^Usage: dragoman ${command} `));
    expect(stdout).toContain(`Examples:\n  dragoman ${command} `);
    expect(stdout).toContain('--config <file>');
    expect(code).toBe(0);
  });

  test('the version is that of the package', async () => {
    expect((await dragoman(['--version'], { cwd })).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe.concurrent('what it does not understand', () => {
  test.each([
    [['rnu'], "dragoman: unknown command 'rnu'. Did you mean run?\n"],
    [['run', 'a.yaml', '--sya', 'hi'], "dragoman run: unknown option '--sya'. Did you mean --say?\n"],
    [['run'], 'dragoman run: missing required argument \'bot\'. "dragoman run --help" shows what there is.\n'],
    [['validate'], 'dragoman validate: missing required argument \'files\'. "dragoman validate --help" shows what there is.\n'],
    [
      ['validate', 'a', '--format', 'pdf'],
      /^dragoman validate: option '--format <format>' argument 'pdf' is invalid\. Allowed choices are text, json, github, junit\./,
    ],
    [
      ['validate', 'a', '--max-warnings', 'few'],
      /^dragoman validate: option '--max-warnings <n>' argument 'few' is invalid\. Expected a whole number\./,
    ],
    [['run', 'a.yaml', 'b.yaml'], /^dragoman run: too many arguments/],
  ])('%j', async (args, message) => {
    const { stdout, stderr, code } = await dragoman(args, { cwd });
    if (typeof message === 'string') expect(stderr).toBe(message);
    else expect(stderr).toMatch(message);
    expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
  });
});
