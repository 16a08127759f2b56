import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

const demo = (...args: readonly string[]) => {
  const child = spawn(process.execPath, ['--conditions=@dragoman/source', main, ...args], {
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]).then(([stdout, stderr, [code]]) => ({
    stdout,
    stderr,
    code: code as number,
  }));
  return { child, ended };
};

test('the demo plays everything and ends with 0, without colour outside a terminal', { timeout: 30_000 }, async () => {
  const { stdout, stderr, code } = await demo().ended;

  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  expect(stdout).toContain('you  where is my order?');
  expect(stdout).toContain('bot  There is no order 4711.');
  expect(stdout).toMatch(/GET http:\/\/127\.0\.0\.1:\d+\/orders\/4711 +404 /);
  expect(stdout).toMatch(/✓ all as scripted: 9 conversations/);
  expect(stdout).not.toContain('\u001b[');
});

test('chat takes lines from a pipe, and breaks the shop when told to', { timeout: 30_000 }, async () => {
  const { child, ended } = demo('chat');
  child.stdin.end('track\n/down\n1001\n/ok\ntrack\n1005\n/quit\n');
  const { stdout, stderr, code } = await ended;

  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  expect(stdout).toContain('bot  Our order system is having a break.');
  expect(stdout).toContain('bot  Order 1005 was cancelled.');
});

test('api serves until it is told to stop', { timeout: 30_000 }, async () => {
  const { child, ended } = demo('api');
  child.stdout.once('data', () => child.kill('SIGINT'));
  const { stdout, code } = await ended;

  expect(stdout).toMatch(/^A sample shop at http:\/\/127\.0\.0\.1:\d+ /);
  expect(code).toBe(0);
});

test.each([['sing'], ['api', '--port', 'x'], ['api', 'now']])('demo %s is explained and ends with 2', async (...args) => {
  const { stderr, code } = await demo(...args).ended;

  expect(stderr).toContain('pnpm demo chat');
  expect(code).toBe(2);
});
