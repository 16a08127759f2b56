import { readFile, writeFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import {
  type Bot,
  compileJsonPath,
  DragomanError,
  exportBot,
  type HttpIntegration,
  importBot,
  isJsonObject,
  type Json,
  type JsonObject,
  type Outcome,
  type Plugin,
} from '@dragoman/core';
import { findAdapter } from '../loading/find-adapter.ts';
import { loadBot } from '../loading/load-bot.ts';
import { printable } from '../printing/printable.ts';
import { exampleValues } from '../probing/example-values.ts';
import { inferSchema, mergeSchemas } from '../probing/infer-schema.ts';
import { type Probe, probeIntegration } from '../probing/probe-integration.ts';
import { proposedFields, responseLeaves } from '../probing/response-leaves.ts';
import { sampleOf } from '../probing/sample-of.ts';
import { type SchemaDrift, schemaDrift, typeOf } from '../probing/schema-drift.ts';
import { writeResponse } from '../probing/write-response.ts';
import type { BotArguments } from './common-options.ts';
import { type OpenBot, openBot } from './open-bot.ts';
import { type CommandContext, createTerminal, type Terminal } from './terminal.ts';

export interface ProbeArguments extends BotArguments {
  readonly save: boolean;
}

/**
 * `dragoman probe`: calls an integration with example values, shows what came back and which fields take it, and says how
 * it differs from what was saved. Gives the exit code.
 */
export const probeCommand = async (file: string, name: string, options: ProbeArguments, context: CommandContext): Promise<number> => {
  const terminal = createTerminal(context, options);
  const open = await openBot(file, options, context, terminal);
  try {
    const integration = integrationNamed(open.bot, name);
    const values = exampleValues(open.bot, integration, open.variables);
    await open.dragoman.start();
    const probe = await probeIntegration(open.dragoman, open.bot, integration, values);
    const took = probe.durationMs === undefined ? '' : ` in ${Math.round(probe.durationMs)} ms`;
    terminal.print([printable(`${probe.request}  ${outcomeText(probe.outcome)}${took}`)]);
    const body = readBody(probe, integration);
    if (typeof body === 'string') {
      terminal.complain([`${file}: ${body}`]);
      return 1;
    }
    return await learned(body.value, { file, integration, options, context, terminal, open });
  } finally {
    await open.dragoman.dispose();
  }
};

interface Work {
  readonly file: string;
  readonly integration: HttpIntegration;
  readonly options: ProbeArguments;
  readonly context: CommandContext;
  readonly terminal: Terminal;
  readonly open: OpenBot;
}

const learned = async (body: Json, { file, integration, options, context, terminal, open }: Work): Promise<number> => {
  const { response, id } = integration;
  const sample = sampleOf(body, open.bot, integration);
  const leaves = responseLeaves(sample);
  terminal.print(leafLines(leaves, integration).map(printable));
  const missing = response.transform === undefined ? missingPaths(body, integration) : [];
  terminal.complain(
    missing.map(({ name, path, index }) =>
      printable(
        `${file}: integrations.${id}.response.fields.${index}.path: ${name} takes ${path}, which is not in this response. Map a path that is.`,
      ),
    ),
  );
  const saved = isJsonObject(response.schema) ? response.schema : undefined;
  const drift = saved === undefined ? undefined : schemaDrift(saved, body);
  if (drift !== undefined) reportDrift(drift, { file, id, terminal });
  if (options.save) {
    const fresh = inferSchema(body);
    const isOwn = saved !== undefined && Object.keys(saved).every((key) => ownKeywords.has(key));
    await save({ sample, schema: isOwn ? mergeSchemas(fresh, saved) : fresh }, { file, open, integration, cwd: context.cwd });
    terminal.complain([`${file}: the response is saved at integrations.${id}.response.`]);
    return missing.length > 0 ? 1 : 0;
  }
  return missing.length > 0 || (drift !== undefined && drift.broken.length > 0) ? 1 : 0;
};

/** What an inferred schema holds; any other was written by hand, and is replaced whole. */
const ownKeywords: ReadonlySet<string> = new Set(['$schema', 'type', 'properties', 'required', 'items']);

const integrationNamed = ({ integrations }: Bot, name: string): HttpIntegration => {
  const found = integrations.find(({ id }) => id === name) ?? integrations.find((integration) => integration.name === name);
  if (found?.kind === 'http') return found;
  const known = integrations.filter(({ kind }) => kind === 'http').map(({ id }) => id);
  const reason =
    found === undefined ? `the bot has no integration "${name}"` : `"${name}" belongs to its platform, and cannot be called here`;
  throw new DragomanError(`dragoman probe: ${reason}. It has ${known.length === 0 ? 'none that can be called' : known.join(', ')}.`, {
    code: 'configuration',
  });
};

const outcomeText = (outcome: Outcome): string =>
  outcome.kind === 'response' ? String(outcome.status) : outcome.kind === 'error' ? `error: ${outcome.reason}` : outcome.kind;

/** The body of a success that is JSON, or what is wrong with it. */
const readBody = ({ outcome, body }: Probe, { id }: HttpIntegration): { readonly value: Json } | string => {
  const place = `integrations.${id}`;
  if (outcome.kind !== 'response') {
    const detail = outcome.kind === 'error' && outcome.detail !== undefined ? ` ${outcome.detail}` : '';
    return `${place}: no response came (${outcomeText(outcome)}).${detail}`;
  }
  if (outcome.status < 200 || outcome.status > 299) {
    return `${place}: the answer to the example values is ${outcome.status}, of which nothing is learned. Give others with --set, or in the bot's \`example\`s.`;
  }
  if (body === undefined) return `${place}: the response has no body.`;
  if (typeof body === 'string') return `${place}: the response is no JSON, so no field can be taken from it. Have the API answer in JSON.`;
  return { value: body };
};

const missingPaths = (body: Json, { response: { fields, rows } }: HttpIntegration) =>
  fields.flatMap(({ name, path, perRow }, index) => {
    const roots = perRow && rows !== undefined ? compileJsonPath(rows).select(body) : [body];
    const isThere = roots.some((root) => compileJsonPath(path).select(root).length > 0);
    return isThere ? [] : [{ name, path, index }];
  });

/** More leaves than this are counted, not shown. */
const leavesShown = 60;

const leafLines = (leaves: ReturnType<typeof responseLeaves>, integration: HttpIntegration): readonly string[] => {
  const { response } = integration;
  const proposed = proposedFields(leaves, integration);
  const shown = leaves.slice(0, leavesShown);
  const width = Math.max(0, ...shown.map(({ path }) => path.length));
  const lines = shown.map(({ path, value }) => {
    const field = response.fields.find((one) => one.path.replaceAll("'", '"') === path);
    const taken = field === undefined ? '' : `  -> ${field.name}${field.to === undefined ? '' : `, ${field.to}`}`;
    return `  ${path.padEnd(width)}  ${typeOf(value).padEnd(7)}  ${excerpt(value)}${taken}`;
  });
  const more = leaves.length > shown.length ? [`  … and ${leaves.length - shown.length} more`] : [];
  if (proposed.length === 0) return [...lines, ...more];
  const rows = proposed
    .slice(0, leavesShown)
    .map(({ name, path }) => `  - { name: ${JSON.stringify(name)}, path: ${JSON.stringify(path)} }`);
  return [...lines, ...more, `Not taken by a field of integrations.${integration.id}.response.fields:`, ...rows];
};

const excerpt = (value: Json): string => {
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
};

const reportDrift = (
  { broken, added }: SchemaDrift,
  { file, id, terminal }: { readonly file: string; readonly id: string; readonly terminal: Terminal },
): void => {
  const place = `${file}: integrations.${id}.response.schema`;
  terminal.complain([
    ...broken.map(({ path, reason }) =>
      printable(`${place}: the response has changed: ${path} ${reason}. Adapt what reads it, or --save what it is now.`),
    ),
    ...added.map((path) => printable(`${place}: the response has more: ${path}. --save it if it is to be relied on.`)),
  ]);
};

interface SaveWork {
  readonly file: string;
  readonly open: OpenBot;
  readonly integration: HttpIntegration;
  readonly cwd: string;
}

const save = async (
  fields: { readonly sample: Json; readonly schema: JsonObject },
  { file, open, integration, cwd }: SaveWork,
): Promise<void> => {
  const path = resolve(cwd, file);
  if (!['.yaml', '.yml', '.json'].includes(extname(path).toLowerCase())) {
    throw wrong(
      `${file}: a response is saved into a bot that is YAML or JSON. Translate this one with --to neutral --out NAME.bot.yaml, or leave out --save.`,
    );
  }
  const source = await readFile(path, 'utf8');
  const text = await withResponse(source, fields, { file, open, integration, cwd });
  if (text === undefined) {
    throw wrong(
      `${file}: integrations.${integration.id}.response: there is no place to write a response to. Write the response out there, as a map of its own.`,
    );
  }
  await writeFile(path, text);
};

const withResponse = async (
  source: string,
  fields: { readonly sample: Json; readonly schema: JsonObject },
  { file, open: { bot, plugins }, integration, cwd }: SaveWork,
): Promise<string | undefined> => {
  const { platform } = await loadBot(resolve(cwd, file), { plugins, file, folder: cwd });
  const index = bot.integrations.findIndex(({ id }) => id === integration.id);
  if (platform === undefined) return writeResponse(source, index, fields);
  return throughPlatform(bot, index, fields, { platform, plugins, cwd });
};

/** In the document of a platform, where that has a place for responses. */
const throughPlatform = async (
  bot: Bot,
  index: number,
  fields: { readonly sample: Json; readonly schema: JsonObject },
  { platform, plugins, cwd }: { readonly platform: string; readonly plugins: readonly Plugin[]; readonly cwd: string },
): Promise<string | undefined> => {
  const adapter = await findAdapter(platform, { plugins, folder: cwd });
  const integrations = bot.integrations.map((one, position) =>
    position === index ? { ...one, response: { ...one.response, ...fields } } : one,
  );
  const { text } = exportBot(adapter, { ...bot, integrations }, { plugins });
  return importBot(adapter, text, { plugins }).value.integrations[index]?.response.sample === undefined ? undefined : text;
};

const wrong = (message: string) => new DragomanError(message, { code: 'configuration' });
