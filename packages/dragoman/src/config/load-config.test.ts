import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDragomanError } from '@dragoman/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadConfig } from './load-config.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dragoman-config-'));
});
afterAll(() => rm(folder, { recursive: true }));

let folders = 0;
/** A folder of its own, with these files. */
const folderWith = async (files: { readonly [name: string]: string }): Promise<string> => {
  folders += 1;
  const path = join(folder, `${folders}`);
  await mkdir(join(path, 'bots', 'deep'), { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(path, name), text);
  return path;
};
const problemOf = async (loading: Promise<unknown>): Promise<string> => {
  const error = await loading.catch((problem: unknown) => problem);
  if (!isDragomanError(error)) throw error;
  return error.message;
};
const plugin = (name: string) => `export const acme = { contract: 'v1', name: '${name}', nodeKinds: [] };`;

describe('loadConfig', () => {
  test('without a file there are no settings', async () => {
    expect(await loadConfig(await folderWith({}))).toEqual({ plugins: [] });
  });

  test('the nearest file upwards counts', async () => {
    const path = await folderWith({
      'dragoman.config.json': '{"env": {"A": "outer"}}',
      'bots/dragoman.config.json': '{"env": {"A": "inner"}}',
    });
    expect((await loadConfig(join(path, 'bots', 'deep'))).env).toEqual({ A: 'inner' });
    expect((await loadConfig(path)).env).toEqual({ A: 'outer' });
  });

  test('a given file goes before the nearest', async () => {
    const path = await folderWith({ 'dragoman.config.json': '{"env": {"A": "nearest"}}', 'bots/ci.json': '{"env": {"A": "given"}}' });
    expect((await loadConfig(path, 'bots/ci.json')).env).toEqual({ A: 'given' });
  });

  test('all of it', async () => {
    const config = {
      network: {
        allowHosts: ['localhost:4010'],
        connect: [{ from: 'api.example', to: 'localhost:4010' }],
        proxy: { url: 'http://proxy.example:3128', username: 'shop', password: { secret: 'PROXY' }, bypass: ['.example'] },
        tls: { authorities: ['-----BEGIN CERTIFICATE-----'] },
        http2: true,
        limits: { responseBytes: 1_000_000, redirects: 0 },
      },
      env: { REGION: 'eu' },
      rules: { 'bot/plain-http': 'error', 'bot/unused': 'off' },
    };
    expect(await loadConfig(await folderWith({ 'dragoman.config.json': JSON.stringify(config) }))).toEqual({ ...config, plugins: [] });
  });

  test('plugins are named by path from the config, whatever the export is called', async () => {
    const path = await folderWith({
      'bots/dragoman.config.json': '{"plugins": ["./deep/acme.ts"]}',
      'bots/deep/acme.ts': plugin('@acme/plugin'),
    });
    expect((await loadConfig(join(path, 'bots'))).plugins.map(({ name }) => name)).toEqual(['@acme/plugin']);
  });

  test.each([
    ['{"env": {"A": 1}}', /^dragoman\.config\.json:1:15 env\.A: Expected text\.$/],
    ['{"networks": {}}', /^dragoman\.config\.json:1:1: There is no setting "networks"\. There are plugins, network, env and rules\.$/],
    ['{"network": {"timeout": 1}}', /^dragoman\.config\.json:1:2 network: There is no setting "timeout"\.$/],
    ['{"network": {"proxy": "proxy"}}', /^dragoman\.config\.json:1:23 network\.proxy: Expected { url }/],
    ['{"rules": {"bot/x": "loud"}}', /^dragoman\.config\.json:1:21 rules\.bot\/x: Expected error, warning, info or off\.$/],
    ['{"plugins": [7]}', /^dragoman\.config\.json:1:14 plugins\.0: Expected a plugin, or the module of one\.$/],
    ['{"env": }', /^dragoman\.config\.json:1:9: Not valid JSON/],
    ['{"env": {"__proto__": "x"}}', /^dragoman\.config\.json:1:10: The key "__proto__" is not allowed\./],
    ['{"plugins": ["./nowhere.ts"]}', /nowhere\.ts/],
    ['{"plugins": ["./empty.ts"]}', /^\.\/empty\.ts: exports no plugin\. Export what definePlugin returns\.$/],
    ['{"plugins": ["./factory.ts"]}', /^\.\/factory\.ts: exports no plugin\. Call its function in dragoman\.config\.ts/],
  ])('%s is refused where it is wrong', async (text, expected) => {
    const path = await folderWith({
      'dragoman.config.json': text,
      'empty.ts': 'export const a = 1;',
      'factory.ts': 'export const livePerson = () => ({});',
    });
    expect(await problemOf(loadConfig(path))).toMatch(expected);
  });

  test('a given file that is not there is named', async () => {
    expect(await problemOf(loadConfig(await folderWith({}), 'ci.ts'))).toBe('ci.ts: There is no such file. Check the path.');
  });
});
