import { type ElementKind, isJsonObject, type Json, type PlatformAdapter } from '@dragoman/core';

type Steps = readonly (string | number)[];

/** Where the parts of a step, an endpoint and the bot stand in a document. */
export const placeInside: NonNullable<PlatformAdapter['placeInside']> = (kind, path, fragment) => inside[kind]?.(path, fragment);

const inside: { readonly [K in ElementKind | 'bot']?: (path: readonly string[], fragment: Json) => Steps | undefined } = {
  bot: ([part]) => (part === 'semantics' ? ['settings', 'sessionTimeoutEvent'] : undefined),

  integration: ([part = '', position], api) => {
    if (part === 'query' || part === 'headers') return rowPlace(part, position);
    if (part === 'response') return responsePlace(position, api);
    const field = apiFields.get(part);
    return field === undefined ? undefined : [field];
  },

  node: ([part = '', ...rest], step) => {
    const type = fieldOf(step, 'type');
    const [position, inner] = rest;
    switch (part) {
      case 'text':
        return [type === 'Text Display' ? 'text' : 'menuText'];
      case 'content':
        return [inner === undefined || (inner === 'text' && type !== 'Text Display') ? 'caption' : inner];
      case 'query':
      case 'headers':
        return rowPlace(part, position);
      case 'options':
        return position === undefined ? ['options'] : ['options', Number(position), ...(inner === 'label' ? ['label'] : [])];
      case 'set':
        return position === undefined ? ['variables'] : ['variables', Number(position), 'value'];
      case 'routes':
        return routePlace(step, Number(position ?? 0), inner);
      default: {
        const field = stepFields.get(part);
        return field === undefined ? undefined : [field];
      }
    }
  },

  flow: ([part, position], workflow) => {
    if (part !== 'triggers') return undefined;
    const index = Number(position ?? 0);
    return index < listOf(workflow, 'keywords').length ? ['keywords', ...(position === undefined ? [] : [index])] : undefined;
  },
};

const apiFields: ReadonlyMap<string, string> = new Map([
  ['url', 'url'],
  ['method', 'method'],
  ['name', 'name'],
  ['body', 'body'],
  ['timeoutMs', 'timeoutMs'],
  ['concurrency', 'maxConnections'],
]);

const stepFields: ReadonlyMap<string, string> = new Map([
  ['variable', 'variable'],
  ['integration', 'api'],
  ['body', 'body'],
  ['reference', 'reference'],
  ['rows', 'pattern'],
  ['label', 'pattern'],
  ['value', 'customIndex'],
  ['description', 'description'],
  ['filter', 'filterBy'],
  ['exclude', 'exclude'],
  ['source', 'calculation'],
  ['next', 'goTo'],
]);

const rowPlace = (list: string, position: string | undefined): Steps =>
  position === undefined ? [list] : [list, Number(position), 'value'];

const responsePlace = (part: string | undefined, api: Json): Steps | undefined => {
  switch (part) {
    case 'variable':
      return ['name'];
    case 'outcome':
      return ['elementValidation'];
    case 'rows':
      return fieldOf(api, 'baseElement') === undefined ? ['neutral', 'rows'] : ['baseElement'];
    case 'fields':
      return ['neutral', 'fields'];
    default:
      return undefined;
  }
};

const routePlace = (step: Json, index: number, inner: string | undefined): Steps | undefined => {
  if (fieldOf(step, 'comparison') !== undefined) return ['comparison'];
  const cases = listOf(step, 'cases');
  if (cases.length > 0) return index < cases.length ? ['cases', index, ...linked(inner)] : ['default'];
  const results = listOf(step, 'results');
  // What is typed there without an output of its own is a route before the others.
  const silent = ['cancelInput', 'validationPattern'].filter((field) => hasNoOutput(step, results, field));
  const own = silent[index];
  if (own !== undefined) return [own];
  // A result that was made stands for no route, and one for each success for one of them all.
  const routed = [...results.keys()].filter((at) => isFirstOfItsRoute(results, at));
  const at = routed[index - silent.length];
  return at === undefined ? undefined : ['results', at, ...linked(inner)];
};

const linked = (inner: string | undefined): Steps => (inner === 'to' ? ['goTo'] : []);

const hasNoOutput = (step: Json, results: readonly Json[], field: string): boolean => {
  const output = field === 'cancelInput' ? 'cancel' : 'valid';
  return fieldOf(step, field) !== undefined && !results.some((result) => fieldOf(result, 'name') === output);
};

const isFirstOfItsRoute = (results: readonly Json[], at: number): boolean => {
  const madeFrom = (index: number): Json | undefined => fieldOf(results[index] ?? null, 'neutral');
  if (madeFrom(at) === 'made') return false;
  return madeFrom(at) !== 'success' || [...results.keys()].findIndex((index) => madeFrom(index) === 'success') === at;
};

const fieldOf = (value: Json, name: string): Json | undefined => (isJsonObject(value) ? value[name] : undefined);

const listOf = (value: Json, name: string): readonly Json[] => {
  const list = fieldOf(value, name);
  return Array.isArray(list) ? (list as readonly Json[]) : [];
};
