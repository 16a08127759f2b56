import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dragoman, folderWith, orderDesk } from './cli.fixture.ts';

const good = 'id: good\nflows:\n  - id: main\n    kind: fallback\n    nodes: [{ id: hello, kind: message, text: Hello. }]\n';
const unused = `${good}integrations:\n  - { id: spare, method: GET, url: 'https://api.example/', response: { variable: spare } }\n`;
const wrong =
  'id: wrong\nflows:\n  - id: main\n    kind: fallback\n    nodes:\n      - { id: hello, kind: message, text: Hello., next: "no|where, 100%: <&>" }\n';

let folder: Awaited<ReturnType<typeof folderWith>>;
beforeAll(async () => {
  folder = await folderWith({
    'good.yaml': good,
    'bots/unused.bot.yaml': unused,
    'bots/wrong.bot.yaml': wrong,
    'bots/deep/desk.bot.yaml': orderDesk('api.shop.example'),
    'bots/node_modules/installed.bot.yaml': wrong,
    'broken.json': '{"id": ',
    'strict/dragoman.config.json': '{"rules": {"bot/unused-integration": "error"}}',
    'strict/unused.bot.yaml': unused,
    'lax/dragoman.config.json': '{"rules": {"bot/unused-integration": "off"}}',
    'lax/unused.bot.yaml': unused,
    'misspelt/dragoman.config.json': '{"rules": {"bot/unused-integraton": "off"}}',
    'misspelt/good.yaml': good,
  });
});
afterAll(() => folder[Symbol.asyncDispose]());

const validate = (...args: readonly string[]) => dragoman(['validate', ...args], { cwd: folder.path });
const validateIn = (inner: string, ...args: readonly string[]) => dragoman(['validate', ...args], { cwd: `${folder.path}/${inner}` });

describe.concurrent('dragoman validate', () => {
  test('a good bot', async () => {
    expect(await validate('good.yaml')).toEqual({ stdout: '1 file: no problems.\n', stderr: '', code: 0 });
    expect(await validate('good.yaml', '--quiet')).toEqual({ stdout: '', stderr: '', code: 0 });
  });

  test('a warning is shown with its place and fails nothing, until there are too many', async () => {
    const warned = await validate('bots/unused.bot.yaml');
    expect(warned.stdout).toMatch(
      /^warning bots\/unused\.bot\.yaml:\d+:\d+ integrations\.spare.*: .* \(bot\/unused-integration\)\n1 file: 0 errors, 1 warning\.\n$/,
    );
    expect(warned.code).toBe(0);
    expect((await validate('bots/unused.bot.yaml', '--max-warnings', '1')).code).toBe(0);
    expect((await validate('bots/unused.bot.yaml', '--max-warnings', '0')).code).toBe(1);
  });

  test('an error ends with 1, a file that cannot be read with 2', async () => {
    const failed = await validate('bots/wrong.bot.yaml', 'good.yaml');
    expect(failed.stdout).toMatch(/^error {3}bots\/wrong\.bot\.yaml:6:\d+ flows\.main\.nodes\.hello\.next/);
    expect(failed.stdout).toMatch(/2 files: 1 error, 0 warnings\.\n$/);
    expect(failed.code).toBe(1);
    const unread = await validate('broken.json', 'bots/wrong.bot.yaml', 'nowhere.yaml');
    expect(unread.stdout).toMatch(/^error {3}broken\.json:1:8: Not valid JSON: .*\(not-json\)\n/);
    expect(unread.stdout).toContain('error   nowhere.yaml: There is no such file. Check the path. (unreadable-file)\n');
    expect(unread.code).toBe(2);
  });

  test('patterns find files, but not those of installed packages', async () => {
    const { stdout } = await validate('bots/**/*.yaml', 'bots/unused.bot.yaml');
    expect(stdout).toMatch(/3 files: 1 error, \d+ warnings?\.\n$/);
    expect(await validate('bots/*.toml')).toEqual({
      stdout: '',
      stderr: 'bots/*.toml: no file fits the pattern. Check it, and quote it in the shell.\n',
      code: 2,
    });
  });

  test('the config sets the severity of rules, by names that exist', async () => {
    expect((await validateIn('strict', 'unused.bot.yaml')).code).toBe(1);
    expect(await validateIn('lax', 'unused.bot.yaml')).toEqual({ stdout: '1 file: no problems.\n', stderr: '', code: 0 });
    expect(await validateIn('misspelt', 'good.yaml')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('there is no rule "bot/unused-integraton"'),
    });
  });

  test('--format json', async () => {
    const { stdout } = await validate('bots/wrong.bot.yaml', 'good.yaml', '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      errors: 1,
      warnings: 0,
      files: [
        {
          file: 'bots/wrong.bot.yaml',
          diagnostics: [
            {
              severity: 'error',
              at: { file: 'bots/wrong.bot.yaml', line: 6 },
              place: expect.stringMatching(/^\/flows\/0\/nodes\/0\/next/),
            },
          ],
        },
        { file: 'good.yaml', diagnostics: [] },
      ],
    });
  });

  test('--format github', async () => {
    const { stdout, code } = await validate('bots/wrong.bot.yaml', '--format', 'github');
    expect(stdout).toMatch(
      /^::error file=bots\/wrong\.bot\.yaml,line=6,col=\d+,title=[\w-]+::flows\.main\.nodes\.hello\.next[^\n]*no\|where, 100%25: <&>[^\n]*\n$/,
    );
    expect(code).toBe(1);
  });

  test('--format junit', async () => {
    const { stdout } = await validate('bots/wrong.bot.yaml', 'bots/unused.bot.yaml', 'good.yaml', '--format', 'junit');
    expect(stdout).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites tests="3" failures="1">/);
    expect(stdout).toContain('&lt;&amp;&gt;');
    expect(stdout).toContain('<testcase classname="dragoman.validate" name="good.yaml"/>');
    expect(stdout).toContain('<system-out>bots/unused.bot.yaml');
    expect(stdout.match(/<(?!\/|\?)[^>]*[^/]>/g)?.length).toBe(stdout.match(/<\//g)?.length);
  });
});
