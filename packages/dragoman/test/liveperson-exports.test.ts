import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { livePerson } from '@dragoman/adapter-liveperson';
import {
  type Bot,
  compileJsonPath,
  type HttpIntegration,
  isJsonObject,
  type Json,
  type JsonObject,
  normaliseBot,
  type ResponseMapping,
  type RunEvent,
} from '@dragoman/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDragoman } from '../src/create-dragoman.ts';
import { loadBot } from '../src/loading/load-bot.ts';
import { explore } from './explore.fixture.ts';

/** What is written by hand, and anybody's own exports: their texts are not known here, nor what their APIs answer. */
const byHand = fileURLToPath(new URL('../../adapter-liveperson/test/fixtures', import.meta.url));
const corpus = process.env.DRAGOMAN_CORPUS;
const plugins = [livePerson()];

const loaded = async (path: string) => {
  try {
    const bot = await loadBot(path, { plugins, file: path });
    return bot.platform === 'liveperson' ? bot : undefined;
  } catch {
    // Not a bot; that exports can be read is held elsewhere.
    return undefined;
  }
};

const exportsIn = async (folder: string) => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));
  const found = files.sort().map(async (file) => {
    const bot = await loaded(join(folder, file));
    return bot?.value === undefined ? [] : [{ file, value: bot.value, locate: bot.locate }];
  });
  return (await Promise.all(found)).flat();
};
const exports = [...(await exportsIn(byHand)), ...(corpus === undefined ? [] : await exportsIn(corpus))];

test.skipIf(corpus !== undefined)('exported bots of a folder (skipped: DRAGOMAN_CORPUS names none)', ({ skip }) => skip());

interface Received {
  readonly method: string | undefined;
  readonly host: string | undefined;
  readonly path: string | undefined;
}

const received: Received[] = [];
let answer: Json = {};
const server = createServer(({ method, headers: { host }, url: path }, response) => {
  received.push({ method, host, path });
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(answer));
});
let port = 0;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});
afterAll(() => server.close());

const requestsOf = ({ integrations }: Bot): readonly HttpIntegration[] =>
  integrations.filter((one): one is HttpIntegration => one.kind === 'http');

const hostOf = ({ url }: HttpIntegration): string | undefined => /^https?:\/\/([^/?#{]+)(?:[/?#]|$)/.exec(url)?.[1];

/** Everything goes to the local server; of what a variable says the host, nothing leaves. */
const openTo = (bot: Bot) => {
  const hosts = new Set(requestsOf(bot).flatMap((one) => hostOf(one) ?? []));
  const connect = [...hosts].map((from) => ({ from, to: `127.0.0.1:${port}` }));
  const stub = Object.fromEntries(requestsOf(bot).flatMap((one) => (hostOf(one) === undefined ? [[one.id, 200]] : [])));
  return createDragoman({ plugins, network: { connect }, stub, secrets: { TOKEN: 'a-token' } });
};

/** Every credential as one that can be had without the platform. */
const withTokens = (bot: Bot): Bot => ({
  ...bot,
  credentials: bot.credentials.map(({ id, name }) => ({ id, name, kind: 'access-token', fields: { token: { secret: 'TOKEN' } } })),
});

/** A body in which every path of the fields finds something. */
const bodyFor = ({ response }: HttpIntegration): Json =>
  response.fields.reduce<Json>((body, field) => put(body, stepsOf(wholePath(response, field))), {});

const wholePath = ({ rows = '$' }: ResponseMapping, { path, perRow }: ResponseMapping['fields'][number]): string =>
  perRow ? `${rows}${path.slice(1)}` : path;

const stepsOf = (path: string): readonly (string | number)[] =>
  [...path.matchAll(/\.([\w-]+)|\['([^']*)'\]|\[(\d+|\*)\]/g)].map(
    ([, name, quoted, index]) => name ?? quoted ?? (index === '*' ? 0 : Number(index)),
  );

const put = (value: Json | undefined, [step, ...rest]: readonly (string | number)[]): Json => {
  if (step === undefined) return 'found';
  if (typeof step === 'number') {
    const list = Array.isArray(value) ? value : [];
    return Array.from({ length: Math.max(list.length, step + 1) }, (_, at) => (at === step ? put(list[at], rest) : (list[at] ?? {})));
  }
  const object = value !== undefined && isJsonObject(value) ? value : {};
  return { ...object, [step]: put(object[step], rest) };
};

const ends = (events: readonly RunEvent[]) => events.flatMap((event) => (event.event === 'request-end' ? [event] : []));

describe.each(exports)('$file', ({ value, locate }) => {
  const bot = withTokens(value);

  test('is talked to in every way that its texts suggest', { timeout: 120_000 }, async () => {
    const dragoman = openTo(bot);
    try {
      const turns = await explore(dragoman.engine, bot, 150);
      const events = turns.flatMap((turn) => turn.events);
      expect(turns.length).toBeGreaterThan(0);
      expect(events.filter((event) => event.event === 'turn-end' && event.failed === true)).toEqual([]);
      for (const event of events) {
        if (event.event !== 'diagnostic' || event.diagnostic.severity !== 'error') continue;
        const { at, reason } = locate(event.diagnostic);
        expect(at?.line, reason).toBeGreaterThan(0);
      }
      for (const event of ends(events)) {
        if (event.outcome.kind === 'error') expect(['unsupported', 'configuration']).toContain(event.outcome.reason);
      }
    } finally {
      await dragoman.dispose();
    }
  });

  const integrations = requestsOf(bot).filter((one) => hostOf(one) !== undefined);
  test.runIf(integrations.length > 0)('performs its requests, runs their scripts and reads their fields', { timeout: 60_000 }, async () => {
    const dragoman = openTo(bot);
    try {
      for (const integration of integrations) {
        const { id, response } = integration;
        answer = bodyFor(integration);
        const alone = normaliseBot(
          {
            ...bot,
            origins: {},
            flows: [{ id: 'alone', name: 'alone', kind: 'fallback', triggers: [], nodes: [{ id: 'alone', kind: 'api', integration: id }] }],
          } as never,
          { nodeKinds: [], credentialKinds: [] } as never,
        );
        const events: RunEvent[] = [];
        const before = received.length;
        const talk = dragoman.converse(alone, { onEvent: (event) => events.push(event) });
        await talk.say('hi');
        const [end] = ends(events);
        expect(end?.outcome, id).toEqual({ kind: 'response', status: 200 });
        const { host, pathname } = new URL(end?.request.url ?? '');
        expect(received.slice(before)).toEqual([{ method: integration.method, host, path: expect.stringContaining(pathname) }]);
        const ran = events.filter((event) => event.event === 'script-end' && event.purpose === 'transform');
        expect(ran).toHaveLength(response.transform === undefined ? 0 : 1);
        const result = talk.conversation.session?.variables[response.variable];
        if (response.transform !== undefined) continue;
        const fields = isJsonObject(result ?? null) ? (result as JsonObject) : {};
        // Fields of one integration may contradict each other: then no body has them all.
        const canBeRead = response.fields.filter((field) => compileJsonPath(wholePath(response, field)).select(answer).length > 0);
        for (const { name } of canBeRead) expect(JSON.stringify(fields[name] ?? null), name).toContain('found');
      }
    } finally {
      await dragoman.dispose();
    }
  });
});
