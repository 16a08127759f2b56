import {
  type BodyInput,
  type Capabilities,
  type IntegrationInput,
  type Json,
  type JsonPath,
  printTemplate,
  type ResponseField,
  type Row,
  type Template,
  type TemplatePart,
} from '@dragoman/core';
import * as fc from 'fast-check';
import { placeholders, templates } from './templates.ts';
import { paths, rowPaths, rowsPaths, words } from './vocabulary.ts';
import { type Make, pick, type ResponseNames } from './world.ts';

/** Rows with names of their own; some names stand twice where the platform may repeat them. */
export const rows = (capabilities: Capabilities, prefix: string): fc.Arbitrary<Make<readonly Row[]>> =>
  fc
    .array(singleLine(capabilities), { minLength: 1, maxLength: 2 })
    .map((values) => (world, at) => values.map((make, index) => ({ name: `${prefix}-${index + 1}`, value: make(world, at) })));

/** Headers hold no line break, and need no more than one placeholder to be interesting. */
const singleLine = (capabilities: Capabilities): fc.Arbitrary<Make<Template>> =>
  fc.oneof(
    placeholders(capabilities).map(
      (make): Make<Template> =>
        (world, at) =>
          oneLine(printTemplate(make(world, at))),
    ),
    fc.constantFrom(...words).map(
      (word): Make<Template> =>
        () =>
          oneLine(printTemplate([{ kind: 'text', text: word }])),
    ),
  );

const oneLine = (text: string): string => text.replaceAll('\n', ' ');

/** Bodies of the forms the capabilities list; there must be one. */
export const bodies = (capabilities: Capabilities): fc.Arbitrary<Make<BodyInput>> => {
  const { request } = capabilities;
  const text = templates(capabilities);
  const kinds: fc.Arbitrary<Make<BodyInput>>[] = [];
  if (request.includes('json')) {
    kinds.push(
      fc.tuple(text, text, fc.constantFrom<Json>(1, null, true, [])).map(
        ([first, second, literal]): Make<BodyInput> =>
          (world, at) => ({
            json: { first: first(world, at), second: [second(world, at), literal] },
          }),
      ),
    );
  }
  if (request.includes('form'))
    kinds.push(
      rows(capabilities, 'field').map(
        (make): Make<BodyInput> =>
          (world, at) => ({ form: make(world, at) }),
      ),
    );
  if (request.includes('text'))
    kinds.push(
      text.map(
        (make): Make<BodyInput> =>
          (world, at) => ({ text: make(world, at) }),
      ),
    );
  return kinds.length === 0 ? fc.constant<Make<BodyInput>>(() => ({ text: '' })) : fc.oneof(...kinds);
};

export interface IntegrationPlan {
  readonly names: ResponseNames;
  readonly make: Make<IntegrationInput>;
}

/** Integrations. Each has a host of its own, by which the servers of a run know it whatever a platform calls it. */
export const integrations = (capabilities: Capabilities): fc.Arbitrary<(number: number) => IntegrationPlan> => {
  const { request, response, call } = capabilities;
  const some = <T>(isListed: boolean, arbitrary: fc.Arbitrary<T>, freq = 1): fc.Arbitrary<T | undefined> =>
    isListed ? fc.option(arbitrary, { freq, nil: undefined }) : fc.constant(undefined);
  const hasBody = request.some((part) => part === 'json' || part === 'form' || part === 'text');
  return fc
    .record({
      method: fc.constantFrom(...(capabilities.methods.length === 0 ? (['GET'] as const) : capabilities.methods)),
      path: placeholders(capabilities),
      isPathFixed: fc.boolean(),
      query: some(request.includes('query'), rows(capabilities, 'q')),
      headers: some(request.includes('headers'), rows(capabilities, 'x-own')),
      body: some(hasBody, bodies(capabilities), 3),
      fields: fc.array(fields(capabilities), { maxLength: response.includes('fields') || response.includes('to') ? 3 : 0 }),
      columns: fc.array(fc.constantFrom(...rowPaths), { maxLength: response.includes('perRow') && response.includes('rows') ? 2 : 0 }),
      hasRows: response.includes('rows') ? fc.boolean() : fc.constant(false),
      outcome: some(response.includes('jsonpath'), fc.constantFrom('$.status', '$.total')),
      onMissing: response.includes('keep-only')
        ? fc.constant('keep' as const)
        : some(response.includes('keep'), fc.constant('keep' as const)),
      timeoutMs: some(call.includes('timeoutMs'), fc.constant(4_000)),
      format: response.includes('text')
        ? fc.constantFrom('json' as const, 'json' as const, 'json' as const, 'text' as const)
        : fc.constant('json' as const),
    })
    .map((plan) => (number) => {
      const isJson = plan.format === 'json';
      const named = isJson
        ? plan.fields.map(({ to, path, type }, index) => ({ path, ...(type && { type }), name: `f${index + 1}`, to }))
        : [];
      const columns = isJson ? plan.columns.map((path, index) => ({ name: `c${index + 1}`, path, perRow: true })) : [];
      const isBodied = plan.method !== 'GET' && plan.method !== 'HEAD' && plan.method !== 'OPTIONS';
      return {
        names: {
          variable: `result${number}`,
          fields: named.map(({ name }) => name),
          columns: columns.map(({ name }) => name),
          isJudged: plan.outcome !== undefined && isJson,
        },
        make: (world, at) => ({
          id: `call-${number}`,
          name: `Call ${number}`,
          method: plan.method,
          url: `https://server-${number}.example/v1/${plan.isPathFixed ? 'things' : pathSegment(plan.path(world, at))}`,
          ...(plan.query && { query: plan.query(world, at) }),
          ...(plan.headers && { headers: plan.headers(world, at) }),
          ...(plan.body && isBodied && { body: plan.body(world, at) }),
          ...(plan.timeoutMs !== undefined && { timeoutMs: plan.timeoutMs }),
          response: {
            variable: `result${number}`,
            format: plan.format,
            ...(plan.outcome !== undefined && isJson && { outcome: { jsonpath: plan.outcome } }),
            ...((plan.hasRows || columns.length > 0) && isJson && { rows: pick(rowsPaths, number) ?? '$.items' }),
            fields: [
              ...named.map(
                ({ to, ...field }): ResponseField => ({
                  ...field,
                  ...(to !== undefined && { to: world.variables[to % world.variables.length] ?? 'v1' }),
                }),
              ),
              ...columns,
            ],
            // Where nothing is written, there is nothing to keep.
            ...(plan.onMissing !== undefined && (named.length > 0 || !response.includes('keep-only')) && { onMissing: plan.onMissing }),
          },
        }),
      };
    });
};

interface FieldPlan {
  readonly path: JsonPath;
  readonly type: ResponseField['type'];
  readonly to: number | undefined;
}

const fields = ({ response }: Capabilities): fc.Arbitrary<FieldPlan> =>
  fc.record({
    path: fc.constantFrom(...paths),
    type: response.includes('type')
      ? fc.constantFrom<ResponseField['type'][]>(undefined, 'text', 'number', 'json')
      : fc.constant<ResponseField['type']>(undefined),
    // Without names of their own, values are written to variables or not at all.
    to: !response.includes('to')
      ? fc.constant(undefined)
      : response.includes('fields')
        ? fc.option(fc.nat(20), { freq: 1, nil: undefined })
        : fc.nat(20),
  });

const pathSegment = (parts: readonly TemplatePart[]): Template =>
  printTemplate(parts.map((part) => (part.kind === 'text' ? { ...part, text: encodeURIComponent(part.text) } : part)));
