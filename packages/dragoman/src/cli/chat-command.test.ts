import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { clearLine, cursorTo, moveCursor } from 'node:readline';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dragoman, folderWith, orderDesk, spawnDragoman } from './cli.fixture.ts';
import { runCli } from './run-cli.ts';

let folder: Awaited<ReturnType<typeof folderWith>>;
beforeAll(async () => {
  folder = await folderWith({ 'desk.yaml': orderDesk('api.shop.example') });
});
afterAll(() => folder[Symbol.asyncDispose]());

const chat = (typed: readonly string[], ...args: readonly string[]) =>
  dragoman(['chat', 'desk.yaml', '--quiet', ...args], { cwd: folder.path, input: typed.map((line) => `${line}\n`).join('') });

describe.concurrent('dragoman chat, fed by a pipe', () => {
  test('answers line by line until the input ends', async () => {
    const { stdout, code } = await chat(['where is my order?', '', '17'], '--stub', 'order-lookup=404');
    expect(stdout).toBe('you  where is my order?\nbot  Which order?\nyou  17\nbot  There is no order 17.\nbot  Which order?\n');
    expect(code).toBe(0);
  });

  test('a number taps the option that has it, and is only a number where there are none', async () => {
    const typed = ['settings', '2', 'settings', '1', 'where is my order?', '2'];
    const { stdout } = await chat(typed, '--stub', 'order-lookup=404', '--env', 'REGION=eu');
    expect(stdout).toContain('       2  Blue\nyou  Blue\nbot  Noted: b.\n');
    expect(stdout).toContain('       1  Red\n       2  Blue\nyou  Red\nbot  Noted: r.\n');
    expect(stdout).toContain('you  2\nbot  There is no order 2.\n');
  });

  test('/restart forgets, /trace shows what happens, /quit leaves', async () => {
    const { stdout } = await chat(
      ['where is my order?', '/restart', 'where is my order?', '/trace', '17', '/quit', 'hello'],
      '--stub',
      'order-lookup=404',
    );
    expect(stdout).toContain('bot  Which order?\n(a new conversation)\nyou  where is my order?\nbot  Which order?\n');
    expect(stdout).toMatch(/\(the trace is on\)\nyou {2}17\n[\s\S]*GET http:\/\/api\.shop\.example\/orders\/17 +404/);
    expect(stdout).not.toContain('hello');
  });

  test('intents are those of the first message, or of the next one', async () => {
    await using own = await folderWith({
      'intents.yaml': [
        'id: intents',
        'flows:',
        '  - { id: paying, triggers: [{ kind: intent, intent: pay }], nodes: [{ id: pay, kind: message, text: Pay here. }] }',
        '  - { id: moving, triggers: [{ kind: intent, intent: move house }], nodes: [{ id: move, kind: message, text: Move there. }] }',
        '  - { id: other, kind: fallback, nodes: [{ id: lost, kind: message, text: Pardon? }] }',
      ].join('\n'),
    });
    const input = ['money', 'money', '/intent move house', 'money', 'money'].map((line) => `${line}\n`).join('');
    const { stdout } = await dragoman(['chat', 'intents.yaml', '--quiet', '--intent', 'pay'], { cwd: own.path, input });
    expect(stdout.match(/bot .*/g)).toEqual(['bot  Pay here.', 'bot  Pardon?', 'bot  Move there.', 'bot  Pardon?']);
  });

  test('a problem of a run is told with its place in the file, also in the trace', async () => {
    await using own = await folderWith({
      'broken.yaml': [
        'id: broken',
        'flows:',
        '  - id: main',
        '    kind: fallback',
        '    nodes:',
        '      - { id: run, kind: script, dialect: es5, source: "null.x" }',
        '      - { id: bye, kind: message, text: Bye. }',
      ].join('\n'),
    });
    const { stdout } = await dragoman(['chat', 'broken.yaml', '--trace', '--no-color'], { cwd: own.path, input: 'hi\n' });
    expect(stdout.replaceAll(/\s*│\s*/g, ' ')).toMatch(
      /! error: .* was ended at line 1, column \d+: .* \(broken\.yaml:6:\d+, script-throw\)/s,
    );
  });

  test('a recording of the chat can be replayed', async () => {
    const { stdout } = await chat(['where is my order?', '17'], '--stub', 'order-lookup=404', '--record', 'chat.json');
    expect(JSON.parse(await readFile(join(folder.path, 'chat.json'), 'utf8'))).toMatchObject({
      format: 'dragoman-recording/1',
      turns: [{}, {}],
    });
    expect(await dragoman(['run', 'desk.yaml', '--replay', 'chat.json'], { cwd: folder.path })).toEqual({ stdout, stderr: '', code: 0 });
  });

  test('a turn that cannot be taken is said', async () => {
    await using own = await folderWith({
      'scripted.yaml':
        'id: scripted\nflows:\n  - id: main\n    kind: fallback\n    nodes: [{ id: run, kind: script, dialect: elsewhere, source: "1" }]\n',
    });
    const { stdout } = await dragoman(['chat', 'scripted.yaml', '--quiet'], { cwd: own.path, input: 'hi\n' });
    expect(stdout).toMatch(/^you {2}hi\nThe turn failed: .*written in "elsewhere", and only es5/);
  });

  test('as people call it', async () => {
    const ran = await spawnDragoman(['chat', 'desk.yaml', '--offline'], { cwd: folder.path, input: 'hello\n/quit\n' });
    expect(ran).toEqual({ stdout: 'you  hello\nbot  Pardon?\n', stderr: '', code: 0 });
  });
});

describe('dragoman chat, in a terminal', () => {
  test('prompts, and Ctrl-D leaves', async () => {
    const terminal = openTerminal(['chat', 'desk.yaml', '--offline']);
    await terminal.shows('you  ');
    expect(terminal.text()).toContain('Order desk: a number picks an option');
    terminal.type('hello\r');
    await terminal.shows('bot  Pardon?');
    terminal.type('\u0004');
    expect(await terminal.exit).toBe(0);
  });

  test('a call that takes long shows that something is under way, and Ctrl-C leaves in the middle of it', async () => {
    const server = createServer(() => {});
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const terminal = openTerminal(['chat', 'desk.yaml', '--connect', `api.shop.example=${host}`, '--secret', 'SHOP_KEY']);
    await terminal.shows('you  ');
    terminal.type('where is my order?\r');
    await terminal.shows('bot  Which order?');
    terminal.type('17\r');
    await terminal.shows('order-lookup');
    terminal.type('\u0003');
    expect(await terminal.exit).toBe(0);
    // The cursor is to be seen again.
    expect(terminal.text().lastIndexOf('\u001B[?25h')).toBeGreaterThanOrEqual(terminal.text().lastIndexOf('\u001B[?25l'));
    server.closeAllConnections();
    server.close();
  });
});

/** The command line with somebody at it. */
const openTerminal = (args: readonly string[]) => {
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} });
  const screen = () => {
    const stream = new PassThrough();
    // What every terminal of Node can do, and a spinner counts on.
    const cursor = {
      cursorTo: (x: number) => cursorTo(stream, x),
      moveCursor: (dx: number, dy: number) => moveCursor(stream, dx, dy),
      clearLine: (side: -1 | 0 | 1) => clearLine(stream, side),
    };
    return Object.assign(stream, { isTTY: true, columns: 80, getColorDepth: () => 1, ...cursor });
  };
  const [stdout, stderr] = [screen(), screen()];
  let seen = '';
  const watchers = new Set<() => void>();
  for (const stream of [stdout, stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      seen += text;
      for (const watcher of watchers) watcher();
    });
  }
  return {
    exit: runCli(args, { cwd: folder.path, environment: { SHOP_KEY: 'key-of-the-shop' }, stdin, stdout, stderr }),
    text: () => seen,
    type: (text: string) => stdin.write(text),
    shows: (expected: string) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (!seen.includes(expected)) return;
          watchers.delete(look);
          resolve();
        };
        watchers.add(look);
        look();
      }),
  };
};
