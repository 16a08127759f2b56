import { noPaint, type Paint } from '../printing/paint.ts';
import { printable } from '../printing/printable.ts';
import { escapeGithub, githubProperty, xmlText } from '../printing/report-escapes.ts';
import type { BotPlace } from './bot-place.ts';
import type { BotCoverage } from './coverage.ts';
import type { TestJob, TestResult } from './test-runner.ts';
import { transcriptLines } from './transcript-lines.ts';

/** A job and what became of it; without a result it was skipped. */
export interface ReportedTest {
  readonly job: TestJob;
  readonly result?: TestResult;
  /** Where in the test file it failed, else where it begins. */
  readonly at: { readonly line: number; readonly column: number };
}

export interface TestReport {
  readonly tests: readonly ReportedTest[];
  /** Tests whose transcripts were brought up to date: they are in none of the others. */
  readonly updated: number;
  readonly durationMs: number;
  readonly coverage?: readonly BotCoverage[];
}

/** How a test is called in a report: its file, its name, and where it ran. */
export const titleOf = (job: TestJob): string => `${job.file} › ${nameOf(job)}`;

const nameOf = ({ test, where }: TestJob): string => (where.length === 0 ? test.name : `${test.name} [${where.join(', ')}]`);

/** For people: failures at length, then the figures. */
export const textTestReport = ({ tests, updated, durationMs, coverage }: TestReport, paint: Paint = noPaint): readonly string[] => [
  ...tests.flatMap((reported) => failureLines(reported, paint)),
  ...(coverage ?? []).flatMap((one) => coverageLines(one, paint)),
  closingLine(tests, updated, durationMs, paint),
];

const failureLines = ({ job, at, result }: ReportedTest, paint: Paint): readonly string[] => {
  if (result?.failure === undefined) return [];
  const { reason, expected, actual, bot, losses, differs } = result.failure;
  return [
    `${paint('red', '✗')} ${paint('bold', printable(titleOf(job)))}`,
    `  ${printable(`${job.file}:${at.line}:${at.column}`)} ${printable(reason)}`,
    ...(expected === undefined ? [] : [paint('green', `    expected  ${printable(expected)}`)]),
    ...(actual === undefined ? [] : [paint('red', `    actual    ${printable(actual)}`)]),
    ...(bot === undefined ? [] : [paint('dim', `    in the bot at ${printable(shownPlace(bot))}`)]),
    ...losses.map((loss) => paint('dim', `    lost in translation: ${printable(loss)}`)),
    ...transcriptLines(result.transcript, { paint, ...(differs !== undefined && { differs }) }).map((line) => `  ${line}`),
    ...result.trace.map((traced) => paint('dim', `    ${traced}`)),
    '',
  ];
};

/** A place in a bot as people look for it: `desk.bot.yaml:12:9 flows.track.nodes.ask`. */
const shownPlace = ({ path, names, at }: BotPlace): string =>
  [at && `${at.file}:${at.line}:${at.column}`, path, names && `(${names})`].filter((part) => part !== undefined).join(' ');

const coverageLines = ({ bot, nodes, routes, flows }: BotCoverage, paint: Paint): readonly string[] => {
  const missed = flows.flatMap((flow) =>
    flow.nodes.flatMap(({ name, isCovered, routes: ways }) => {
      if (!isCovered) return [`    ${flow.name} › ${name}`];
      const left = ways.filter((way) => !way.isCovered).map(({ label }) => label);
      return left.length === 0 ? [] : [`    ${flow.name} › ${name}, routes ${left.join(', ')}`];
    }),
  );
  return [
    `${paint('bold', printable(bot))}: ${share(nodes)} of ${nodes.total} nodes, ${share(routes)} of ${routes.total} routes`,
    ...(missed.length === 0 ? [] : ['  not covered:', ...missed.map((one) => paint('dim', printable(one)))]),
  ];
};

const share = ({ covered, total }: BotCoverage['nodes']): string => (total === 0 ? '100 %' : `${Math.floor((100 * covered) / total)} %`);

const closingLine = (tests: readonly ReportedTest[], updated: number, durationMs: number, paint: Paint): string => {
  const { passed, failed, skipped } = countsOf(tests);
  const others = { failed, skipped, updated };
  const parts = [`${passed} passed`, ...Object.entries(others).flatMap(([what, count]) => (count > 0 ? [`${count} ${what}`] : []))];
  return paint(failed > 0 ? 'red' : 'green', `${parts.join(', ')} in ${(durationMs / 1_000).toFixed(1)} s.`);
};

export const countsOf = (tests: readonly ReportedTest[]) => {
  const skipped = tests.filter(({ result }) => result === undefined).length;
  const failed = tests.filter(({ result }) => result?.failure !== undefined).length;
  return { passed: tests.length - skipped - failed, failed, skipped };
};

export const jsonTestReport = ({ tests, durationMs, coverage }: TestReport): readonly string[] => [
  JSON.stringify(
    {
      ...countsOf(tests),
      durationMs: Math.round(durationMs),
      tests: tests.map(({ job: { file, test, where, platform, channel }, at, result }) => ({
        file,
        name: test.name,
        where,
        platform,
        ...(channel !== undefined && { channel }),
        ...at,
        status: result === undefined ? 'skipped' : result.failure === undefined ? 'passed' : 'failed',
        ...(test.skip !== undefined && { reason: test.skip }),
        ...(result !== undefined && { durationMs: Math.round(result.durationMs) }),
        ...(result?.failure !== undefined && { failure: result.failure, transcript: result.transcript, trace: result.trace }),
      })),
      ...(coverage !== undefined && { coverage }),
    },
    null,
    2,
  ),
];

export const githubTestReport = ({ tests }: TestReport): readonly string[] =>
  tests.flatMap(({ job, at, result }) => {
    if (result?.failure === undefined) return [];
    const message = [titleOf(job), ...summaryOf(result.failure)].join('\n');
    return [
      `::error file=${githubProperty(job.file)},line=${at.line},col=${at.column},title=${githubProperty(nameOf(job))}::${escapeGithub(message)}`,
    ];
  });

const summaryOf = ({ reason, expected, actual, bot }: NonNullable<TestResult['failure']>): readonly string[] => [
  reason,
  ...(expected === undefined ? [] : [`expected  ${expected}`]),
  ...(actual === undefined ? [] : [`actual    ${actual}`]),
  ...(bot === undefined ? [] : [`in the bot at ${shownPlace(bot)}`]),
];

export const junitTestReport = ({ tests, durationMs }: TestReport): readonly string[] => {
  const files = [...new Set(tests.map(({ job }) => job.file))];
  const attributes = (of: readonly ReportedTest[], timeMs: number): string => {
    const { failed, skipped } = countsOf(of);
    return `tests="${of.length}" failures="${failed}" errors="0" skipped="${skipped}" time="${(timeMs / 1_000).toFixed(3)}"`;
  };
  const timeOf = (of: readonly ReportedTest[]): number => of.reduce((sum, { result }) => sum + (result?.durationMs ?? 0), 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="dragoman test" ${attributes(tests, durationMs)}>`,
    ...files.flatMap((file) => {
      const own = tests.filter(({ job }) => job.file === file);
      return [`  <testsuite name="${xmlText(file)}" ${attributes(own, timeOf(own))}>`, ...own.flatMap(junitCase), '  </testsuite>'];
    }),
    '</testsuites>',
  ];
};

const junitCase = ({ job, at, result }: ReportedTest): readonly string[] => {
  const file = xmlText(job.file);
  const time = ((result?.durationMs ?? 0) / 1_000).toFixed(3);
  const open = `    <testcase classname="${file}" name="${xmlText(nameOf(job))}" file="${file}" line="${at.line}" time="${time}"`;
  if (result === undefined) return [`${open}>`, `      <skipped message="${xmlText(job.test.skip ?? '')}"/>`, '    </testcase>'];
  if (result.failure === undefined) return [`${open}/>`];
  const { reason, differs } = result.failure;
  const talk = transcriptLines(result.transcript, differs === undefined ? {} : { differs });
  const text = [`${job.file}:${at.line}:${at.column}`, ...summaryOf(result.failure), '', ...talk, '', ...result.trace].join('\n');
  return [`${open}>`, `      <failure type="conversation" message="${xmlText(reason)}">${xmlText(text)}</failure>`, '    </testcase>'];
};
