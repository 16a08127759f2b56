import { type PlatformAdapterClause, type PlatformAdapterSubject, platformAdapterClauses } from '@dragoman/conformance';
import type { Draft, PlatformAdapter } from '@dragoman/core';
import * as z from 'zod';
import { createTwinAdapter, type TwinDocument } from '../../src/twin/twin-adapter.ts';
import { deepMap, deepMapTexts } from '../kit/deep-map.fixture.ts';
import { expectMutantsRejected, type Mutants } from '../kit/expect-mutants-rejected.fixture.ts';

type Twin = PlatformAdapter<TwinDocument>;
type Fields = { readonly [name: string]: unknown };

const subject = (create: () => PlatformAdapter): PlatformAdapterSubject => ({ create, artifacts: [], plugins: [] });
const sound = (): PlatformAdapterSubject => subject(createTwinAdapter);

/** The twin with some of it broken. */
const broken =
  (change: (twin: Twin) => Partial<Twin>): (() => PlatformAdapterSubject) =>
  () =>
    subject(() => {
      const twin = createTwinAdapter();
      return { ...twin, ...change(twin) };
    });

/** One that imports wrongly. */
const importing = (change: (draft: Draft) => Draft): (() => PlatformAdapterSubject) =>
  broken((twin) => ({ fromPlatform: (document, context) => change(twin.fromPlatform(document, context)) }));

/** One that prints wrongly. */
const printing = (change: (document: TwinDocument) => TwinDocument): (() => PlatformAdapterSubject) =>
  broken((twin) => ({ toPlatform: (view, context) => change(twin.toPlatform(view, context)) }));

/** One that imports the objects of a document wrongly. */
const importingEach = (change: (fields: Fields) => Fields): (() => PlatformAdapterSubject) => importing((draft) => deepMap(draft, change));

const without =
  (name: string) =>
  ({ [name]: _left, ...fields }: Fields): Fields =>
    fields;
const isNode = ({ kind, routes }: Fields): boolean => typeof kind === 'string' && Array.isArray(routes);

const mutants: Mutants<PlatformAdapterSubject, PlatformAdapterClause> = {
  'describes-itself': broken(() => ({ codes: { Shouting: 'no sentence' } })),
  'reads-what-its-dialect-prints': broken(({ dialects: { template } }) => ({
    dialects: { template: { ...template, print: (tree) => template.print(tree).replaceAll('{{"{{"}}', '{{') } },
  })),
  'writes-its-companions': broken(() => ({ companions: () => [{ extension: '.md', text: ' ' }] })),
  'recognises-its-artifacts': broken(({ artifact }) => ({ artifact: { ...artifact, recognises: () => true } })),
  'imports-its-artifacts': broken((twin) => ({
    fromPlatform: (document, context) => {
      context.report({ code: 'pause-unsteady', severity: 'error', reason: 'This one again.' });
      return twin.fromPlatform(document, context);
    },
  })),
  'gives-artifacts-back': () => {
    let printed = 0;
    return broken((twin) => ({ toPlatform: (view, context) => ({ ...twin.toPlatform(view, context), printed: printed++ }) }))();
  },
  'import-is-pure': () => {
    let imported = 0;
    return importingEach((fields) => (isNode(fields) ? { ...fields, delayMs: imported++ * 100 } : fields))();
  },
  'imports-its-own-semantics': () =>
    subject(() => {
      let asked = 0;
      return Object.defineProperty(createTwinAdapter(), 'semantics', {
        get: () => ({ ...createTwinAdapter().semantics, chainLimit: 50 + asked++ }),
      });
    }),
  'an-edit-stays-local': printing((document) => ({ ...document, size: JSON.stringify(document).length })),
  'keeps-unknown-fields': broken((twin) => ({
    fromPlatform: (document, context) => {
      const draft = twin.fromPlatform(document, context);
      return { ...draft, variables: document.slots as NonNullable<Draft['variables']> };
    },
  })),
  'refuses-what-is-no-artifact': broken(({ artifact }) => ({ artifact: { ...artifact, schema: z.any() } })),
  'exports-any-bot': broken((twin) => ({
    toPlatform: (view, context) => {
      if (view.nodes.some(({ kind }) => kind === 'wait')) throw new TypeError('There is no waiting here.');
      return twin.toPlatform(view, context);
    },
  })),
  'export-is-pure': () => {
    let printed = 0;
    return broken((twin) => ({
      toPlatform: (view, context) => {
        if (printed++ > 0) context.report({ code: 'pause-unsteady', reason: 'Said from the second time on.' });
        return twin.toPlatform(view, context);
      },
    }))();
  },
  'instances-share-nothing': () => {
    const printed = new Map<string, TwinDocument>();
    return broken((twin) => ({
      toPlatform: (view, context) => {
        const document = printed.get(view.id) ?? twin.toPlatform(view, context);
        printed.set(view.id, document);
        return document;
      },
    }))();
  },
  'reports-listed-codes': broken((twin) => ({
    toPlatform: (view, context) => {
      context.report({ code: 'made-up', reason: 'Just so.' });
      return twin.toPlatform(view, context);
    },
  })),
  'names-places-that-exist': broken((twin) => ({
    toPlatform: (view, context) =>
      twin.toPlatform(view, { ...context, report: (finding) => context.report({ ...finding, at: { ...finding.at } }) }),
  })),
  'keeps-secrets-out': printing((document) => ({
    ...document,
    locks: document.locks.map((lock) => ({ ...lock, value: process.env.SHOP_KEY })),
  })),
  'exports-for-its-channels': broken((twin) => ({
    toPlatform: (view, context) => {
      if (context.channel === 'narrow') throw new TypeError('There is no such channel.');
      return twin.toPlatform(view, context);
    },
  })),
  'nodes-come-back': importingEach((fields) =>
    isNode(fields) && fields.kind === 'jump' ? { ...without('to')(fields), kind: 'end' } : fields,
  ),
  'node-fields-come-back': importingEach(without('retryText')),
  'contents-come-back': importingEach(without('subtitle')),
  'flows-come-back': importingEach((fields) => ('reach' in fields ? { ...fields, reach: 'flow' } : fields)),
  'routes-come-back': importingEach(without('if')),
  'replies-come-back': importingEach((fields) =>
    fields.pattern === undefined ? fields : { ...without('pattern')(fields), equals: fields.pattern },
  ),
  'outcomes-come-back': importingEach((fields) => (fields.is === 'timeout' ? { is: 'error' } : fields)),
  'requests-come-back': importingEach((fields) => (Array.isArray(fields.query) ? { ...fields, query: onePerName(fields.query) } : fields)),
  'responses-come-back': importingEach((fields) => (fields.onMissing === 'keep' ? { ...fields, onMissing: 'unset' } : fields)),
  'variables-come-back': importingEach((fields) => (fields.scope === 'contact' ? { ...fields, scope: 'session' } : fields)),
  'reads-come-back': importing((draft) => deepMapTexts(draft, (text) => text.replace('.$status', '.status'))),
  'placeholders-come-back': importing((draft) => deepMapTexts(draft, (text) => text.replace('"{{answer}}", ', '"", '))),
  'names-come-back': broken((twin) => ({
    fromPlatform: (document, context) => {
      const names = new Map<string, string>();
      const id: typeof context.id = (kind, { key, name = names.get(key) ?? key, pointer }) => {
        names.set(key, name);
        return context.id(kind, { key: name.toLowerCase().replace(/\W+/g, '-'), ...(pointer !== undefined && { pointer }) });
      };
      return twin.fromPlatform(document, { ...context, id });
    },
  })),
  'holds-the-limit-of-texts': importing((draft) => deepMapTexts(draft, (text) => text.slice(0, 199))),
  'holds-the-limits-of-choices': importingEach((fields) =>
    typeof fields.label === 'string' ? { ...fields, label: fields.label.slice(0, 23) } : fields,
  ),
  'holds-the-limits-of-cards': importingEach((fields) =>
    typeof fields.title === 'string' && Array.isArray(fields.options) ? { ...fields, options: fields.options.slice(0, 2) } : fields,
  ),
  'holds-the-limit-of-contents': importingEach((fields) =>
    Array.isArray(fields.content) ? { ...fields, content: fields.content.slice(0, 4) } : fields,
  ),
  'route-on-each-outcome': printing((document) => deepMap(document, (fields) => (fields.is === 'timeout' ? { is: 'error' } : fields))),
  'route-on-exact-status': printing((document) => deepMap(document, (fields) => (fields.status === 404 ? { class: '5xx' } : fields))),
  'route-on-status-class': printing((document) => deepMap(document, (fields) => (fields.class === '4xx' ? { class: '5xx' } : fields))),
  'route-on-value': printing((document) => deepMap(document, (fields) => (fields.value === '404' ? { value: '4040' } : fields))),
};

const onePerName = (rows: readonly { readonly name?: unknown }[]): readonly unknown[] => [
  ...new Map(rows.map((row) => [row.name, row])).values(),
];

expectMutantsRejected(platformAdapterClauses, sound, mutants);
