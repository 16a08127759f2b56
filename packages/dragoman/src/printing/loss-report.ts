import type { Diagnostic, Loss } from '@dragoman/core';
import { type Ink, noPaint, type Paint } from './paint.ts';
import { printable } from './printable.ts';

/** A translation, to be reported. */
export interface LossReport {
  readonly from: string;
  readonly to: string;
  readonly channel?: string;
  readonly diagnostics: readonly Diagnostic[];
}

export const lossFormats = ['text', 'table', 'json'] as const;

export type LossFormat = (typeof lossFormats)[number];

/** What a translation loses: lines for the terminal, a Markdown table for people to review, each thing once with all its places; JSON for programs, one entry a place. */
export const lossReport = (report: LossReport, format: LossFormat, paint: Paint = noPaint): readonly string[] =>
  writers[format](report, paint);

const order: readonly Loss[] = ['dropped', 'degraded', 'assumed', 'none'];

const lossOf = ({ loss = 'none' }: Diagnostic): Loss => loss;

const sorted = ({ diagnostics }: LossReport): readonly Diagnostic[] =>
  diagnostics.toSorted((a, b) => order.indexOf(lossOf(a)) - order.indexOf(lossOf(b)));

/** What is said of several places, once. */
interface Finding {
  readonly loss: Loss;
  readonly code: string;
  readonly reason: string;
  readonly fix: string | undefined;
  readonly places: readonly string[];
}

const findingsOf = (report: LossReport): readonly Finding[] => {
  const byWords = Map.groupBy(sorted(report), ({ loss, code, reason, fix }) => JSON.stringify([loss, code, reason, fix]));
  return [...byWords.values()].flatMap((same): readonly Finding[] => {
    const [first] = same;
    if (first === undefined) return [];
    const { code, reason, fix } = first;
    return [{ loss: lossOf(first), code, reason, fix, places: same.map(({ path, place }) => path ?? (place || 'bot')) }];
  });
};

const textOf = (report: LossReport, paint: Paint): readonly string[] => [
  ...findingsOf(report).map(({ loss, code, reason, fix, places }) => {
    const line = `${places.join(', ')}: ${reason}${fix === undefined ? '' : ` ${fix}`}`;
    return `${paint(inks[loss], labelOf(loss).padEnd(8))} ${printable(line)} ${paint('dim', `(${code})`)}`;
  }),
  verdict(report, paint),
];

const inks: { readonly [L in Loss]: Ink } = { dropped: 'red', degraded: 'yellow', assumed: 'cyan', none: 'dim' };

const labelOf = (loss: Loss): string => (loss === 'none' ? 'note' : loss);

const verdict = (report: LossReport, paint: Paint): string => {
  const counts = countsOf(report);
  const lost = order.slice(0, 3).flatMap((loss) => (counts[loss] === 0 ? [] : [`${counts[loss]} ${loss}`]));
  const ink = counts.dropped > 0 ? 'red' : counts.degraded > 0 ? 'yellow' : 'green';
  return paint(ink, `${titleOf(report)}: ${lost.length === 0 ? 'nothing is lost' : lost.join(', ')}.`);
};

const titleOf = ({ from, to, channel }: LossReport): string => `${from} → ${to}${channel === undefined ? '' : ` (${channel})`}`;

const countsOf = ({ diagnostics }: LossReport): { readonly [L in Loss]: number } => {
  const counts = { dropped: 0, degraded: 0, assumed: 0, none: 0 };
  for (const diagnostic of diagnostics) counts[lossOf(diagnostic)] += 1;
  return counts;
};

const tableOf = (report: LossReport): readonly string[] => [
  `# ${cell(titleOf(report))}`,
  '',
  ...(report.diagnostics.length === 0
    ? ['Nothing is lost.']
    : [
        '| loss | where | what | what to do | code |',
        '| --- | --- | --- | --- | --- |',
        ...findingsOf(report).map(
          ({ loss, code, reason, fix = '', places }) =>
            `| ${[cell(labelOf(loss)), places.map(cell).join('<br>'), ...[reason, fix, code].map(cell)].join(' | ')} |`,
        ),
      ]),
];

const cell = (text: string): string => printable(text).replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('\n', ' ');

const jsonOf = (report: LossReport): readonly string[] => [JSON.stringify({ ...report, counts: countsOf(report) }, null, 2)];

const writers: { readonly [F in LossFormat]: (report: LossReport, paint: Paint) => readonly string[] } = {
  text: textOf,
  table: tableOf,
  json: jsonOf,
};
