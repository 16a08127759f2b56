import type { Diagnostic } from '@dragoman/core';
import { type Ink, noPaint, type Paint } from './paint.ts';
import { printable } from './printable.ts';
import { problemLine } from './problem-line.ts';
import { escapeGithub, githubProperty, xmlText } from './report-escapes.ts';

export interface CheckedFile {
  readonly file: string;
  readonly diagnostics: readonly Diagnostic[];
}

export const reportFormats = ['text', 'json', 'github', 'junit'] as const;

export type ReportFormat = (typeof reportFormats)[number];

export interface ReportOptions {
  /** Default: no colours. */
  readonly paint?: Paint;
  /** Without the closing line of the text form. */
  readonly quiet?: boolean;
}

/** What was found in files, in a form for people or for one of the systems that read such reports. */
export const reportLines = (files: readonly CheckedFile[], format: ReportFormat, options: ReportOptions = {}): readonly string[] =>
  writers[format](files, options);

const textReport = (files: readonly CheckedFile[], { paint = noPaint, quiet = false }: ReportOptions): readonly string[] => [
  ...files.flatMap(({ file, diagnostics }) => diagnostics.map((diagnostic) => textLine(diagnostic, file, paint))),
  ...(quiet ? [] : [closingLine(files, paint)]),
];

const textLine = (diagnostic: Diagnostic, file: string, paint: Paint): string =>
  `${paint(inks[diagnostic.severity], diagnostic.severity.padEnd(7))} ${printable(problemLine(diagnostic, file))} ${paint('dim', `(${diagnostic.code})`)}`;

const inks: { readonly [S in Diagnostic['severity']]: Ink } = { error: 'red', warning: 'yellow', info: 'dim' };

const closingLine = (files: readonly CheckedFile[], paint: Paint): string => {
  const errors = count(files, 'error');
  const warnings = count(files, 'warning');
  const verdict = errors === 0 && warnings === 0 ? 'no problems' : `${plural(errors, 'error')}, ${plural(warnings, 'warning')}`;
  return paint(errors > 0 ? 'red' : warnings > 0 ? 'yellow' : 'green', `${plural(files.length, 'file')}: ${verdict}.`);
};

const jsonReport = (files: readonly CheckedFile[]): readonly string[] => [
  JSON.stringify({ files, errors: count(files, 'error'), warnings: count(files, 'warning') }, null, 2),
];

const githubReport = (files: readonly CheckedFile[]): readonly string[] =>
  files.flatMap(({ file, diagnostics }) =>
    diagnostics.map(({ severity, at, path, place, reason, fix, code }) => {
      const position = at === undefined ? '' : `,line=${at.line},col=${at.column}`;
      const message = `${place === '' ? '' : `${path ?? place}: `}${reason}${fix === undefined ? '' : ` ${fix}`}`;
      return `::${annotations[severity]} file=${githubProperty(file)}${position},title=${githubProperty(code)}::${escapeGithub(message)}`;
    }),
  );

const annotations: { readonly [S in Diagnostic['severity']]: string } = { error: 'error', warning: 'warning', info: 'notice' };

const junitReport = (files: readonly CheckedFile[]): readonly string[] => {
  const failed = files.filter(({ diagnostics }) => diagnostics.some(({ severity }) => severity === 'error'));
  const counts = `tests="${files.length}" failures="${failed.length}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="dragoman validate" ${counts}>`,
    ...files.flatMap(junitCase),
    '  </testsuite>',
    '</testsuites>',
  ];
};

const junitCase = ({ file, diagnostics }: CheckedFile): readonly string[] => {
  const ofSeverity = (...severities: readonly Diagnostic['severity'][]) =>
    diagnostics.filter(({ severity }) => severities.includes(severity));
  const errors = ofSeverity('error');
  const notes = ofSeverity('warning', 'info');
  const textOf = (found: readonly Diagnostic[]) =>
    xmlText(found.map((diagnostic) => `${problemLine(diagnostic, file)} (${diagnostic.code})`).join('\n'));
  const open = `    <testcase classname="dragoman.validate" name="${xmlText(file)}"`;
  if (diagnostics.length === 0) return [`${open}/>`];
  return [
    `${open}>`,
    ...(errors.length === 0
      ? []
      : [
          `      <failure type="${xmlText(errors[0]?.code ?? '')}" message="${plural(errors.length, 'error')}">${textOf(errors)}</failure>`,
        ]),
    ...(notes.length === 0 ? [] : [`      <system-out>${textOf(notes)}</system-out>`]),
    '    </testcase>',
  ];
};

const count = (files: readonly CheckedFile[], severity: Diagnostic['severity']): number =>
  files.flatMap(({ diagnostics }) => diagnostics).filter((diagnostic) => diagnostic.severity === severity).length;

const plural = (amount: number, word: string): string => `${amount} ${word}${amount === 1 ? '' : 's'}`;

const writers: { readonly [F in ReportFormat]: (files: readonly CheckedFile[], options: ReportOptions) => readonly string[] } = {
  text: textReport,
  json: jsonReport,
  github: githubReport,
  junit: junitReport,
};
