import { noPaint, type Paint } from '../printing/paint.ts';
import { printable } from '../printing/printable.ts';
import { escapeGithub, githubProperty, xmlText } from '../printing/report-escapes.ts';
import type { BotMessage } from './bot-message.ts';
import type { BotCoverage } from './coverage.ts';
import { shownMessage } from './message-expectation.ts';
import type { UserMessage } from './simulate.ts';
import type { TestJob, TestResult } from './test-runner.ts';

/** A job and what became of it; without a result it was skipped. */
export interface ReportedTest {
  readonly job: TestJob;
  readonly result?: TestResult;
}

export interface TestReport {
  readonly tests: readonly ReportedTest[];
  readonly durationMs: number;
  readonly coverage?: readonly BotCoverage[];
}

/** How a test is called in a report: its file, its name, and where it ran. */
export const titleOf = ({ file, name, platform, channel }: TestJob): string =>
  `${file} › ${name}${platform === 'neutral' ? '' : ` [${[platform, channel].filter(Boolean).join(', ')}]`}`;

/** For people: failures at length, then the figures. */
export const textTestReport = ({ tests, durationMs, coverage }: TestReport, paint: Paint = noPaint): readonly string[] => {
  const failed = tests.flatMap(({ job, result }) => (result?.failure === undefined ? [] : [{ job, result }]));
  return [
    ...failed.flatMap(({ job, result }) => failureLines(job, result, paint)),
    ...(coverage ?? []).flatMap((one) => coverageLines(one, paint)),
    closingLine(tests, durationMs, paint),
  ];
};

const failureLines = (job: TestJob, { failure, transcript, trace }: TestResult, paint: Paint): readonly string[] => {
  if (failure === undefined) return [];
  const { line, column, reason, expected, actual, botPlace } = failure;
  return [
    `${paint('red', '✗')} ${paint('bold', printable(titleOf(job)))}`,
    `  ${printable(`${job.file}:${line}:${column}`)} ${printable(reason)}`,
    ...(expected === undefined ? [] : [paint('green', `    expected  ${printable(expected)}`)]),
    ...(actual === undefined ? [] : [paint('red', `    actual    ${printable(actual)}`)]),
    ...(botPlace === undefined ? [] : [paint('dim', `    in the bot at ${printable(botPlace)}`)]),
    ...transcript.map((message) => `    ${transcriptLine(message, paint)}`),
    ...trace.map((traced) => paint('dim', `    ${traced}`)),
    '',
  ];
};

const transcriptLine = (message: UserMessage | BotMessage, paint: Paint): string =>
  message.from === 'user'
    ? `${paint('cyan', 'you')}  ${printable(message.text)}`
    : `${paint('green', 'bot')}  ${printable(shownMessage(message))}`;

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

const closingLine = (tests: readonly ReportedTest[], durationMs: number, paint: Paint): string => {
  const { passed, failed, skipped } = countsOf(tests);
  const parts = [`${passed} passed`, ...(failed > 0 ? [`${failed} failed`] : []), ...(skipped > 0 ? [`${skipped} skipped`] : [])];
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
      tests: tests.map(({ job: { file, name, bot, platform, channel, skip }, result }) => ({
        file,
        name,
        bot,
        platform,
        ...(channel !== undefined && { channel }),
        status: result === undefined ? 'skipped' : result.failure === undefined ? 'passed' : 'failed',
        ...(skip !== undefined && { reason: skip }),
        ...(result?.failure !== undefined && { failure: result.failure, transcript: result.transcript }),
      })),
      ...(coverage !== undefined && { coverage }),
    },
    null,
    2,
  ),
];

export const githubTestReport = ({ tests }: TestReport): readonly string[] =>
  tests.flatMap(({ job, result }) => {
    if (result?.failure === undefined) return [];
    const { line, column } = result.failure;
    const message = [titleOf(job), ...summaryOf(result)].join('\n');
    return [
      `::error file=${githubProperty(job.file)},line=${line},col=${column},title=${githubProperty(job.name)}::${escapeGithub(message)}`,
    ];
  });

const summaryOf = ({ failure }: TestResult): readonly string[] =>
  failure === undefined
    ? []
    : [
        failure.reason,
        ...(failure.expected === undefined ? [] : [`expected ${failure.expected}`]),
        ...(failure.actual === undefined ? [] : [`actual ${failure.actual}`]),
      ];

export const junitTestReport = ({ tests, durationMs }: TestReport): readonly string[] => {
  const files = [...new Set(tests.map(({ job }) => job.file))];
  const attributes = (of: readonly ReportedTest[], timeMs: number): string => {
    const { failed, skipped } = countsOf(of);
    return `tests="${of.length}" failures="${failed}" skipped="${skipped}" time="${(timeMs / 1_000).toFixed(3)}"`;
  };
  const timeOf = (of: readonly ReportedTest[]): number => of.reduce((sum, { result }) => sum + (result?.durationMs ?? 0), 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${attributes(tests, durationMs)}>`,
    ...files.flatMap((file) => {
      const own = tests.filter(({ job }) => job.file === file);
      return [`  <testsuite name="${xmlText(file)}" ${attributes(own, timeOf(own))}>`, ...own.flatMap(junitCase), '  </testsuite>'];
    }),
    '</testsuites>',
  ];
};

const junitCase = ({ job, result }: ReportedTest): readonly string[] => {
  const where = job.platform === 'neutral' ? '' : ` [${[job.platform, job.channel].filter(Boolean).join(', ')}]`;
  const time = ((result?.durationMs ?? 0) / 1_000).toFixed(3);
  const open = `    <testcase classname="${xmlText(job.file)}" name="${xmlText(job.name + where)}" file="${xmlText(job.file)}" time="${time}"`;
  if (result === undefined) return [`${open}>`, `      <skipped message="${xmlText(job.skip ?? '')}"/>`, '    </testcase>'];
  if (result.failure === undefined) return [`${open}/>`];
  const { line, column, reason } = result.failure;
  const text = [`${job.file}:${line}:${column}`, ...summaryOf(result), '', ...result.transcript.map(plainLine)].join('\n');
  return [`${open}>`, `      <failure type="conversation" message="${xmlText(reason)}">${xmlText(text)}</failure>`, '    </testcase>'];
};

const plainLine = (message: UserMessage | BotMessage): string => transcriptLine(message, noPaint);
