import type { Integration, ResponseField, ResponseMapping } from '../document/integration.ts';
import type { ApiNode, Node } from '../document/node.ts';
import type { OutcomeMatch, Route } from '../document/route.ts';
import { neutralSemantics, type Semantics } from '../document/semantics.ts';
import type { Assignment } from '../document/variable.ts';
import { printReference } from '../template/print-template.ts';
import { reservedRoots } from '../template/template-tree.ts';
import type { LowerContext, Pass } from './lower-context.ts';
import { settled } from './made-node.ts';
import { rankOf } from './outcome-buckets.ts';
import { type NodeContext, rewriteNodes } from './rewrite-nodes.ts';
import { routesSet } from './route-sets.ts';
import { canSetFirst, setFirst } from './set-first.ts';
import { unroutedOutcome } from './unrouted.ts';

export const responseCodes = {
  'response-field-not-carried': 'The platform cannot take this value from a response.',
  'response-rows-not-carried': 'The platform cannot select rows of a response.',
  'response-variable-not-carried': 'The platform cannot write a value of a response to a variable of its own.',
  'response-type-not-carried': 'The platform cannot turn a value of a response into another type.',
  'response-transform-not-carried': 'The platform cannot run a script on a response.',
  'response-outcome-not-carried': 'The platform cannot compare a value of a response.',
  'response-missing-not-kept': 'The platform replaces a value also when the response has none.',
  'response-missing-kept': 'The platform keeps a value when the response has none.',
  'response-format-not-carried': 'The platform cannot read responses of this format.',
} as const;

/** Leaves responses that are mapped only as listed; nodes behind a call write what the mapping cannot. */
export const lowerResponses: Pass = (bot, context) => {
  const moved = new Map<string, readonly ResponseField[]>();
  const values = new Set<string>();
  const integrations = bot.integrations.map((integration) => {
    const response = loweredResponse(integration, { moved, values, context });
    return response === integration.response ? integration : context.provenance.derive({ ...integration, response }, integration);
  });
  if (integrations.every((integration, index) => integration === bot.integrations[index])) return bot;
  const variables = new Map(integrations.map(({ id, response }) => [id, response.variable]));
  const semantics = { ...neutralSemantics, ...bot.semantics };
  return rewriteNodes({ ...bot, integrations }, context, (node, place) => {
    if (node.kind !== 'api') return undefined;
    const api = node as ApiNode;
    const fields = moved.get(api.integration) ?? [];
    const known = values.has(api.integration) ? withoutValues(api, context) : api;
    if (fields.length === 0) return known === api ? undefined : [known];
    const set = fields.map(({ name, to = name }) => ({ variable: to, value: fieldOf(variables.get(api.integration) ?? '', name) }));
    if (!canWriteBehind(known, set, context)) {
      for (const field of fields) reportNotWritten(field, context);
      return known === api ? undefined : [known];
    }
    context.rewritten(node);
    // Put back, the node would call what no longer writes.
    context.staysRewritten(node);
    return withWrites(known, set, { fields, semantics, place, context });
  });
};

interface Work {
  /** Fields whose variables api nodes write, by integration. */
  readonly moved: Map<string, readonly ResponseField[]>;
  /** Integrations whose routes can no longer compare values. */
  readonly values: Set<string>;
  readonly context: LowerContext;
}

const loweredResponse = ({ id, response }: Integration, { moved, values, context }: Work): ResponseMapping => {
  const { response: list, scripts } = context.capabilities;
  const listed = new Set(list);
  const lost = (code: keyof typeof responseCodes, at: object, reason: string, loss: 'degraded' | 'dropped' = 'dropped'): void =>
    context.report({ code, at, loss, reason });
  const { transform, rows, ...rest } = response;
  const made: { -readonly [K in keyof ResponseMapping]: ResponseMapping[K] } = { ...rest };
  let isChanged = false;
  const drop = (isListed: boolean, report: () => void): boolean => {
    if (isListed) return false;
    report();
    isChanged = true;
    return true;
  };
  const dropsTransform =
    transform !== undefined &&
    drop(listed.has('transform') && scripts.includes(transform.dialect), () =>
      lost('response-transform-not-carried', transform, 'The platform cannot run this script on the response.'),
    );
  if (transform && !dropsTransform) made.transform = transform;
  const dropsRows =
    rows !== undefined &&
    drop(listed.has('rows'), () => lost('response-rows-not-carried', response, `The platform cannot select rows by ${rows}.`));
  if (rows !== undefined && !dropsRows) made.rows = rows;
  if (response.outcome !== 'status') {
    const { outcome } = response;
    if (
      drop(listed.has('jsonpath'), () =>
        lost('response-outcome-not-carried', outcome, 'The platform cannot compare a value of the response; it compares the status.'),
      )
    ) {
      made.outcome = 'status';
      values.add(id);
    }
  }
  const writes = response.fields.some(({ to }) => to !== undefined);
  if (response.onMissing === 'keep') {
    const isNothing = !writes;
    if (
      drop(
        listed.has('keep'),
        () =>
          isNothing ||
          lost(
            'response-missing-not-kept',
            response,
            'The platform replaces variables also when the response has no value for them.',
            'degraded',
          ),
      )
    ) {
      made.onMissing = 'unset';
    }
  }
  if (response.onMissing === 'unset' && writes && listed.has('keep-only')) {
    lost('response-missing-kept', response, 'The platform keeps the values of variables when the response has none for them.', 'degraded');
    made.onMissing = 'keep';
    isChanged = true;
  }
  if (
    response.format !== 'json' &&
    drop(listed.has(response.format), () =>
      lost(
        'response-format-not-carried',
        response,
        `The platform cannot read ${response.format}, so these responses have no body.`,
        'degraded',
      ),
    )
  ) {
    made.format = 'json';
  }
  const canWrite = context.capabilities.nodes.includes('assign') || routesSet(context.capabilities);
  const toWrite: ResponseField[] = [];
  const fields = response.fields.flatMap((field) => {
    const isTaken = listed.has('fields') || (listed.has('to') && field.to !== undefined);
    if (!isTaken || (field.perRow && (!listed.has('perRow') || dropsRows))) {
      isChanged = true;
      lost('response-field-not-carried', field, `The platform cannot take ${field.name} from the response.`);
      return [];
    }
    const { to, type, ...bare } = field;
    const keepsTo = to === undefined || listed.has('to');
    const keepsType = type === undefined || listed.has('type');
    if (keepsTo && keepsType) return [field];
    isChanged = true;
    if (!keepsType) lost('response-type-not-carried', field, `The platform takes ${field.name} as it stands in the response.`, 'degraded');
    if (!keepsTo) {
      if (canWrite) toWrite.push(field);
      else reportNotWritten(field, context);
    }
    return [context.provenance.derive({ ...bare, ...(keepsTo && to !== undefined && { to }), ...(keepsType && type && { type }) }, field)];
  });
  if (!isChanged) return response;
  if (toWrite.length > 0) moved.set(id, toWrite);
  return context.provenance.derive({ ...made, fields }, response);
};

/** Only a value that is a status can still be compared. */
const withoutValues = (api: ApiNode, context: LowerContext): ApiNode => {
  const routes = api.routes.filter((route) => {
    const when = route.when as OutcomeMatch | undefined;
    if (when === undefined || !('value' in when)) return true;
    context.report({
      code: 'response-outcome-not-carried',
      at: route,
      loss: 'dropped',
      reason: `The platform cannot compare a value of the response with ${JSON.stringify(when.value)}, so this route is never taken.`,
      fix: 'Route on the status.',
    });
    return false;
  });
  return routes.length === api.routes.length ? api : context.provenance.derive({ ...api, routes }, api);
};

const fieldOf = (variable: string, field: string): string =>
  printReference(
    reservedRoots.some((root) => root === variable)
      ? { root: 'var', segments: [{ name: variable }, { name: field }] }
      : { root: variable, segments: [{ name: field }] },
  );

/**
 * What decides between the ways out of a call would read the variables before they are written; and a route for all
 * that is left must come behind a condition on what is left.
 */
const canWriteBehind = (api: ApiNode, set: readonly Assignment[], context: LowerContext): boolean =>
  api.hooks?.after === undefined &&
  canSetFirst(context, api.routes, set) &&
  !api.routes.some((route) => route.if !== undefined && rankOf(route) <= 3) &&
  !api.routes.some((route) => route.if !== undefined && set.some(({ variable }) => JSON.stringify(route.if).includes(variable)));

const reportNotWritten = (field: ResponseField, { report }: LowerContext): void =>
  report({
    code: 'response-variable-not-carried',
    at: field,
    loss: 'dropped',
    reason: `The platform cannot write ${field.name} to the variable ${field.to}.`,
  });

interface WriteWork {
  readonly fields: readonly ResponseField[];
  readonly semantics: Semantics;
  readonly place: NodeContext;
  readonly context: LowerContext;
}

/** Every way out of the call writes first. */
const withWrites = (api: ApiNode, set: readonly Assignment[], { fields, semantics, place, context }: WriteWork): readonly Node[] => {
  const made: Node[] = [];
  const explicit = settled(context, api, place);
  const written = explicit.routes.map((route) => setFirst(context, api, route, set, made));
  const takes = (word: string): boolean =>
    api.routes.some(
      ({ when, if: condition }) =>
        condition === undefined && (when === undefined || ('is' in when && (when.is === word || when.is === 'other'))),
    );
  const added: Route[] = [];
  const { capabilities, report } = context;
  if (api.routes.length === 0 && semantics.failureText === '') added.push(context.provenance.derive({ set, to: place.onward }, api));
  else {
    if (!takes('success')) added.push(context.provenance.derive({ when: { is: 'success' }, set, to: place.onward } as const, api));
    if (!takes('failure')) {
      // Then the text of the failure is sent, which no route can do in its place.
      const unrouted = unroutedOutcome(api, 'failure', semantics, place.onward);
      const canSay = unrouted.say === undefined || capabilities.routes.includes('say') || capabilities.nodes.includes('message');
      if (canSay) added.push(context.provenance.derive({ when: { is: 'failure' }, set, ...unrouted } as const, api));
      else {
        for (const field of fields) {
          report({
            code: 'response-variable-not-carried',
            at: field,
            loss: 'degraded',
            reason: `After a call that fails the variable ${field.to} keeps the value it had.`,
          });
        }
      }
    }
  }
  return [{ ...explicit, routes: [...written, ...added] } as Node, ...made];
};
