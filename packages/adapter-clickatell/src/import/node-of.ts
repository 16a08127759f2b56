import { type DraftNode, isJsonObject, type Json, type RouteInput, regexProblem } from '@dragoman/core';
import { mapTexts } from '../map-texts.ts';
import { printSource } from '../scripts/calculate-source.ts';
import { carriedTypes } from '../wire/carried-types.ts';
import type { Result } from '../wire/go-to.ts';
import { type ClickatellNode, isKnownNode, type KnownNode, type NodeOf, nodes } from '../wire/node.ts';
import { bodyOf, reportBody, rowsOf, withoutUnset } from './api-integration.ts';
import { apiRoutes } from './api-routes.ts';
import { calculateFields } from './calculate-fields.ts';
import { choiceFields } from './choice-fields.ts';
import { switchFields } from './condition-fields.ts';
import { reportConflicts } from './header-conflicts.ts';
import type { KeyedNode } from './keyed-workflows.ts';
import { listFields } from './list-fields.ts';
import type { Reading } from './reading.ts';

export interface NodeReading extends Reading {
  /** How long a Wait for Callback lasts. */
  readonly waitTimeoutMs: number;
  /** Entries of a page where there are no pages. */
  readonly wholeList: number;
  integrationId(api: string): string | undefined;
  /** The name of a step, by which calculations lead there. */
  nameOf(key: string): string | undefined;
  /** The name of the first step of a workflow. */
  firstOf(workflow: string): string | undefined;
  /** The name of the step that is listed behind one. */
  following(key: string): string | undefined;
}

/** A step as a node. What has no neutral meaning is carried. */
export const nodeOf = (keyed: KeyedNode, reading: NodeReading): DraftNode => {
  const { node, id, name } = keyed;
  const { neutral } = node;
  const marker = neutral?.startsWith('dragoman:') ? { marker: neutral } : {};
  // What does not fit a pattern is asked for again, also where the step leads on.
  const next = isAskedAgain(node) ? undefined : reading.target(node.goTo);
  const fields = isKnownNode(node) ? fieldsOf(node, keyed, reading) : undefined;
  if (fields === undefined) return { ...carried(keyed, reading), ...marker };
  return { id, name, ...(next !== undefined && { next }), ...fields, ...marker } as DraftNode;
};

const isAskedAgain = (node: ClickatellNode): boolean =>
  isKnownNode(node) &&
  node.type === 'Request Input' &&
  (node.validationPattern !== undefined || node.cancelInput !== undefined) &&
  !(node.results ?? []).some(({ name }) => name === 'valid' || name === '*');

const fieldsOf = (node: KnownNode, keyed: KeyedNode, reading: NodeReading): object | undefined => {
  const { pointer } = keyed;
  const text = (field: string, value: string): string => reading.text(value, `${pointer}/${field}`);
  switch (node.type) {
    case 'Text Display':
      return { kind: 'message', content: [{ kind: 'text', text: text('text', node.text) }] };
    case 'Media': {
      const { mediaType: type, url, caption } = node;
      const media = { kind: 'media', type, url: text('url', url), ...(caption !== undefined && { caption: text('caption', caption) }) };
      return { kind: 'message', content: [media] };
    }
    case 'Request Input':
      return inputFields(node, keyed, reading);
    case 'Menu':
    case 'Multiple Choice Input':
      return choiceFields(node, keyed, reading);
    case 'Dynamic List': {
      const fields = listFields(node, pointer, reading);
      if (fields === undefined) return undefined;
      const variable = node.variable !== undefined && { variable: node.variable };
      return {
        kind: 'list',
        text: text('menuText', node.menuText),
        ...fields,
        ...(node.pagination === false && { pageSize: reading.wholeList }),
        ...variable,
        routes: outputRoutes(node.results, reading),
      };
    }
    case 'API Integration': {
      const api = reading.apis.get(node.api);
      const integration = reading.integrationId(node.api);
      if (api === undefined || integration === undefined) {
        const reason = `There is no endpoint ${JSON.stringify(node.api)}, so this step is carried as it is.`;
        reading.context.report({
          code: 'unknown-api',
          severity: 'error',
          platformPlace: `${pointer}/api`,
          reason,
          fix: 'Add it to the endpoints, or call another one.',
        });
        return undefined;
      }
      reportConflicts(node, api, pointer, reading);
      if (node.body) reportBody(api.method, `${pointer}/body`, reading);
      return {
        kind: 'api',
        integration,
        ...(node.headers && { headers: rowsOf(node.headers, `${pointer}/headers`, reading, 'header') }),
        ...(node.query && { query: rowsOf(node.query, `${pointer}/query`, reading) }),
        ...(node.body && { body: bodyOf(node.body, `${pointer}/body`, reading) }),
        routes: apiRoutes(node, api, pointer, reading),
      };
    }
    case 'Switch Case':
      return switchFields(node, pointer, reading);
    case 'Calculate':
      return calculateFields(node, keyed, reading);
    case 'Set Variable': {
      if (node.uuid !== undefined)
        return { kind: 'script', dialect: 'clickatell', source: printSource({ kind: 'uuid', variable: node.uuid }) };
      const set = (node.variables ?? []).map(({ name: variable, value }, index) => ({
        variable,
        value: mapTexts(value, (one) => text(`variables/${index}/value`, one)),
      }));
      return { kind: 'assign', set };
    }
    case 'Wait for Callback': {
      const variable = node.variable !== undefined && { variable: node.variable };
      const { waitTimeoutMs: timeoutMs } = reading;
      return {
        kind: 'wait',
        reference: text('reference', node.reference),
        timeoutMs,
        ...variable,
        routes: outputRoutes(node.results, reading),
      };
    }
    case 'Chat Desk':
      return { kind: 'handoff', routes: outputRoutes(node.results, reading) };
  }
};

const inputFields = (node: NodeOf<'Request Input'>, { pointer }: KeyedNode, reading: NodeReading): object => {
  const { menuText, variable, validationPattern, cancelInput } = node;
  const problem = validationPattern === undefined ? undefined : regexProblem(validationPattern);
  if (problem !== undefined) {
    const place = `${pointer}/validationPattern`;
    reading.context.report({
      code: 'unreadable-pattern',
      severity: 'warning',
      platformPlace: place,
      reason: problem,
      fix: 'Correct the regular expression.',
    });
  }
  const regex = problem === undefined ? validationPattern : undefined;
  const own = reading.target(node.goTo) ?? 'next';
  const said = (node.results ?? []).flatMap((result): readonly RouteInput[] => {
    const to = reading.target(result.goTo) ?? 'next';
    switch (result.name) {
      case 'cancel':
        return cancelInput === undefined ? [] : [{ when: { equals: cancelInput }, to }];
      case 'valid':
        return regex === undefined ? [] : [{ when: { regex }, to }];
      case 'is':
        return typeof result.text === 'string' ? [{ when: { equals: result.text }, to }] : [];
      case 'invalid':
        return [{ when: { outcome: 'no-match' }, to }];
      default:
        return [{ to }];
    }
  });
  const has = (name: string): boolean => (node.results ?? []).some((result) => result.name === name);
  // A word or a pattern without an output of its own leads where the step does, and so does whatever else is typed.
  const silent: readonly RouteInput[] = [
    ...(cancelInput !== undefined && !has('cancel') ? [{ when: { equals: cancelInput }, to: own }] : []),
    ...(regex !== undefined && !has('valid') ? [{ when: { regex }, to: own }] : []),
  ];
  const isOpen = cancelInput !== undefined && regex === undefined && !has('*') && !has('is');
  return {
    kind: 'question',
    text: reading.text(menuText, `${pointer}/menuText`),
    ...(variable !== undefined && { variable }),
    routes: [...silent, ...said, ...(isOpen ? [{ to: own }] : [])],
  };
};

const outputRoutes = (results: readonly Result[] | undefined, { target }: Reading): readonly RouteInput[] =>
  (results ?? []).map(({ name, goTo }) => ({
    ...(name !== '*' && { when: { outcome: name === 'default' ? 'no-match' : name } }),
    to: target(goTo) ?? 'next',
  }));

const carried = ({ node, id, name, pointer }: KeyedNode, reading: NodeReading): DraftNode => {
  const { id: _id, name: _name, goTo, neutral: _neutral, results, ...raw } = node;
  const next = reading.target(goTo);
  const read = Array.isArray(results)
    ? results.filter((one): one is Result => isJsonObject(one as Json) && typeof (one as Result).name === 'string')
    : [];
  const routes = read.map(({ name: output, goTo: to }) => ({
    ...(output !== '*' && { when: { outcome: output } }),
    to: reading.target(to) ?? 'next',
  }));
  const draft = {
    id,
    name,
    kind: 'platform',
    adapter: 'clickatell',
    raw: withoutUnset(raw) as Json,
    routes,
    ...(next !== undefined && { next }),
  } as DraftNode;
  if (!isKnownNode(node)) reportType(node.type, draft, pointer, reading);
  return draft;
};

const reportType = (type: string, at: DraftNode, pointer: string, { context }: Reading): void => {
  if (carriedTypes.has(type)) {
    const reason = `A step of the type ${JSON.stringify(type)} has no neutral meaning; it is carried as it is.`;
    context.report({ code: 'carried-type', severity: 'warning', at, platformPlace: pointer, reason });
    return;
  }
  const meant = [...Object.keys(nodes), ...carriedTypes].find((known) => known.toLowerCase() === type.trim().toLowerCase());
  context.report({
    code: 'unknown-type',
    severity: 'warning',
    at,
    platformPlace: `${pointer}/type`,
    reason: `Chat Flow has no step of the type ${JSON.stringify(type)}; it is carried as it is.`,
    fix: meant === undefined ? 'Use the name that Chat Flow shows.' : `Write ${JSON.stringify(meant)}.`,
  });
};
