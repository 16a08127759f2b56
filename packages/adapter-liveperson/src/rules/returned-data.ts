import type { Bot, RuleContext } from '@dragoman/core';
import { programOf } from '../scripts/parse-es5.ts';
import { type BotContextCall, type Calls, createCalls } from './data-flow/calls.ts';
import { constantText } from './data-flow/constant-text.ts';
import { createFlowNode, type FlowNode, flowsTo, joined, reachFrom } from './data-flow/flow-graph.ts';
import { type NamedValue, returnedNames } from './data-flow/returned-names.ts';
import type { Scope } from './data-flow/scopes.ts';
import { drawScript } from './data-flow/script-flows.ts';
import { writtenValues } from './data-flow/written-values.ts';
import { globalScript, type LivePersonScript, panelScripts } from './liveperson-scripts.ts';
import { startOf } from './script-position.ts';

/** A place that data of a customer gets to and should not. */
export interface Leak {
  readonly kind: 'logged' | 'kept';
  readonly place: string;
  /** Where in the script, if it is one: `Line 3, column 1: `. */
  readonly position: string;
  /** The function that logs, or the variable that keeps. */
  readonly what: string;
  /** Where the data comes from, as a sentence goes on: `what the integration "Orders" returned (line 2)`. */
  readonly source: string;
}

/**
 * Follows data that came from outside – what integrations returned, what the platform knows of the customer – through the
 * bot: the variables and functions of its scripts, and the bot variables that scripts and rules write. Neither the order of
 * statements nor what conditions say counts: it tells what may happen. Names that are only known when a script runs are
 * not followed.
 */
export const leaksOf = (bot: Bot): readonly Leak[] => {
  const names = returnedNames(bot);
  const variables = new Map<string, FlowNode>();
  const sources = new Map<FlowNode, { readonly what: string; readonly script?: LivePersonScript; readonly line?: number }>();
  const sinks: (Omit<Leak, 'source'> & { readonly node: FlowNode; readonly script?: LivePersonScript })[] = [];

  const variable = (name: string): FlowNode => {
    const node = variables.get(name) ?? createFlowNode();
    variables.set(name, node);
    return node;
  };
  const read = (
    value: NamedValue | undefined,
    to: FlowNode,
    from: { readonly script?: LivePersonScript; readonly line?: number },
  ): void => {
    if (value === undefined) return;
    if ('returned' in value) sources.set(to, { what: value.returned, ...from });
    else flowsTo(variable(value.variable), to);
  };

  const onBotContext =
    (script: LivePersonScript) =>
    ({ name, call, values, scope }: BotContextCall, later: Calls['later']): FlowNode | undefined => {
      const { line, position } = startOf(call);
      const result = createFlowNode();
      if (name === 'getBotVariable') {
        later(() => read(names.ofName(constantText(call.arguments[0], scope)), result, { script, line }));
        return result;
      }
      if (customerData.has(name)) {
        sources.set(result, { what: `what ${name} returned`, script, line });
        return result;
      }
      const sink = (kind: Leak['kind'], what: string, node: FlowNode | undefined): void => {
        if (node !== undefined) sinks.push({ kind, what, node, place: script.place, position, script });
      };
      if (name === 'setBotVariable') {
        later(() => {
          const { text, isWhole } = constantText(call.arguments[0], scope);
          if (isWhole) flowsTo(values[1], variable(text));
          if (constantText(call.arguments[3], scope).text === 'true')
            sink('kept', text === '' ? 'a variable' : JSON.stringify(text), values[1]);
        });
        return undefined;
      }
      if (/^(?:print|log)[A-Z]/.test(name)) sink('logged', name, joined(values));
      return name === 'evaluateOptions' ? joined(values) : undefined;
    };

  let count = 0;
  const draw = (script: LivePersonScript, globals?: { readonly calls: Calls; readonly scope: Scope }) => {
    const program = programOf(script.source);
    if (program === undefined) return undefined;
    const calls = createCalls({ onBotContext: onBotContext(script), nextCall: () => count++, globals: globals?.calls });
    return { calls, scope: drawScript(program, calls, globals?.scope) };
  };
  const globals = globalScript(bot);
  const shared = globals && draw(globals);
  const drawn = panelScripts(bot).map((script) => draw(script, shared));
  for (const script of [shared, ...drawn]) script?.calls.finish();

  for (const { name, place, isKept, references } of writtenValues(bot)) {
    const node = createFlowNode();
    for (const reference of references) {
      const part = createFlowNode();
      read(names.ofReference(reference), part, {});
      flowsTo(part, node);
    }
    flowsTo(node, variable(name));
    if (isKept) sinks.push({ kind: 'kept', what: JSON.stringify(name), node, place, position: '' });
  }

  const reached = reachFrom(sources);
  return sinks.flatMap(({ node, script, ...leak }) => {
    const source = reached.get(node);
    if (source === undefined) return [];
    const where = source.script === undefined || source.script === script ? '' : ` in ${source.script.title}`;
    const line = source.line === undefined ? '' : ` (read in line ${source.line}${where})`;
    return [{ ...leak, source: `${source.what}${line}` }];
  });
};

/** The same, followed once for all rules of a check. */
export const leaksIn = (bot: Bot, check: RuleContext): readonly Leak[] => {
  const leaks = followed.get(check) ?? leaksOf(bot);
  followed.set(check, leaks);
  return leaks;
};

const followed = new WeakMap<RuleContext, readonly Leak[]>();

/** What the platform knows of the person. */
const customerData: ReadonlySet<string> = new Set([
  'getLPCustomerInfo',
  'getLPUserPersonalInfo',
  'getWebViewVariable',
  'getWebViewVariables',
]);
