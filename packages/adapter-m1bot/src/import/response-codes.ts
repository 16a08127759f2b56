import type { ApiWhenInput, RouteInput, StatusClass, StatusPattern, TargetInput } from '@dragoman/core';
import { statusesOf } from '../status-codes.ts';
import type { ComponentOf, GoTo, ResponseCode } from '../wire/component.ts';
import type { ImportContext } from './import-context.ts';

interface Way {
  readonly routes: readonly RouteInput<ApiWhenInput>[];
  readonly next?: TargetInput;
}

interface Work {
  readonly context: ImportContext;
  readonly pointer: string;
  readonly target: (goTo: GoTo) => TargetInput;
  /** Statuses that are a success. */
  readonly success: readonly StatusPattern[];
}

/** Response codes and Others as routes: for each code its status, and what they were written for where that stands beside them. */
export const routesOfCodes = ({ responseCodes = [], others }: ComponentOf<'api'>, work: Work): Way => {
  const { context, pointer, target } = work;
  const seen = new Set<number>();
  const rows = responseCodes.flatMap((row, index) => {
    const code = typeof row.code === 'number' ? row.code : /^\d{3}$/.test(row.code.trim()) ? Number(row.code) : Number.NaN;
    if (code >= 100 && code <= 599) {
      if (seen.has(code)) reportTwice(code, `${pointer}/responseCodes/${index}/code`, context);
      seen.add(code);
      return [{ ...row, code }];
    }
    const reason = `${JSON.stringify(row.code)} is no response code, so no answer ever takes this row.`;
    const fix = 'Write a number from 100 to 599; everything else goes to Others.';
    context.report({ code: 'code-not-a-number', severity: 'error', platformPlace: `${pointer}/responseCodes/${index}/code`, reason, fix });
    return [];
  });
  if (others === undefined) {
    const reason = 'Nothing says where the chat goes on any other response code, or without a response; it ends there.';
    context.report({ code: 'others-unmapped', severity: 'error', platformPlace: pointer, reason, fix: 'Map Others to a message.' });
  }
  const rest = others ?? { goTo: 'end' as const };
  const word = context.restore ? others?.neutral : undefined;
  if (word === 'next' && rows.length === 0) return { routes: [], next: target(rest.goTo) };
  const groups = context.restore ? groupsOf(rows, work.success) : new Map<string, ResponseCode>();
  if (context.restore && others?.success !== undefined) groups.set(others.success.neutral, { code: 0, ...others.success });
  const isGrouped = ({ neutral }: ResponseCode): boolean => neutral !== undefined && groups.has(neutral);
  const statuses = rows.filter((row) => !isGrouped(row)).map(({ code, goTo }) => ({ when: Number(code), to: target(goTo) }));
  const onward = groups.get('next');
  const words = [...groups].flatMap(([neutral, { goTo }]) =>
    neutral === 'next' ? [] : [{ when: neutral as ApiWhenInput, to: target(goTo) }],
  );
  // Without rows for successes, a route that takes failures alone would let them go on.
  const isWhole = (word === 'failure' || word === 'none') && ['success', 'next', 'other'].some((one) => groups.has(one));
  const last: readonly RouteInput<ApiWhenInput>[] =
    isWhole && word === 'none' ? [] : [{ when: isWhole ? 'failure' : 'other', to: target(rest.goTo) }];
  return { routes: [...statuses, ...words, ...last], ...(onward && { next: target(onward.goTo) }) };
};

const reportTwice = (code: number, platformPlace: string, { report }: ImportContext): void =>
  report({
    code: 'duplicate-code',
    severity: 'warning',
    platformPlace,
    reason: `The response code ${code} stands in a row above already, which decides.`,
    fix: 'Remove one of the two.',
  });

const words: ReadonlySet<string> = new Set(['success', 'other', 'next']);

/** Rows that were written for one outcome, by that: all there, and leading to one place. */
const groupsOf = (rows: readonly ResponseCode[], success: readonly StatusPattern[]): Map<string, ResponseCode> => {
  const groups = new Map<string, ResponseCode>();
  const codes = new Set(rows.map(({ code }) => code));
  for (const neutral of new Set(rows.flatMap((row) => row.neutral ?? []))) {
    const own = rows.filter((row) => row.neutral === neutral);
    const meant = words.has(neutral) ? success.flatMap(statusesOf) : /^[1-5]xx$/.test(neutral) ? statusesOf(neutral as StatusClass) : [];
    const [first] = own;
    const isOnePlace = own.every(({ goTo }) => JSON.stringify(goTo) === JSON.stringify(first?.goTo));
    const isComplete = own.every(({ code }) => meant.includes(Number(code))) && meant.every((code) => codes.has(code));
    if (first !== undefined && isOnePlace && isComplete) groups.set(neutral, first);
  }
  return groups;
};
