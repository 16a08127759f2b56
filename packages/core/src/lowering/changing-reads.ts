import type { Bot } from '../document/bot.ts';
import type { Flow } from '../document/flow.ts';
import type { Template } from '../document/template.ts';
import { botSites } from '../reading/bot-sites.ts';
import type { Path } from '../reading/finding.ts';
import { mentionsIn } from '../reading/mentions.ts';
import { parseTemplate } from '../template/parse-template.ts';
import { type Reference, referencesOf } from '../template/template-tree.ts';

/**
 * Whether what a node of a flow shows may read otherwise when the consumer replies to it: what ends with the consumer's
 * next message, what other flows write, which may come between, and what nobody can see. Errs on the side of yes.
 */
export const changingReads = (bot: Bot): ((template: Template, flow: Flow) => boolean) => {
  let written: ((name: string, flow: Flow) => boolean) | undefined;
  return (template, flow) => {
    if (!template.includes('{{')) return false;
    written ??= writtenMeanwhile(bot);
    return referencesOf(parseTemplate(template).tree).some((reference) => {
      const name = variableOf(reference);
      return name === undefined ? !lasting.has(reference.root) : name.startsWith('$') || (written?.(name, flow) ?? true);
    });
  };
};

const lasting: ReadonlySet<string> = new Set(['env', 'secret', 'session']);

const inMessage: ReadonlySet<string> = new Set(['user', 'location', 'item']);

/** The variable a placeholder reads; undefined where it reads something else. */
const variableOf = ({ root, segments }: Reference): string | undefined => {
  if (lasting.has(root) || inMessage.has(root)) return undefined;
  const [first] = segments;
  return root === 'var' && first !== undefined && 'name' in first ? first.name : root;
};

const writtenMeanwhile = (bot: Bot): ((name: string, flow: Flow) => boolean) => {
  const sites = botSites(bot);
  const isMentioned = mentionsIn(sites);
  const ofTurns = new Set(bot.variables.flatMap(({ name, scope }) => (scope === 'turn' ? [name] : [])));
  const flowsWriting = new Map<string, Set<string>>();
  const add = (name: string, flows: readonly string[]): void =>
    void flowsWriting.set(name, new Set([...(flowsWriting.get(name) ?? []), ...flows]));
  for (const { path, text } of sites.write) {
    if (scopeAt(bot, path) === 'turn') ofTurns.add(text);
    add(text, flowsAt(bot, path));
  }
  for (const { id, response } of bot.integrations) add(response.variable, flowsCalling(bot, id));
  return (name, { id }) => ofTurns.has(name) || isMentioned(name) || [...(flowsWriting.get(name) ?? [])].some((other) => other !== id);
};

const flowsAt = (bot: Bot, [list, index]: Path): readonly string[] => {
  const element = list === 'flows' ? bot.flows[Number(index)] : list === 'integrations' ? bot.integrations[Number(index)] : undefined;
  if (element === undefined) return [];
  return list === 'flows' ? [element.id] : flowsCalling(bot, element.id);
};

const flowsCalling = ({ flows }: Bot, integration: string): readonly string[] =>
  flows.filter(({ nodes }) => nodes.some((node) => node.kind === 'api' && node.integration === integration)).map(({ id }) => id);

/** The scope that stands beside the name of a variable. */
const scopeAt = (bot: Bot, path: Path): unknown => {
  const holder = path
    .slice(0, -1)
    .reduce<unknown>((value, step) => (value as { readonly [step: string]: unknown } | undefined)?.[step], bot);
  return (holder as { readonly scope?: unknown } | undefined)?.scope;
};
