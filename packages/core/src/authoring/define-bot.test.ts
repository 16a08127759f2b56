import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const programs = fileURLToPath(new URL('../../test/programs', import.meta.url));
const compiler = fileURLToPath(new URL('../../../../node_modules/typescript/bin/tsc', import.meta.url));

interface Complaint {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** What the compiler says, the lines that explain a complaint joined to it. */
const complaints = (): readonly Complaint[] => {
  const found: { file: string; line: number; text: string }[] = [];
  for (const line of compiled().split('\n')) {
    const [, file, position, text] = /^(.+?)\((\d+),\d+\): error (.*)$/.exec(line) ?? [];
    if (file !== undefined && text !== undefined) found.push({ file, line: Number(position), text });
    else {
      const last = found.at(-1);
      if (last && line.startsWith(' ')) last.text += `\n${line}`;
    }
  }
  return found;
};

const compiled = (): string => {
  try {
    return execFileSync(process.execPath, [compiler, '-p', '.', '--pretty', 'false'], { cwd: programs, encoding: 'utf8' });
  } catch (error) {
    return String((error as { readonly stdout: string }).stdout);
  }
};

/** The lines below comments of the form `// error: sentence`. */
const expected = (): readonly Complaint[] =>
  ['right', 'wrong'].flatMap((folder) =>
    readdirSync(join(programs, folder)).flatMap((name) =>
      readFileSync(join(programs, folder, name), 'utf8')
        .split('\n')
        .flatMap((line, index) => {
          const [, text] = /^\s*\/\/ error: (.*)$/.exec(line) ?? [];
          return text === undefined ? [] : [{ file: join(folder, name), line: index + 2, text }];
        }),
    ),
  );

describe('the compiler', () => {
  const found = complaints();
  const wanted = expected();

  test('complains nowhere but where something is wrong', () => {
    expect(found.map(({ file, line }) => `${file}:${line}`)).toEqual(wanted.map(({ file, line }) => `${file}:${line}`));
  });

  test.each(wanted)('$file:$line says: $text', ({ file, line, text }) => {
    const said = found.filter((complaint) => complaint.file === file && complaint.line === line);
    expect(
      said
        .map((complaint) => complaint.text)
        .join('\n')
        .replaceAll('\\"', '"'),
    ).toContain(text);
  });
});
