import { type ElementKind, isJsonObject, type Json, type PlatformAdapter } from '@dragoman/core';

type PlaceInside = NonNullable<PlatformAdapter['placeInside']>;

type Steps = readonly (string | number)[];

/** Where the parts of an interaction, an integration and the bot stand in an export. */
export const placeInside: PlaceInside = (kind, path, fragment) => inside[kind]?.(path, fragment);

const inside: { readonly [K in ElementKind | 'bot']?: (path: readonly string[], fragment: Json) => Steps | undefined } = {
  bot: ([part]) => (part === 'scripts' ? ['globalFunctions', 'methods'] : undefined),

  integration: ([part, position, inner], responder) => {
    switch (part) {
      case 'url':
        return ['webhook'];
      case 'method':
        return ['method'];
      case 'credential':
        return ['apiCredentialsId'];
      case 'body':
        return ['postBody'];
      case 'query':
        return rowPlace('params', listOf(responder, 'params'), position);
      case 'headers':
        return rowPlace('headers', listOf(responder, 'headers'), position);
      case 'response':
        if (position === 'transform') return ['transformResultsScript'];
        if (position === 'variable') return ['responseDataVariable'];
        return position === 'fields' && inner !== undefined ? ['customDataFields'] : undefined;
      default:
        return undefined;
    }
  },

  node: ([part, ...rest], interaction) => {
    switch (part) {
      case 'hooks':
        return panels.has(rest[0] ?? '') ? [panels.get(rest[0] ?? '') ?? ''] : undefined;
      case 'source':
        return ['preProcessMessage'];
      case 'delayMs':
        return ['interactionDelay'];
      case 'text':
        return [...tile, 0, 'text'];
      case 'message':
        return [...tile, 0, 'text'];
      case 'queue':
        return [...tile, 0, 'escalation', 'agentSkillId'];
      case 'integration':
        return ['content'];
      case 'content':
        return contentPlace(rest, interaction);
      case 'options':
        return optionPlace(rest, interaction);
      case 'routes':
        return routePlace(rest, listOf(interaction, 'responseMatches'));
      case 'next':
        return listOf(interaction, 'responseMatches').length === 1 ? ['responseMatches', 0, 'action'] : undefined;
      default:
        return undefined;
    }
  },
};

const tile = ['content', 'results', 'tile', 'tileData'] as const;

const panels: ReadonlyMap<string, string> = new Map([
  ['before', 'preProcessMessage'],
  ['after', 'postProcessMessage'],
  ['onReply', 'processUserResponse'],
]);

const listOf = (value: Json | undefined, ...path: readonly string[]): readonly Json[] => {
  const found = path.reduce<Json | undefined>((at, step) => (at !== undefined && isJsonObject(at) ? at[step] : undefined), value);
  return Array.isArray(found) ? (found as readonly Json[]) : [];
};

/** Import leaves rows out that no request can carry, so positions may differ: only where none is left out are they known. */
const rowPlace = (list: string, pairs: readonly Json[], position: string | undefined): Steps => {
  const isWhole = pairs.every(
    (pair) => isJsonObject(pair) && /^\s*[\w.-]+\s*$/.test(String(pair.key)) && !/\S[\r\n]+\S/.test(String(pair.value)),
  );
  return isWhole && position !== undefined ? [list, Number(position), 'value'] : [list];
};

const contentPlace = ([position = '0', part, inner, ...rest]: readonly string[], interaction: Json): Steps => {
  // A carousel is one content of many tiles; every other content is one tile.
  const [index, field, option] = part === 'cards' ? [Number(inner ?? 0), rest[0], rest[1]] : [Number(position), part, inner];
  if (part === 'cards' && inner === undefined) return tile;
  const at = [...tile, index];
  if (field === 'options') return option === undefined ? [...at, 'buttons'] : [...at, 'buttons', Number(option), 'name'];
  const name = fields.get(field ?? '');
  return name !== undefined && listOf(interaction, ...tile).length > index ? [...at, ...name] : at;
};

const fields: ReadonlyMap<string, Steps> = new Map<string, Steps>([
  ['text', ['text']],
  ['caption', ['text']],
  ['url', ['url']],
  ['title', ['title']],
  ['subtitle', ['subTitle']],
  ['imageUrl', ['image']],
  ['json', ['universalWidget', 'leMessageJson']],
]);

const optionPlace = ([position = '0']: readonly string[], interaction: Json): Steps | undefined => {
  if (listOf(interaction, 'quickReplies').length > 0) return ['quickReplies', Number(position)];
  const [first] = listOf(interaction, ...tile);
  if (listOf(first, 'buttons').length > 0) return [...tile, 0, 'buttons', Number(position)];
  const isMultiple = listOf(first, 'multipleChoice', 'multipleChoices').length > 0;
  return isMultiple ? [...tile, 0, 'multipleChoice', 'multipleChoices', Number(position)] : undefined;
};

/** A rule is a route for each of its conditions, and rules without one come last. */
const routePlace = ([position, part]: readonly string[], rules: readonly Json[]): Steps | undefined => {
  if (position === undefined) return ['responseMatches'];
  const isPlain = (rule: Json): boolean => listOf(rule, 'conditions').length === 0 && listOf(rule, 'contextConditions').length === 0;
  const entries = rules.map((rule, index) => ({ rule, index }));
  const inOrder = [...entries.filter(({ rule }) => !isPlain(rule)), ...entries.filter(({ rule }) => isPlain(rule))];
  const routes = inOrder.flatMap(({ rule, index }) => Array.from({ length: Math.max(1, listOf(rule, 'conditions').length) }, () => index));
  const found = routes[Number(position)];
  if (found === undefined) return undefined;
  const inner = ruleFields.get(part ?? '');
  return ['responseMatches', found, ...(inner === undefined ? [] : [inner])];
};

const ruleFields: ReadonlyMap<string, string> = new Map([
  ['to', 'action'],
  ['set', 'contextDataVariables'],
  ['if', 'contextConditions'],
  ['when', 'conditions'],
  ['say', 'conditions'],
]);
