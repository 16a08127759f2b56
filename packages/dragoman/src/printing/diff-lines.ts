import type { Json } from '@dragoman/core';
import { structuredPatch } from 'diff';
import type { BotChange } from '../diff/diff-bots.ts';
import type { FieldChange } from '../diff/field-changes.ts';
import { type Ink, noPaint, type Paint } from './paint.ts';
import { printable } from './printable.ts';

/** What changed between two versions of a bot, as lines for people. Texts of several lines are compared line by line. */
export const diffLines = (changes: readonly BotChange[], paint: Paint = noPaint): readonly string[] =>
  changes.length === 0
    ? ['The bots are the same.']
    : changes.flatMap((change) => [headLine(change, paint), ...change.fields.flatMap((field) => fieldLines(field, paint))]);

const marks: { readonly [C in BotChange['change']]: { readonly mark: string; readonly ink: Ink } } = {
  added: { mark: '+', ink: 'green' },
  removed: { mark: '-', ink: 'red' },
  changed: { mark: '~', ink: 'yellow' },
  moved: { mark: '>', ink: 'cyan' },
};

const headLine = ({ change, element, name, flow, fromFlow }: BotChange, paint: Paint): string => {
  const { mark, ink } = marks[change];
  const where = flow === undefined ? '' : ` in ${flow}`;
  const from = change !== 'moved' ? '' : fromFlow === undefined ? ' (moved)' : ` (moved from ${fromFlow})`;
  return paint(ink, printable(`${mark} ${element} ${name}${where}${from}`));
};

const fieldLines = ({ path, before, after }: FieldChange, paint: Paint): readonly string[] => {
  if (typeof before === 'string' && typeof after === 'string' && /\n/.test(before + after)) {
    const { hunks } = structuredPatch('', '', before, after, '', '', { context: 2 });
    return [
      `    ${path}:`,
      ...hunks.flatMap(({ oldStart, newStart, lines }) => [
        paint('dim', `      @@ line ${oldStart} → ${newStart} @@`),
        ...lines.filter((line) => !line.startsWith('\\')).map((line) => paint(inkOf(line), `      ${printable(line)}`)),
      ]),
    ];
  }
  if (before === undefined) return [paint('green', `    ${path}: + ${valueText(after)}`)];
  if (after === undefined) return [paint('red', `    ${path}: - ${valueText(before)}`)];
  return [`    ${path}: ${paint('red', valueText(before))} → ${paint('green', valueText(after))}`];
};

const inkOf = (line: string): Ink => (line.startsWith('+') ? 'green' : line.startsWith('-') ? 'red' : 'dim');

const valueText = (value: Json | undefined): string => printable(JSON.stringify(value) ?? '');
