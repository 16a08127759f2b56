import type { Bot } from '../document/bot.ts';
import type { Script } from '../document/script.ts';
import type { Assignment, Scope, Variable } from '../document/variable.ts';
import type { LowerContext, Pass } from './lower-context.ts';
import { rewriteNodes } from './rewrite-nodes.ts';

export const variableCodes = {
  'scope-not-carried': 'The platform keeps no values that long, or that short.',
  'initial-not-carried': 'The platform cannot give a variable a value at the start.',
  'type-not-carried': 'The platform knows no types of variables.',
  'sensitive-not-carried': 'The platform cannot keep a value out of its logs.',
  'bot-script-not-carried': 'The platform cannot run this script of the bot.',
} as const;

/** Leaves variables of listed scopes with listed fields, and scripts of the bot that the platform runs. */
export const lowerVariables: Pass = (bot, context) => {
  const scoped = withListedScopes(bot, context);
  const started = withoutInitials(scoped, context);
  const variables = started.variables.map((variable) => loweredVariable(variable, context));
  const isChanged = variables.some((variable, index) => variable !== started.variables[index]);
  return withListedScripts(isChanged ? { ...started, variables } : started, context);
};

const loweredVariable = (variable: Variable, context: LowerContext): Variable => {
  const listed = context.capabilities.variableFields;
  const losesType = variable.type !== 'text' && !listed.includes('type');
  const losesSensitive = variable.sensitive !== undefined && !listed.includes('sensitive');
  if (!losesType && !losesSensitive) return variable;
  if (losesType) {
    context.report({
      code: 'type-not-carried',
      at: variable,
      loss: 'degraded',
      reason: `The platform knows no types, so what a consumer says for ${variable.name} stays text.`,
    });
  }
  if (losesSensitive && variable.sensitive) {
    context.report({
      code: 'sensitive-not-carried',
      at: variable,
      loss: 'degraded',
      reason: `The platform cannot keep the value of ${variable.name} out of its logs.`,
    });
  }
  const { sensitive, ...rest } = variable;
  return context.provenance.derive(
    { ...rest, ...(!losesSensitive && sensitive !== undefined && { sensitive }), ...(losesType && { type: 'text' as const }) },
    variable,
  );
};

const widest: readonly Scope[] = ['session', 'contact', 'flow', 'turn'];

const withListedScopes = (bot: Bot, context: LowerContext): Bot => {
  const listed = new Set(context.capabilities.scopes);
  const instead = widest.find((scope) => listed.has(scope)) ?? 'session';
  const report = (at: object, name: string, scope: Scope): void =>
    context.report({
      code: 'scope-not-carried',
      at,
      loss: 'degraded',
      reason: `The platform has no values of scope ${scope}, so ${name} lives as long as the ${instead}.`,
    });
  const isFine = (scope: Scope): boolean => scope === instead || listed.has(scope);
  const variables = bot.variables.map((variable) => {
    if (isFine(variable.scope)) return variable;
    report(variable, variable.name, variable.scope);
    return context.provenance.derive({ ...variable, scope: instead }, variable);
  });
  const assigned = (set: readonly Assignment[]): readonly Assignment[] => {
    if (set.every(({ scope }) => scope === undefined || isFine(scope))) return set;
    return context.provenance.derive(
      set.map((one) => {
        if (one.scope === undefined || isFine(one.scope)) return one;
        report(one, one.variable, one.scope);
        return context.provenance.derive({ ...one, scope: instead }, one);
      }),
      set,
    );
  };
  const rewritten = rewriteNodes(bot, context, (node) => {
    const routes = node.routes.map((route) => {
      const set = route.set && assigned(route.set);
      return set === undefined || set === route.set ? route : context.provenance.derive({ ...route, set }, route);
    });
    const own = node.kind === 'assign' ? (node as { readonly set: readonly Assignment[] }).set : undefined;
    const set = own && assigned(own);
    if (set === own && routes.every((route, index) => route === node.routes[index])) return undefined;
    return [{ ...node, ...(set && { set }), routes }];
  });
  return variables.every((variable, index) => variable === bot.variables[index]) ? rewritten : { ...rewritten, variables };
};

/** A script at the start of the session gives variables their first value where the platform cannot. */
const withoutInitials = (bot: Bot, context: LowerContext): Bot => {
  const { variableFields, botScripts, scripts } = context.capabilities;
  if (variableFields.includes('initial') || bot.variables.every(({ initial }) => initial === undefined)) return bot;
  const init = bot.scripts?.init;
  const canScript = botScripts.includes('init') && scripts.includes('es5') && (init === undefined || init.dialect === 'es5');
  const lines: string[] = [];
  const variables = bot.variables.map((variable) => {
    const { initial, ...rest } = variable;
    if (initial === undefined) return variable;
    const name = JSON.stringify(variable.name);
    if (initial === null) return context.provenance.derive(rest, variable);
    if (canScript && (variable.scope === 'session' || variable.scope === 'contact'))
      lines.push(`if (get(${name}) == null) set(${name}, ${JSON.stringify(initial)});`);
    else {
      context.report({
        code: 'initial-not-carried',
        at: variable,
        loss: 'dropped',
        reason: `The platform cannot give ${variable.name} a value at the start, so it is unset.`,
        fix: 'Set it in the first node.',
      });
    }
    return context.provenance.derive(rest, variable);
  });
  if (lines.length === 0) return { ...bot, variables };
  const source = [...lines, ...(init ? [init.source] : [])].join('\n');
  const made: Script = { dialect: 'es5', source };
  return { ...bot, variables, scripts: { ...bot.scripts, init: init ? context.provenance.derive(made, init) : made } };
};

const withListedScripts = (bot: Bot, context: LowerContext): Bot => {
  if (bot.scripts === undefined) return bot;
  const { botScripts, scripts } = context.capabilities;
  const kept = (['globals', 'init'] as const).flatMap((name) => {
    const script = bot.scripts?.[name];
    if (script === undefined) return [];
    if (botScripts.includes(name) && scripts.includes(script.dialect)) return [[name, script] as const];
    context.report({
      code: 'bot-script-not-carried',
      at: script,
      loss: 'dropped',
      reason: `The platform cannot run the script ${name} of the bot${scripts.includes(script.dialect) ? '' : `, which is written in ${script.dialect}`}.`,
    });
    return [];
  });
  if (kept.length === Object.keys(bot.scripts).length) return bot;
  const { scripts: _scripts, ...rest } = bot;
  return kept.length === 0 ? rest : { ...rest, scripts: Object.fromEntries(kept) };
};
