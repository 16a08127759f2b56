import { readFile, writeFile } from 'node:fs/promises';
import { isJsonObject, type Json } from '@dragoman/core';
import { isCollection, isNode, isPair, isSeq, type Node, parseDocument, stringify, type YAMLSeq } from 'yaml';
import type { BotMessage } from './bot-message.ts';
import { messageProblem } from './message-expectation.ts';
import { readStep } from './read-step.ts';
import { stepOfMessage } from './step-of-message.ts';
import type { StepInput } from './test-file-schema.ts';

export interface UpdatedCase {
  readonly name: string;
  /** What the bot said after each act, as far as the talk went; what it said before the first is the first entry. */
  readonly exchanges: readonly (readonly BotMessage[])[];
}

/**
 * Writes what bots said into the talks of a test file, and leaves every other letter of it as it is: what happens,
 * comments, spelling, and the expectations that still hold. Answers with `anything` among what is expected stay. Gives the
 * names of the cases that were changed.
 */
export const updateTestFile = async (path: string, cases: readonly UpdatedCase[]): Promise<readonly string[]> => {
  const source = await readFile(path, 'utf8');
  const edits = cases.map((one) => ({ name: one.name, edits: editsOf(source, one) })).filter((one) => one.edits.length > 0);
  if (edits.length === 0) return [];
  const all = edits.flatMap((one) => one.edits).toSorted((left, right) => right.from - left.from);
  await writeFile(
    path,
    all.reduce((text, { from, to, put }) => text.slice(0, from) + put + text.slice(to), source),
  );
  return edits.map(({ name }) => name);
};

/** Puts a text where another one was. */
interface Edit {
  readonly from: number;
  readonly to: number;
  readonly put: string;
}

/** A step where it stands. */
interface Step {
  readonly value: Json;
  readonly from: number;
  readonly to: number;
}

const editsOf = (source: string, { name, exchanges }: UpdatedCase): readonly Edit[] => {
  // Every scalar is a text, so that all of them keep their spelling.
  const document = parseDocument(source, { schema: 'failsafe', uniqueKeys: false });
  const talk = document.getIn(['cases', name, 'talk'], true);
  if (!isSeq<Node>(talk)) return [];
  const values: readonly Json[] = talk.toJS(document);
  const steps = talk.items.map((item, index): Step => {
    const [from, to] = [item.range?.[0] ?? 0, endOf(item)];
    return { value: values[index] ?? null, from, to: from + source.slice(from, to).trimEnd().length };
  });
  const writing = talk.flow === true ? flowWriting(source, steps) : blockWriting(source, talk, steps);
  return exchangesOf(steps).flatMap(({ start, end }, index) => {
    const said = exchanges[index];
    return said === undefined ? [] : answerEdits(said, steps, { start, end }, writing);
  });
};

/** Where what is written of a node ends: the range of a block goes on over comments behind it. */
const endOf = (node: Node): number => {
  const last: unknown = isCollection(node) && node.flow !== true ? node.items.at(-1) : undefined;
  const inner = isPair(last) ? (last.value ?? last.key) : last;
  return isNode(inner) ? endOf(inner) : (node.range?.[1] ?? 0);
};

/** The expectations after each act, as positions among the steps; those before the first are the first entry. */
const exchangesOf = (steps: readonly Step[]): readonly { readonly start: number; readonly end: number }[] => {
  const acts = steps.flatMap(({ value }, index) => (isAct(value) ? [index] : []));
  return [-1, ...acts].map((act, index) => ({ start: act + 1, end: acts[index] ?? steps.length }));
};

const keyOf = (step: Json): string => (isJsonObject(step) ? (Object.keys(step)[0] ?? '') : String(step));

const isAct = (step: Json): boolean => ['user', 'choose', 'wait', 'callback'].includes(keyOf(step));

/** How steps are written where they stand. */
interface Writing {
  replace(index: number, step: Json): Edit;
  remove(index: number): Edit;
  /** Behind a step; -1 for before the first. */
  insert(index: number, steps: readonly Json[]): Edit;
}

const answerEdits = (
  said: readonly BotMessage[],
  steps: readonly Step[],
  { start, end }: { readonly start: number; readonly end: number },
  writing: Writing,
): readonly Edit[] => {
  const own = steps.slice(start, end).map((step, index) => ({ ...step, index: start + index }));
  if (own.some(({ value }) => value === 'anything')) return [];
  const expected = own.filter(({ value }) => keyOf(value) !== 'absent');
  const changed = expected.flatMap(({ value, index }, position) => {
    const message = said[position];
    if (message === undefined) return [writing.remove(index)];
    return isFitting(message, value) ? [] : [writing.replace(index, stepOfMessage(message))];
  });
  const more = said.slice(expected.length);
  if (more.length === 0) return changed;
  const last = expected.at(-1)?.index ?? start - 1;
  return [...changed, writing.insert(last, more.map(stepOfMessage))];
};

const isFitting = (message: BotMessage, value: Json): boolean => {
  try {
    const step = readStep(value as StepInput, value, '');
    return step.kind === 'bot' && messageProblem(step.message, message) === undefined;
  } catch {
    return false;
  }
};

/** Steps as entries of a block, each on lines of its own. */
const blockWriting = (source: string, talk: YAMLSeq<Node>, steps: readonly Step[]): Writing => {
  const newline = source.includes('\r\n') ? '\r\n' : '\n';
  const lineStart = (at: number): number => source.lastIndexOf('\n', at - 1) + 1;
  const lineEnd = (at: number): number => (source.indexOf('\n', at) === -1 ? source.length : source.indexOf('\n', at) + 1);
  const dashAt = (from: number): number => source.lastIndexOf('-', from - 1);
  const first = steps[0] === undefined ? (talk.range?.[0] ?? 0) : dashAt(steps[0].from);
  const indent = ' '.repeat(first - lineStart(first));
  const entry = (step: Json): string => `${indent}- ${written(step)}${newline}`;
  return {
    replace: (index, step) => ({ ...rangeOf(steps, index), put: written(step) }),
    remove: (index) => {
      const { from, to } = rangeOf(steps, index);
      return { from: lineStart(dashAt(from)), to: lineEnd(to), put: '' };
    },
    insert: (index, added) => {
      const at = index === -1 ? lineStart(first) : lineEnd(rangeOf(steps, index).to);
      const isOpen = at > 0 && source[at - 1] !== '\n';
      return { from: at, to: at, put: `${isOpen ? newline : ''}${added.map(entry).join('')}` };
    },
  };
};

/** Steps between brackets, written so that JSON stays JSON. */
const flowWriting = (source: string, steps: readonly Step[]): Writing => ({
  replace: (index, step) => ({ ...rangeOf(steps, index), put: JSON.stringify(step) }),
  remove: (index) => {
    const { from, to } = rangeOf(steps, index);
    const before = steps[index - 1];
    // With the comma before it; the first one with that behind it.
    if (before !== undefined) return { from: before.to, to, put: '' };
    const after = steps[index + 1];
    return { from, to: after?.from ?? to, put: '' };
  },
  insert: (index, added) => {
    const texts = added.map((step) => JSON.stringify(step));
    const before = steps[index];
    if (before !== undefined) {
      const gap = gapBefore(source, steps, index);
      return { from: before.to, to: before.to, put: texts.map((text) => `,${gap}${text}`).join('') };
    }
    const at = steps[0]?.from ?? 0;
    return { from: at, to: at, put: texts.map((text) => `${text}, `).join('') };
  },
});

/** What stands between a step and the comma before it: a new line, where steps have lines of their own. */
const gapBefore = (source: string, steps: readonly Step[], index: number): string => {
  const [left, right] = index > 0 ? [steps[index - 1], steps[index]] : [steps[index], steps[index + 1]];
  return left === undefined || right === undefined ? ' ' : source.slice(left.to, right.from).replace(/^[\s\S]*?,/, '');
};

const rangeOf = (steps: readonly Step[], index: number): Pick<Step, 'from' | 'to'> => {
  const { from = 0, to = 0 } = steps[index] ?? {};
  return { from, to };
};

const written = (step: Json): string => {
  if (!isJsonObject(step)) return String(step);
  const [key = '', value = null] = Object.entries(step)[0] ?? [];
  const text = stringify(value, { lineWidth: 0, blockQuote: false, ...(isJsonObject(value) && { collectionStyle: 'flow' }) });
  return `${key}: ${text.trimEnd()}`;
};
