import type { Diagnostic } from '../diagnostic.ts';
import type { Bot } from '../document/bot.ts';
import type { Integration } from '../document/integration.ts';
import type { Json } from '../json.ts';
import type { CredentialKind } from '../plugin/credential-kind.ts';
import type { NodeKind } from '../plugin/node-kind.ts';
import { botSchema } from '../schema/bot-schema.ts';
import { formatPointer } from '../values/json-pointer.ts';
import { authoredPath } from './authored-path.ts';
import { checkBot } from './check-bot.ts';
import type { Finding, Path } from './finding.ts';
import { pathText } from './place-path.ts';
import { plainJson } from './plain-json.ts';
import { shapeFindings } from './shape-findings.ts';

/** What plugins add to what a bot may hold. */
export interface ReadOptions {
  readonly nodeKinds?: readonly NodeKind[];
  /** Credentials of these kinds must fit them. A kind without a slash must be listed once any such kind is. */
  readonly credentialKinds?: readonly CredentialKind[];
  /** Ready-made integrations. Those the bot uses and does not define itself are added to it. */
  readonly integrations?: readonly Integration[];
  /** Variables that are set without the bot. */
  readonly variables?: readonly string[];
}

export interface ReadResult {
  /** The bot in the long form; absent when an error remains. */
  readonly value?: Bot;
  /**
   * Their places are in the document as it was given. The shape is checked first, and what it refers to once it is
   * right; each check reports in document order.
   */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a bot in the short or long form. Never throws: whatever is wrong is a diagnostic at its place. */
export const readBot = (document: unknown, options: ReadOptions = {}): ReadResult => {
  const plain = plainJson(document, isOriginSource);
  if (plain.findings.length > 0) return { diagnostics: located(plain.value, plain.findings) };

  const parsed = botSchema(options.nodeKinds ?? []).safeParse(plain.value, { reportInput: true });
  if (!parsed.success) return { diagnostics: located(plain.value, shapeFindings(parsed.error.issues)) };

  const bot = withReadyMade(parsed.data, options.integrations ?? []);
  const findings = checkBot(bot, options);
  const diagnostics = located(plain.value, findings);
  return findings.some(({ severity }) => severity === 'error') ? { diagnostics } : { value: bot, diagnostics };
};

/** The vendor's document that a bot was imported from is as long as it is. */
const isOriginSource = ([field, , part]: Path): boolean => field === 'origins' && part === 'source';

const located = (document: Json, findings: readonly Finding[]): readonly Diagnostic[] =>
  findings.map(({ path, ...finding }) => {
    const authored = authoredPath(document, path);
    return { ...finding, place: formatPointer(authored), path: pathText(document, authored) };
  });

/** A bot holds all it needs, so that its version says everything about how it runs. */
const withReadyMade = (bot: Bot, readyMade: readonly Integration[]): Bot => {
  const own = new Set(bot.integrations.map(({ id }) => id));
  const used = new Set(bot.flows.flatMap(({ nodes }) => nodes.flatMap((node) => (node.kind === 'api' ? [node.integration] : []))));
  const added = readyMade.filter(({ id }) => used.has(id) && !own.has(id));
  return added.length === 0 ? bot : { ...bot, integrations: [...bot.integrations, ...added] };
};
