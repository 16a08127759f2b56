import { type ElementKind, isJsonObject, type Json, type PlatformAdapter } from '@dragoman/core';

type Steps = readonly (string | number)[];

/** Where the parts of a component, an API and the bot stand in a document. */
export const placeInside: NonNullable<PlatformAdapter['placeInside']> = (kind, path, fragment) => {
  const steps = existing(inside[kind]?.(path, fragment) ?? [], fragment);
  return steps.length === 0 ? undefined : steps;
};

/** As far as they lead to something: what a field is by default stands nowhere. */
const existing = (steps: Steps, fragment: Json): Steps => {
  let value: Json | undefined = fragment;
  const missing = steps.findIndex((step) => {
    value = Array.isArray(value)
      ? (value as readonly Json[])[Number(step)]
      : value !== undefined && isJsonObject(value)
        ? value[step]
        : undefined;
    return value === undefined;
  });
  return missing === -1 ? steps : steps.slice(0, missing);
};

const inside: { readonly [K in ElementKind | 'bot']?: (path: readonly string[], fragment: Json) => Steps | undefined } = {
  bot: ([part, position]) => {
    if (part === 'variables') return position === undefined ? ['attributes'] : ['attributes', Number(position)];
    return part === 'semantics' ? ['settings'] : undefined;
  },

  integration: ([part, position, inner], api) => {
    switch (part) {
      case 'url':
      case 'method':
      case 'name':
        return [part];
      case 'body':
        return ['body'];
      case 'query':
        return rowPlace('parameters', position);
      case 'headers':
        return rowPlace('headers', position);
      case 'response':
        if (position === 'sample' || position === 'schema') return [position];
        return position === 'fields' ? fieldPlace(inner, api) : undefined;
      default:
        return undefined;
    }
  },

  node: ([part, position, inner], component) => {
    switch (part) {
      case 'text':
      case 'message':
        return ['message'];
      case 'content':
        return [inner === 'url' ? 'url' : 'message'];
      case 'variable':
        return ['attribute'];
      case 'skipIfSet':
        return ['skipIfAnswered'];
      case 'delayMs':
        return ['delayMs'];
      case 'integration':
        return ['api'];
      case 'next':
        return ['goTo'];
      case 'options':
        return position === undefined ? ['options'] : ['options', Number(position), ...(inner === 'label' ? ['label'] : [])];
      case 'routes':
        return routePlace(component, position);
      default:
        return undefined;
    }
  },

  flow: ([part]) => (part === 'triggers' ? ['triggers'] : undefined),
};

const rowPlace = (list: string, position: string | undefined): Steps =>
  position === undefined ? [list] : [list, Number(position), 'value'];

/** A path that is none is left out, so positions may differ: only where all are there are they known. */
const fieldPlace = (position: string | undefined, api: Json): Steps => {
  const isWhole = listOf(api, 'response').every((row) => isJsonObject(row) && /^[^.]+(\.[^.]+)*$/.test(String(row.path)));
  return position === undefined || !isWhole ? ['response'] : ['response', Number(position)];
};

const routePlace = (component: Json, position: string | undefined): Steps | undefined => {
  const index = Number(position ?? 0);
  const codes = listOf(component, 'responseCodes');
  if (isJsonObject(component) && component.component === 'api') {
    // What a row was written for may be one route of many rows.
    const isPlain = codes.every((row) => isJsonObject(row) && row.neutral === undefined && typeof row.code === 'number');
    if (!isPlain) return ['responseCodes'];
    return index < codes.length ? ['responseCodes', index] : ['others'];
  }
  const answers = listOf(component, 'answers');
  if (answers.length > 0) return index < answers.length ? ['answers', index] : ['others'];
  const cases = listOf(component, 'cases');
  if (cases.length > 0) return ['cases', index];
  const linked = [...listOf(component, 'options').entries()].filter(([, option]) => isJsonObject(option) && option.goTo !== undefined);
  const option = linked[index];
  return option === undefined ? undefined : ['options', option[0], 'goTo'];
};

const listOf = (value: Json, name: string): readonly Json[] => {
  const list = isJsonObject(value) ? value[name] : undefined;
  return Array.isArray(list) ? (list as readonly Json[]) : [];
};
