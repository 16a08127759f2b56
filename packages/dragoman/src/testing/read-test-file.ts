import { dirname, resolve } from 'node:path';
import { type Diagnostic, formatPointer, isDragomanError, isJsonObject, type Json, type JsonObject } from '@dragoman/core';
import type { Stub, Stubs } from '@dragoman/runtime';
import type * as z from 'zod';
import { readDataFile } from '../cli/data-file.ts';
import { fileError } from '../loading/file-error.ts';
import { loadDocument } from '../loading/load-document.ts';
import type { ConversationTest, RequestExpectation, TestFile, TestSetup } from './conversation-test.ts';
import { readStep } from './read-step.ts';
import { type StubInput, type TestCaseInput, type TestFileInput, testFileSchema } from './test-file-schema.ts';
import { pathOf, readText, testProblem } from './text-expectation.ts';

/**
 * Reads a file of conversation tests, YAML or JSON. Throws `validation`, with a diagnostic at line and column for each
 * problem. `file` is what messages call it.
 */
export const readTestFile = async (path: string, file: string): Promise<TestFile> => {
  const document = await loadDocument(path, file);
  const { locate, spelled } = document;
  if (locate === undefined || spelled === undefined)
    throw fileError(file, [
      problemAt(undefined, '', 'Tests are data, and this is a program.', 'Write them as YAML, or use dragoman/testing.'),
    ]);
  const diagnosticAt = (place: string, reason: string, fix?: string): Diagnostic =>
    problemAt({ file, ...locate(place) }, place, reason, fix);
  const parsed = testFileSchema.safeParse(document.value, { reportInput: true });
  if (!parsed.success)
    throw fileError(
      file,
      parsed.error.issues.map((issue) => issueDiagnostic(issue, diagnosticAt)),
    );
  const folder = dirname(path);
  const texts = spelled() as Spelled;
  const problems: Diagnostic[] = [];
  const tests: ConversationTest[] = [];
  const answers = createAnswerFiles(folder);
  for (const [name, input] of Object.entries(parsed.data.cases)) {
    const place = formatPointer(['cases', name]);
    try {
      tests.push(await readCase({ name, place, input, shared: parsed.data, texts, answers }));
    } catch (error) {
      if (!isDragomanError(error) || error.code !== 'validation') throw error;
      problems.push(...error.diagnostics.map(({ place: inside, reason, fix }) => diagnosticAt(inside, reason, fix)));
    }
  }
  if (problems.length > 0) throw fileError(file, [...new Map(problems.map((one) => [`${one.place} ${one.reason}`, one])).values()]);
  return {
    file,
    bots: list(parsed.data.bot).map((one) => resolve(folder, one)),
    tests,
    reads: answers.paths(),
    locate,
  };
};

/** The document with every scalar as it is spelled. */
export type Spelled = Json;

interface CaseWork {
  readonly name: string;
  readonly place: string;
  readonly input: TestCaseInput;
  readonly shared: TestFileInput;
  readonly texts: Spelled;
  readonly answers: AnswerFiles;
}

const readCase = async ({ name, place, input, shared, texts, answers }: CaseWork): Promise<ConversationTest> => {
  const spelledCase = at(at(texts, 'cases'), name);
  const setup: TestSetup = {
    stub: [await readStubs(input.stub, answers, `${place}/stub`), await readStubs(shared.stub, answers, '/stub')],
    given: { ...shared.given, ...input.given } as JsonObject,
    env: { ...textsOf(at(texts, 'env')), ...textsOf(at(spelledCase, 'env')) },
    set: { ...shared.set, ...input.set } as JsonObject,
    ...(input.now === undefined ? readNow(shared.now, '/now') : readNow(input.now, `${place}/now`)),
  };
  const spelledTalk = at(spelledCase, 'talk') as readonly Spelled[];
  return {
    name,
    place,
    setup,
    platforms: list(input.as ?? shared.as ?? 'neutral'),
    channels: input.channel === undefined && shared.channel === undefined ? [undefined] : list(input.channel ?? shared.channel ?? []),
    steps: input.talk.map((step, index) => readStep(step, spelledTalk[index] ?? '', `${place}/talk/${index}`)),
    ...(input.requests !== undefined && {
      requests: input.requests.map((entry, index) => readRequest(entry, at(spelledCase, 'requests', index), `${place}/requests/${index}`)),
    }),
    variables: (input.variables ?? {}) as JsonObject,
    ...(input.skip !== undefined && { skip: input.skip }),
  };
};

const readStubs = async (stubs: TestFileInput['stub'] = {}, answers: AnswerFiles, place: string): Promise<Stubs> => {
  const read: Record<string, Stub | readonly Stub[]> = {};
  for (const [name, stub] of Object.entries(stubs)) {
    const at = `${place}${formatPointer([name])}`;
    const entries = await Promise.all(list(stub).map((one, index) => readStub(one, answers, Array.isArray(stub) ? `${at}/${index}` : at)));
    if (entries.length === 0) throw testProblem(at, 'The list of answers is empty.', 'Give at least one, such as 200.');
    read[name] = entries;
  }
  return read;
};

const readStub = async (stub: StubInput, answers: AnswerFiles, place: string): Promise<Stub> => {
  if (typeof stub !== 'object') return stub;
  const { status, headers, body, file } = stub;
  const content = file === undefined ? body : await answers.read(file, `${place}/file`);
  return { status, ...(headers !== undefined && { headers }), ...(content !== undefined && { body: content as Json }) };
};

/** Files with answers, each read once. */
interface AnswerFiles {
  read(file: string, place: string): Promise<Json>;
  /** Absolute, of all that were asked for. */
  paths(): readonly string[];
}

const createAnswerFiles = (folder: string): AnswerFiles => {
  const known = new Map<string, Json>();
  const asked = new Set<string>();
  return {
    read: async (file, place) => {
      asked.add(resolve(folder, file));
      try {
        const content = known.get(file) ?? (await readDataFile('file', file, folder));
        known.set(file, content);
        return content;
      } catch (error) {
        if (!isDragomanError(error)) throw error;
        throw testProblem(place, `The file ${file} cannot be read.`, 'Name a file, relative to this one.');
      }
    },
    paths: () => [...asked],
  };
};

const readNow = (now: string | undefined, place: string): { readonly now?: string } => {
  if (now === undefined) return {};
  if (Number.isNaN(Date.parse(now)))
    throw testProblem(place, `${JSON.stringify(now)} is no time.`, 'Write an ISO date: 2026-01-31T12:00:00Z.');
  return { now };
};

const readRequest = (entry: TestCaseRequest, spelled: Spelled, place: string): RequestExpectation => {
  const [integration = '', expected = {}] = Object.entries(entry)[0] ?? [];
  const inside = `${place}${formatPointer([integration])}`;
  if (typeof expected === 'string') {
    const [, method, url] = /^(?:([A-Z]+)(?:\s+|$))?(.*)$/s.exec(expected) ?? [];
    return {
      integration,
      place,
      ...(method !== undefined && { method }),
      ...(url !== undefined && url !== '' && { url: readText(url, inside) }),
    };
  }
  const { method, url, query, headers, body } = expected;
  const texts = at(spelled, integration);
  return {
    integration,
    place,
    ...(method !== undefined && { method }),
    ...(url !== undefined && { url: readText(spelling(texts, 'url'), `${inside}/url`) }),
    ...(query !== undefined && { query: readRows(at(texts, 'query'), `${inside}/query`) }),
    ...(headers !== undefined && { headers: readRows(at(texts, 'headers'), `${inside}/headers`) }),
    ...(body !== undefined && { body: body as Json }),
  };
};

type TestCaseRequest = NonNullable<TestCaseInput['requests']>[number];

const readRows = (rows: Spelled, place: string) =>
  Object.fromEntries(Object.entries(textsOf(rows)).map(([name, text]) => [name, readText(text, `${place}${formatPointer([name])}`)]));

const textsOf = (spelled: Spelled): { readonly [name: string]: string } =>
  isJsonObject(spelled) ? Object.fromEntries(Object.entries(spelled).map(([name, text]) => [name, String(text)])) : {};

const spelling = (spelled: Spelled, name: string): string => String(at(spelled, name));

/** Follows keys into data that fits the schema. */
const at = (value: Json | undefined, ...keys: readonly (string | number)[]): Json =>
  keys.reduce<Json>((inner, key) => (inner as { readonly [key: string | number]: Json } | null)?.[key] ?? '', value ?? '');

const list = <T>(one: T | readonly T[]): readonly T[] => (Array.isArray(one) ? one : [one as T]);

const issueDiagnostic = (
  issue: z.core.$ZodIssue,
  diagnosticAt: (place: string, reason: string, fix?: string) => Diagnostic,
): Diagnostic => {
  const place = formatPointer(issue.path.map(String));
  if (issue.code !== 'unrecognized_keys') return diagnosticAt(place, `${issue.message.replace(/\.$/, '')}.`);
  const [first = ''] = issue.keys;
  return diagnosticAt(`${place}${formatPointer([first])}`, `There is no field ${issue.keys.map((key) => `"${key}"`).join(', ')} here.`);
};

const problemAt = (at: Diagnostic['at'], place: string, reason: string, fix?: string): Diagnostic => ({
  code: 'wrong-test',
  severity: 'error',
  place,
  path: pathOf(place),
  ...(at !== undefined && { at }),
  reason,
  ...(fix !== undefined && { fix }),
});
