import { exportBot, importBot, isDragomanError, type Json, type JsonObject, type PlatformAdapter, type Plugin } from '@dragoman/core';
import { clause } from '../../kit/clause.ts';
import { deepFreeze } from '../../kit/deep-freeze.ts';
import { expectSame, expectThat, expectThrow } from '../../kit/expectation.ts';
import { leaves } from '../../kit/leaves.ts';
import { editText } from '../edit-text.ts';
import { artifactsOf, fitsSchema, type PlatformAdapterSubject } from '../platform-adapter-subject.ts';

const each = (
  subject: PlatformAdapterSubject,
  act: (adapter: PlatformAdapter, artifact: { readonly name: string; readonly text: string; readonly plugins: readonly Plugin[] }) => void,
): void => {
  for (const artifact of artifactsOf(subject)) act(subject.create(), { ...artifact, plugins: subject.plugins });
};

/** What holds for each document of the platform. */
export const artifactClauses = {
  'recognises-its-artifacts': clause<PlatformAdapterSubject>((subject) => {
    each(subject, ({ artifact }, { name, text }) =>
      expectThat(artifact.recognises(parsed(text)), `${name}: recognises says that it is one of the platform.`),
    );
    const { artifact } = subject.create();
    const strangers: readonly Json[] = [null, true, 1, 'text', [], {}, [{}], { format: 'dragoman/1' }];
    for (const stranger of strangers) {
      const isTaken = artifact.recognises(stranger);
      expectThat(!isTaken, `recognises says that ${JSON.stringify(stranger)} is none of the platform.`);
    }
  }),

  'imports-its-artifacts': clause<PlatformAdapterSubject>((subject) =>
    each(subject, (adapter, { name, text, plugins }) => {
      const { diagnostics } = importBot(adapter, text, { plugins });
      expectSame(
        diagnostics.filter(({ severity }) => severity === 'error'),
        [],
        `${name}: it is imported without an error.`,
      );
    }),
  ),

  'gives-artifacts-back': clause<PlatformAdapterSubject>((subject) =>
    each(subject, (adapter, { name, text, plugins }) => {
      const imported = importBot(adapter, text, { plugins });
      expectThat(
        exportBot(adapter, imported.value, { plugins }).text === text,
        `${name}: imported and exported again, it is the same byte for byte.`,
      );
    }),
  ),

  'import-is-pure': clause<PlatformAdapterSubject>((subject) =>
    each(subject, (adapter, { name, text, plugins }) => {
      const first = importBot(adapter, deepFreeze(parsed(text)), { plugins });
      const second = importBot(adapter, deepFreeze(parsed(text)), { plugins });
      expectSame(second.diagnostics, first.diagnostics, `${name}: importing it twice gives the same findings.`);
      expectSame(second.value, first.value, `${name}: importing it twice gives the same bot.`);
    }),
  ),

  'imports-its-own-semantics': clause<PlatformAdapterSubject>((subject) =>
    each(subject, (adapter, { name, text, plugins }) => {
      const own: ReadonlySet<string> = new Set(adapter.capabilities.semantics);
      const constant = (semantics: object) => Object.fromEntries(Object.entries(semantics).filter(([field]) => !own.has(field)));
      expectSame(
        constant(importBot(adapter, text, { plugins }).value.semantics ?? {}),
        constant(adapter.semantics),
        `${name}: the imported bot behaves as the adapter's semantics say, but for what bots set for themselves.`,
      );
    }),
  ),

  'an-edit-stays-local': clause<PlatformAdapterSubject>((subject) =>
    each(subject, (adapter, { name, text, plugins }) => {
      const edited = editText(importBot(adapter, text, { plugins }).value);
      if (edited === undefined) return;
      const exported = exportBot(adapter, edited.bot, { plugins });
      const before = leaves(parsed(text));
      const after = leaves(exported.value as Json);
      const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
        (pointer) => before.get(pointer) !== after.get(pointer) && !isEmptyPair(before.get(pointer), after.get(pointer)),
      );
      expectThat(changed.length > 0, `${name}: an edited text of ${edited.node} is printed.`);
      const strange = changed.filter((pointer) => !String(after.get(pointer)).includes(edited.mark));
      expectSame(strange, [], `${name}: after an edit of a text of ${edited.node}, only the places that print this text have changed.`);
    }),
  ),

  'keeps-unknown-fields': clause<PlatformAdapterSubject>(async (subject) => {
    for (const { name, text } of artifactsOf(subject)) {
      const adapter = subject.create();
      const { document, added } = await withUnknownFields(adapter, parsed(text));
      expectThat(added.length > 0, `${name}: the schema takes fields it does not know, as documents of a vendor come to have.`);
      const imported = importBot(adapter, document, { plugins: subject.plugins });
      const edited = editText(imported.value);
      const { value } = exportBot(adapter, edited?.bot ?? imported.value, { plugins: subject.plugins });
      const kept = leaves(value as Json);
      const lost = added.filter((pointer) => kept.get(pointer) !== unknownValue);
      expectSame(lost, [], `${name}: fields the adapter does not know stay where they were, also after an edit.`);
    }
  }),

  'refuses-what-is-no-artifact': clause<PlatformAdapterSubject>((subject) => {
    const adapter = subject.create();
    for (const { name, document } of [
      { name: 'null', document: null },
      { name: 'a list', document: [] },
      { name: 'text that is no JSON', document: '{"half":' },
      { name: 'a neutral bot', document: { format: 'dragoman/1', id: 'x', flows: 'none' } },
    ]) {
      const error = expectThrow(() => importBot(adapter, document), `Importing ${name} throws.`);
      expectThat(
        isDragomanError(error) && error.code === 'validation',
        `Importing ${name} throws a DragomanError with the code validation; it threw ${String(error)}.`,
      );
      if (name !== 'text that is no JSON')
        expectThat(
          error.diagnostics.every(({ platformPlace }) => platformPlace !== undefined),
          `What is wrong with ${name} has a place.`,
        );
    }
    const broken = breakType(parsed(artifactsOf(subject)[0]?.text ?? '{}'));
    const error = expectThrow(
      () => importBot(adapter, broken.document),
      `Importing a document whose ${broken.field} is of another type throws.`,
    );
    expectThat(
      isDragomanError(error) &&
        error.code === 'validation' &&
        error.diagnostics.some(({ platformPlace }) => platformPlace?.startsWith(`/${broken.field}`)),
      `Importing a document whose ${broken.field} is wrong throws validation and names the place /${broken.field}; it threw ${String(error)}.`,
    );
  }),
};

const parsed = (text: string): Json => JSON.parse(text.replace(/^\uFEFF/, '')) as Json;

// A list that got its first element, or lost its last, is not a change of its own.
const isEmptyPair = (a: Json | undefined, b: Json | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

const unknownField = 'x-dragoman-unknown';
const unknownValue = 'kept?';

/** The document with an unknown field in each object where the schema takes one, and where these are. */
const withUnknownFields = async (
  adapter: PlatformAdapter,
  document: Json,
): Promise<{ readonly document: Json; readonly added: readonly string[] }> => {
  const places: (readonly (string | number)[])[] = [];
  const walk = (value: Json, path: readonly (string | number)[]): void => {
    if (typeof value !== 'object' || value === null) return;
    if (!Array.isArray(value)) places.push(path);
    for (const [key, field] of Object.entries(value)) walk(field as Json, [...path, key]);
  };
  walk(document, []);
  let changed = document;
  const added: string[] = [];
  for (const path of places) {
    const next = withField(changed, path);
    if ((await fitsSchema(adapter, next)) !== undefined) continue;
    changed = next;
    added.push(`/${[...path, unknownField].map((segment) => String(segment).replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`);
  }
  return { document: changed, added };
};

const withField = (value: Json, [head, ...rest]: readonly (string | number)[]): Json => {
  if (head === undefined) return { ...(value as JsonObject), [unknownField]: unknownValue };
  if (Array.isArray(value))
    return value.map((element, index) => (String(index) === String(head) ? withField(element as Json, rest) : (element as Json)));
  const object = value as JsonObject;
  return { ...object, [head]: withField(object[head] ?? null, rest) };
};

/** The document with another type in one of its fields. */
const breakType = (document: Json): { readonly document: Json; readonly field: string } => {
  const [field = 'document', value] =
    Object.entries(document as JsonObject).find(([, candidate]) => typeof candidate === 'object' && candidate !== null) ?? [];
  return { document: { ...(document as JsonObject), [field]: Array.isArray(value) ? 7 : [7] }, field };
};
