import type { ScriptResult } from '@dragoman/core';
import { type GuestFailure, guestFiles } from './guest-outcome.ts';

/** What an author wrote, and what its limits are in words. */
export interface ScriptTexts {
  readonly source: string;
  readonly globals?: string;
  readonly timeoutMs: number;
  readonly memoryBytes: number;
}

type Failed = Extract<ScriptResult, { readonly kind: 'failed' }>;

/** A failure in words, with its place in what the author wrote. */
export const readFailure = (failure: GuestFailure, texts: ScriptTexts): Failed => {
  const place = placeOf(failure.stack);
  return {
    kind: 'failed',
    problem: failure.problem,
    message: sentences[failure.problem](failure, texts),
    ...(place?.file === guestFiles.globals && { inGlobals: true }),
    ...(place && isKnown(place, failure.problem) && { line: place.line, column: place.column }),
  };
};

/** What is said of a run that took longer than `timeoutMs`. */
export const deadlineMessage = ({ timeoutMs }: Pick<ScriptTexts, 'timeoutMs'>): string => `it took longer than ${timeoutMs} ms`;

/** What is said of a run that needed more memory than there is. */
export const memoryMessage = ({ memoryBytes }: Pick<ScriptTexts, 'memoryBytes'>): string =>
  `it needed more than ${Math.round(memoryBytes / 1024 / 1024)} MB of memory`;

const sentences: { readonly [P in GuestFailure['problem']]: (failure: GuestFailure, texts: ScriptTexts) => string } = {
  throw: ({ name, message }, texts) => {
    if (name === '' && message === '') return 'it could not be run to its end';
    return [name, byQuickJs.has(name) ? withoutValues(message, texts) : message].filter((part) => part !== '').join(': ');
  },
  deadline: (_failure, texts) => deadlineMessage(texts),
  memory: (_failure, texts) => memoryMessage(texts),
  output: ({ message }) => message,
};

// Where QuickJS does not know which step it was interrupted in, it names the beginning of the function: of all, outside of one.
const isKnown = ({ line, column }: { readonly line: number; readonly column: number }, problem: GuestFailure['problem']): boolean =>
  problem !== 'deadline' || line > 1 || column > 1;

const placeOf = (stack: string): { readonly file: string; readonly line: number; readonly column: number } | undefined => {
  const [, file, line, column] = framePattern.exec(stack) ?? [];
  return file === undefined ? undefined : { file, line: Number(line), column: Number(column) };
};

// `    at name (script:3:15)`, or `    at script:1:5` for what cannot be read as JavaScript.
const framePattern = new RegExp(`^ *at (?:.* \\()?(${guestFiles.script}|${guestFiles.globals}):(\\d+):(\\d+)\\)?$`, 'm');

/** Errors that QuickJS throws by itself, and then writes into them what it met. */
const byQuickJs = new Set(['TypeError', 'ReferenceError', 'SyntaxError', 'RangeError', 'InternalError', 'URIError', 'AggregateError']);

/** Leaves of what QuickJS met what the author wrote as well; the rest may be a value, and values are not for messages. */
const withoutValues = (message: string, { source, globals = '' }: ScriptTexts): string => {
  const [, before = '', met, after = ''] = /^(.*?)'(.*)'(.*)$/s.exec(message) ?? [];
  if (met !== undefined) return source.includes(met) || globals.includes(met) ? message : `${before}'…'${after}`;
  const [, name, rest = ''] = /^(.*) (is not (?:a constructor|initialized))$/s.exec(message) ?? [];
  return name === undefined || source.includes(name) || globals.includes(name) ? message : `… ${rest}`;
};
