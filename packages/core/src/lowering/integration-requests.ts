import type { Bot } from '../document/bot.ts';
import type { Credential } from '../document/credential.ts';
import type { Body, HttpIntegration } from '../document/integration.ts';
import type { ApiNode, Node } from '../document/node.ts';
import type { Row } from '../document/row.ts';
import { formEncoded } from '../template/encode.ts';
import { parseTemplate } from '../template/parse-template.ts';
import { printTemplate } from '../template/print-template.ts';
import { credentialRows } from './credential-rows.ts';
import { withFirstPage } from './first-page.ts';
import type { LowerContext, Pass } from './lower-context.ts';
import { rewriteNodes } from './rewrite-nodes.ts';

export const requestCodes = {
  'header-not-carried': 'The platform cannot send this header.',
  'header-conflict-not-carried': 'A header is set twice, which the platform does not notice.',
  'body-not-carried': 'The platform cannot send such a body.',
  'credential-not-carried': 'The platform cannot prove who calls this way.',
  'call-setting-not-carried': 'The platform does not know this setting of a call.',
  'pages-not-carried': 'The platform cannot read a list page by page.',
} as const;

/** Leaves requests that carry only what is listed. */
export const lowerIntegrationRequests: Pass = (bot, context) => {
  const credentials = new Map(bot.credentials.map((credential) => [credential.id, credential]));
  const integrations = bot.integrations.map((integration) =>
    integration.kind === 'http' ? loweredIntegration(integration, credentials, context) : withoutCallSettings(integration, context),
  );
  const isChanged = integrations.some((integration, index) => integration !== bot.integrations[index]);
  return withListedCredentials(withListedBodies(isChanged ? { ...bot, integrations } : bot, context), context);
};

const loweredIntegration = (
  integration: HttpIntegration,
  credentials: ReadonlyMap<string, Credential>,
  context: LowerContext,
): HttpIntegration => {
  const listed = new Set(context.capabilities.request);
  let made = withRowsForCredential(withFirstPage(integration, context), credentials, context);
  if (made.query.length > 0 && !listed.has('query')) {
    made = context.provenance.derive({ ...made, url: withQuery(made.url, made.query), query: [] }, integration);
  }
  if (made.headers.length > 0 && !listed.has('headers')) {
    for (const row of made.headers) reportHeader(row, context);
    made = context.provenance.derive({ ...made, headers: [] }, integration);
  }
  return withoutCallSettings(made, context);
};

const withRowsForCredential = (
  integration: HttpIntegration,
  credentials: ReadonlyMap<string, Credential>,
  context: LowerContext,
): HttpIntegration => {
  const credential = integration.credential === undefined ? undefined : credentials.get(integration.credential);
  if (integration.credential === undefined || (credential && context.capabilities.credentials.includes(credential.kind)))
    return integration;
  const { credential: _credential, ...rest } = integration;
  const { request, reads } = context.capabilities;
  const secrets = Object.values(credential?.fields ?? {}).flatMap((field) => (typeof field === 'object' ? [field.secret] : []));
  const blank = secrets.length === 0 || reads.includes('secret') ? 'secret' : reads.includes('env') ? 'env' : undefined;
  const canSay = request.includes('headers') && blank !== undefined;
  const rows = canSay && credential ? credentialRows(credential, blank) : undefined;
  if (rows === undefined) {
    context.report({
      code: 'credential-not-carried',
      at: integration,
      loss: 'dropped',
      reason: `The platform knows no credential of kind ${credential?.kind ?? 'unknown'}, so these calls prove nothing.`,
      fix: 'Use a kind of credential the platform has.',
    });
    return context.provenance.derive(rest, integration);
  }
  if (blank === 'env') {
    context.report({
      code: 'credential-not-carried',
      at: integration,
      loss: 'degraded',
      reason: `The platform knows no credential of kind ${credential?.kind}, so these calls read ${secrets.join(', ')} from its environment, where whoever edits the bot can see it.`,
      fix: `Give the environment there a variable ${secrets.join(', ')}, or use a kind of credential the platform has.`,
    });
  }
  if (credential?.kind === 'consumer-token') {
    context.report({
      code: 'credential-not-carried',
      at: integration,
      loss: 'degraded',
      reason: 'The platform does not look whether the person has a token: without one, these calls go out with an empty one.',
      fix: 'Ask whether the variable is set before the call.',
    });
  }
  const names = new Set(rows.map(({ name }) => name.toLowerCase()));
  const headers = [...integration.headers.filter(({ name }) => !names.has(name.toLowerCase())), ...rows];
  return context.provenance.derive({ ...rest, headers }, integration);
};

/** Query rows as a part of the address; what stands behind a `?` is encoded as rows are. */
const withQuery = (url: string, rows: readonly Row[]): string => {
  const { tree } = parseTemplate(url);
  const texts = tree.flatMap((part) => (part.kind === 'text' ? [part.text] : []));
  const [address = '', ...fragment] = splitAtFragment(url, texts);
  const query = rows.map(({ name, value }) => `${encoded(name)}=${encodedTemplate(value)}`).join('&');
  const hasQuery = texts.some((text) => text.includes('?'));
  const joint = hasQuery ? (/[?&]$/.test(address) ? '' : '&') : '?';
  return `${address}${joint}${query}${fragment.join('')}`;
};

const splitAtFragment = (url: string, texts: readonly string[]): readonly string[] => {
  if (!texts.some((text) => text.includes('#'))) return [url];
  const { tree } = parseTemplate(url);
  const index = tree.findIndex((part) => part.kind === 'text' && part.text.includes('#'));
  const part = tree[index];
  if (part?.kind !== 'text') return [url];
  const at = part.text.indexOf('#');
  return [
    printTemplate([...tree.slice(0, index), { kind: 'text', text: part.text.slice(0, at) }]),
    printTemplate([{ kind: 'text', text: part.text.slice(at) }, ...tree.slice(index + 1)]),
  ];
};

const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());

const encodedTemplate = (value: string): string =>
  printTemplate(parseTemplate(value).tree.map((part) => (part.kind === 'text' ? { kind: 'text', text: encoded(part.text) } : part)));

const callSettings = ['timeoutMs', 'retry', 'concurrency', 'idempotency', 'onInterrupted', 'defaultHeaders'] as const;

/** What a setting means anyway. */
const meant: { readonly [setting: string]: unknown } = { onInterrupted: 'error', defaultHeaders: true };

/** What holds where a setting cannot be said. */
const withoutSetting: { readonly [S in (typeof callSettings)[number]]: string } = {
  timeoutMs: 'The platform has one time limit for all calls, so that of its own holds.',
  retry: 'The platform decides by itself whether a failed call is tried again.',
  concurrency: 'The platform lets as many of these calls through at once as there are.',
  idempotency: 'The platform sends no idempotency key, so what is asked for twice may be done twice.',
  onInterrupted: 'The platform decides by itself what becomes of a call that was interrupted.',
  defaultHeaders: 'The platform sends headers of its own with every call.',
};

const withoutCallSettings = <I extends object>(integration: I, context: LowerContext): I => {
  const listed = new Set(context.capabilities.call);
  const settings = integration as { readonly [setting: string]: unknown };
  const lost = callSettings.filter((setting) => settings[setting] !== undefined && !listed.has(setting));
  if (lost.length === 0) return integration;
  const rest = { ...integration } as { [setting: string]: unknown };
  for (const setting of lost) {
    const value = settings[setting];
    delete rest[setting];
    if (value === meant[setting]) continue;
    context.report({
      code: 'call-setting-not-carried',
      at: typeof value === 'object' && value !== null ? value : integration,
      loss: 'degraded',
      reason: withoutSetting[setting],
    });
  }
  return context.provenance.derive(rest as I, integration);
};

const withListedBodies = (bot: Bot, context: LowerContext): Bot => {
  const integrations = bot.integrations.map((integration) => {
    if (integration.kind !== 'http' || integration.body === undefined) return integration;
    const body = loweredBody(integration.body, context);
    if (body === integration.body) return integration;
    const { body: _body, ...rest } = integration;
    return context.provenance.derive({ ...rest, ...(body && { body }) }, integration);
  });
  const isChanged = integrations.some((integration, index) => integration !== bot.integrations[index]);
  return rewriteNodes(isChanged ? { ...bot, integrations } : bot, context, (node) => {
    if (node.kind !== 'api' || node.body === undefined) return undefined;
    const { body: before, ...rest } = node as ApiNode & { readonly body: Body };
    const body = loweredBody(before, context);
    return body === before ? undefined : [{ ...rest, ...(body && { body }) } as Node];
  });
};

const loweredBody = (body: Body, context: LowerContext): Body | undefined => {
  const listed = new Set(context.capabilities.request);
  const form = 'json' in body ? 'json' : 'form' in body ? 'form' : 'text';
  if (listed.has(form)) return body;
  // Without placeholders there is nothing to escape, so it is the same text.
  if (listed.has('text') && 'json' in body && !hasPlaceholders(body.json)) {
    return context.provenance.derive({ text: body.json, contentType: 'application/json' }, body);
  }
  if (listed.has('text') && 'form' in body && !body.form.some(({ value }) => hasPlaceholders(value))) {
    const text = body.form.map(({ name, value }) => `${formEncoded(name)}=${formEncoded(plainText(value))}`).join('&');
    return context.provenance.derive({ text, contentType: 'application/x-www-form-urlencoded' }, body);
  }
  context.report({
    code: 'body-not-carried',
    at: body,
    loss: 'dropped',
    reason: `The platform cannot send a ${form} body, so the request has none.`,
    fix: 'Send the body in a form the platform has.',
  });
  return undefined;
};

const hasPlaceholders = (template: string): boolean => parseTemplate(template).tree.some(({ kind }) => kind === 'placeholder');

/** A template without placeholders, as it is printed. */
const plainText = (template: string): string =>
  parseTemplate(template)
    .tree.map((part) => (part.kind === 'text' ? part.text : ''))
    .join('');

const withListedCredentials = (bot: Bot, context: LowerContext): Bot => {
  const credentials = bot.credentials.filter(({ kind }) => context.capabilities.credentials.includes(kind));
  return credentials.length === bot.credentials.length ? bot : { ...bot, credentials };
};

const reportHeader = (row: Row, context: LowerContext): void =>
  context.report({
    code: 'header-not-carried',
    at: row,
    loss: 'dropped',
    reason: `The platform cannot send the header ${row.name}.`,
    fix: 'Do without the header.',
  });
