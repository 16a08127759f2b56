import { resolve } from 'node:path';
import {
  type Bot,
  compileJsonPath,
  DragomanError,
  type HttpIntegration,
  isJsonObject,
  type Json,
  type Outcome,
  type PlatformAdapter,
  placePath,
} from '@dragoman/core';
import { findAdapter } from '../loading/find-adapter.ts';
import { loadBot } from '../loading/load-bot.ts';
import { printable } from '../printing/printable.ts';
import { exampleValues } from '../probing/example-values.ts';
import { inferSchema, mergeSchemas } from '../probing/infer-schema.ts';
import { platformRows } from '../probing/platform-rows.ts';
import { type Probe, probeIntegration } from '../probing/probe-integration.ts';
import { proposedFields, type ResponseLeaf, responseLeaves } from '../probing/response-leaves.ts';
import { sampleOf } from '../probing/sample-of.ts';
import { saveResponse } from '../probing/save-response.ts';
import { type SchemaDrift, schemaDrift, typeOf } from '../probing/schema-drift.ts';
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
    const work: Work = { file, integration, options, context, terminal, open };
    const { values, missing } = exampleValues(open.bot, integration, open.variables);
    if (missing.length > 0) throw new DragomanError(missingLines(missing, work).join('\n'), { code: 'configuration' });
    await open.dragoman.start();
    const probe = await probeIntegration(open.dragoman, open.bot, integration, values);
    const took = probe.durationMs === undefined ? '' : ` in ${Math.round(probe.durationMs)} ms`;
    terminal.print([printable(`${probe.request}  ${outcomeText(probe.outcome)}${took}`)]);
    const body = readBody(probe);
    if ('reason' in body) {
      terminal.complain([lineAt('', body, work)]);
      return 1;
    }
    return await learned(body.value, work);
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

interface Problem {
  readonly reason: string;
  readonly fix?: string;
}

/** A problem as a line, with its place in the file: that of the integration, or of a part of it. */
const lineAt = (part: string, problem: Problem, { integration, open }: Work): string => {
  const index = open.bot.integrations.findIndex(({ id }) => id === integration.id);
  return lineOf(`/integrations/${index}${part}`, problem, open);
};

const lineOf = (place: string, { reason, fix }: Problem, { bot, problemLine }: OpenBot): string =>
  printable(
    problemLine({ code: 'probe', severity: 'error', place, path: placePath(bot, place), reason, ...(fix !== undefined && { fix }) }),
  );

const missingLines = (missing: readonly string[], work: Work): readonly string[] =>
  missing.map((name) => {
    const { variables } = work.open.bot;
    const index = variables.findIndex((variable) => variable.name === name);
    const reason = `The call of ${work.integration.id} reads ${name}, which has no example.`;
    const fix = `Give it an \`example\`, or add --set ${name}=VALUE.`;
    return index === -1 ? lineAt('', { reason, fix }, work) : lineOf(`/variables/${index}`, { reason, fix }, work.open);
  });

const learned = async (body: Json, work: Work): Promise<number> => {
  const { file, integration, options, context, terminal, open } = work;
  const { response, id } = integration;
  const { bot, plugins } = open;
  const sample = sampleOf(body, bot, integration);
  const leaves = responseLeaves(sample);
  const adapter = await adapterOf(work);
  terminal.print([...leafLines(leaves, integration), ...proposalLines(leaves, work, adapter)].map(printable));
  const missing = response.transform === undefined ? missingPaths(body, integration) : [];
  terminal.complain(
    missing.map(({ name, path, index }) => {
      const reason = `${name} takes ${path}, which is not in this response.`;
      return lineAt(`/response/fields/${index}/path`, { reason, fix: 'Map a path that is.' }, work);
    }),
  );
  const saved = isJsonObject(response.schema) ? response.schema : undefined;
  const drift = saved === undefined ? undefined : schemaDrift(saved, body);
  if (drift !== undefined) terminal.complain(driftLines(drift, work));
  if (options.save) {
    const fresh = inferSchema(body);
    const isOwn = saved !== undefined && Object.keys(saved).every((key) => ownKeywords.has(key));
    const schema = isOwn ? mergeSchemas(fresh, saved) : fresh;
    await saveResponse({ sample, schema }, { file, cwd: context.cwd, bot, integration, plugins, adapter });
    terminal.complain([`${file}: the response is saved at integrations.${id}.response.`]);
    return missing.length > 0 ? 1 : 0;
  }
  return missing.length > 0 || (drift !== undefined && drift.broken.length > 0) ? 1 : 0;
};

/** Of the platform whose document the file is. */
const adapterOf = async ({ file, context: { cwd }, open: { plugins } }: Work): Promise<PlatformAdapter | undefined> => {
  const { platform } = await loadBot(resolve(cwd, file), { plugins, file, folder: cwd });
  return platform === undefined ? undefined : await findAdapter(platform, { plugins, folder: cwd });
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
const readBody = ({ outcome, body }: Probe): { readonly value: Json } | Problem => {
  if (outcome.kind !== 'response') {
    const detail = outcome.kind === 'error' && outcome.detail !== undefined ? ` ${outcome.detail}` : '';
    return { reason: `No response came (${outcomeText(outcome)}).${detail}` };
  }
  if (outcome.status < 200 || outcome.status > 299) {
    const reason = `The answer to the example values is ${outcome.status}, of which nothing is learned.`;
    return { reason, fix: 'Give others with --set, or as `example`s.' };
  }
  if (body === undefined) return { reason: 'The response has no body.' };
  if (typeof body === 'string') {
    return { reason: 'The response is a text, so no field can be taken from it.', fix: 'Have the API answer in JSON.' };
  }
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

const leafLines = (leaves: readonly ResponseLeaf[], { response }: HttpIntegration): readonly string[] => {
  const shown = leaves.slice(0, leavesShown);
  const width = Math.max(0, ...shown.map(({ path }) => path.length));
  const lines = shown.map(({ path, value }) => {
    const field = response.fields.find((one) => one.path.replaceAll("'", '"') === path);
    const taken = field === undefined ? '' : `  -> ${field.name}${field.to === undefined ? '' : `, ${field.to}`}`;
    return `  ${path.padEnd(width)}  ${typeOf(value).padEnd(7)}  ${excerpt(value)}${taken}`;
  });
  return [...lines, ...(leaves.length > shown.length ? [`  … and ${leaves.length - shown.length} more`] : [])];
};

/** Fields for what nothing takes yet, as they may be pasted into the file: a bot's, or those of a platform's document. */
const proposalLines = (leaves: readonly ResponseLeaf[], work: Work, adapter: PlatformAdapter | undefined): readonly string[] => {
  const { integration, open } = work;
  const proposed = proposedFields(leaves, integration).slice(0, leavesShown);
  if (proposed.length === 0) return [];
  const { bot, plugins } = open;
  const there = adapter && platformRows(proposed, { bot, integration, plugins, adapter });
  if (there !== undefined) return [`Not taken by ${there.list}:`, ...there.rows.map((row) => `  ${JSON.stringify(row)}`)];
  const rows = proposed.map(({ name, path }) => `  - { name: ${JSON.stringify(name)}, path: ${JSON.stringify(path)} }`);
  return [`Not taken by a field of integrations.${integration.id}.response.fields:`, ...rows];
};

const excerpt = (value: Json): string => {
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
};

const driftLines = ({ broken, added }: SchemaDrift, work: Work): readonly string[] => [
  ...broken.map(({ path, reason }) => {
    const fix = 'Adapt what reads it, or --save what it is now.';
    return lineAt('/response/schema', { reason: `The response has changed: ${path} ${reason}.`, fix }, work);
  }),
  ...added.map((path) =>
    lineAt('/response/schema', { reason: `The response has more: ${path}.`, fix: '--save it if it is to be relied on.' }, work),
  ),
];
