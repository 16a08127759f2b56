import { createSlugs, type Draft, type DraftFlow } from '@dragoman/core';
import { readVariables } from '../scripts/declared-variables.ts';
import { readGlobals } from '../scripts/globals.ts';
import { dottedFields, joinFields } from '../templates/dotted-fields.ts';
import { extendsResult } from '../templates/response-of-responder.ts';
import { readWholeBody } from '../templates/whole-bodies.ts';
import { botSettings, globalFunctions, group, type LivePersonExport } from '../wire/export.ts';
import { interaction } from '../wire/interaction.ts';
import { responder } from '../wire/responder.ts';
import { credentialsOf } from './credentials.ts';
import { type Dialog, dialogsOf } from './dialogs.ts';
import { collectFindings } from './findings.ts';
import type { ImportContext, ReadTemplate } from './import-context.ts';
import { integrationOf, type NamedResponder, namedResponders, responseVariableOf } from './integrations.ts';
import type { InteractionContext } from './interaction-context.ts';
import { interactionNode } from './interaction-node.ts';
import { createNaming } from './named-parts.ts';
import { readPart, readParts } from './read-part.ts';
import { rowFieldsOf } from './repeated-card.ts';
import { readResults } from './result-names.ts';
import { settingsOf } from './settings.ts';
import { triggersOf } from './starters.ts';

/** Reads an export as a bot. What it does not understand is carried, and reported. */
export const botFromExport = (document: LivePersonExport, outer: ImportContext): Draft => {
  const { context, reportAll } = collectFindings(outer);
  const { report, restore } = context;
  const responders = namedResponders(readParts(responder, document.responder, '/responder', report), context);
  const read = readFields(responders, readResults(responders, context), restore);
  const credentials = credentialsOf(responders, context);
  const integrations = responders.map((one) => integrationOf(one, credentials.ids, read, context));

  const interactions = readParts(interaction, document.conversationMessage, '/conversationMessage', report).map(
    createNaming('node', report),
  );
  const byKey = new Map(interactions.map((one) => [one.key, one]));
  const dialogs = dialogsOf(readParts(group, document.groups, '/groups', report), interactions, byKey, context);

  const methods = readPart(globalFunctions, document.globalFunctions, '/globalFunctions', report)?.methods ?? '';
  const { variables = [], rest } = restore ? readVariables(methods) : { rest: methods };
  const scripts = rest.trim() === '' ? undefined : readGlobals(rest, { restore });

  const inside: InteractionContext = {
    report,
    restore,
    read,
    nodes: new Map(dialogs.flatMap(({ steps }) => steps.map(({ key, id }) => [key, id] as const))),
    flows: new Map(dialogs.map(({ key, id }) => [key, id])),
    integration: integrationFinder(responders),
    rowFields: rowFieldsOf(integrations),
    scopes: new Map(variables.map(({ name, scope }) => [name, scope])),
    optionReader: () => ({ read, report, idOf: createSlugs('option') }),
  };
  const flows = dialogs.map((dialog) => flowOf(dialog, inside));
  const draft: Draft = {
    ...settingsOf(readPart(botSettings, document.bot, '/bot', report) ?? {}, report),
    ...(scripts && { scripts }),
    ...dialogTypesOf(dialogs),
    ...(variables.length > 0 && { variables }),
    credentials: credentials.list,
    integrations,
    flows,
  };
  reportAll(
    new Map<string, object>([
      ...responders.map(({ pointer }, index) => [pointer, integrations[index] ?? draft] as const),
      ...dialogs.flatMap(({ pointer, steps }, index) => [
        [pointer, flows[index] ?? draft] as const,
        ...steps.map((step, position) => [step.pointer, flows[index]?.nodes[position] ?? draft] as const),
      ]),
    ]),
  );
  return draft;
};

const readFields = (responders: readonly NamedResponder[], read: ReadTemplate, restore: boolean): ReadTemplate => {
  const fields = dottedFields(
    responders.map((one) => ({
      variable: responseVariableOf(one),
      names: (one.value.customDataFields ?? []).map(({ key }) => key),
    })),
  );
  const extended = new Set(responders.filter(({ value }) => restore && extendsResult(value)).map(responseVariableOf));
  return (text, platformPlace) => readWholeBody(joinFields(read(text, platformPlace), fields), extended);
};

/** The types of dialogs that mean nothing here, by flow, so that an export says them again. */
const dialogTypesOf = (dialogs: readonly Dialog[]): Pick<Draft, 'platformOptions'> => {
  const types = dialogs.flatMap(({ id, value: { dialogType = 'DIALOG' } }) => (kinds.has(dialogType) ? [] : [[id, dialogType] as const]));
  return types.length === 0 ? {} : { platformOptions: { liveperson: { dialogTypes: Object.fromEntries(types) } } };
};

const flowOf = (dialog: Dialog, context: InteractionContext): DraftFlow => {
  const { id, name, pointer, value, steps } = dialog;
  const { report } = context;
  const { dialogType: type = 'DIALOG', status = 'ENABLED' } = value;
  const kind = kinds.get(type);
  const flow: DraftFlow = {
    id,
    name,
    kind: kind ?? 'platform',
    triggers: triggersOf(dialog, report),
    nodes: steps.map((step, index) => interactionNode(step, index === 0, context)),
  };
  if (kind === undefined) {
    const reason = `A dialog of the type ${JSON.stringify(type)} means nothing here; it is carried as it is.`;
    report({ code: 'unknown-dialog-type', severity: 'warning', at: flow, platformPlace: `${pointer}/dialogType`, reason });
  }
  if (status !== 'ENABLED') {
    const reason = `This dialog has the status ${JSON.stringify(status)}; here it starts like any other.`;
    report({
      code: 'inactive-part',
      severity: 'warning',
      at: flow,
      platformPlace: `${pointer}/status`,
      reason,
      fix: 'Take it out if it must not start.',
    });
  }
  return flow;
};

const kinds: ReadonlyMap<string, 'standard' | 'fallback'> = new Map([
  ['DIALOG', 'standard'],
  ['FALLBACK_DIALOG', 'fallback'],
]);

/** Interactions name what they call by id and by name; the id is what counts. */
const integrationFinder = (responders: readonly NamedResponder[]): InteractionContext['integration'] => {
  const byKey = new Map(responders.map(({ key, id }) => [key, id]));
  const byName = new Map(responders.map(({ name, id }) => [name, id]));
  return (id, name) => (id === undefined ? undefined : byKey.get(id)) ?? (name === undefined ? undefined : byName.get(name));
};
