import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';

const programs = fileURLToPath(new URL('../../test/programs', import.meta.url));
const compiler = fileURLToPath(import.meta.resolve('typescript/package.json')).replace(/package\.json$/, 'bin/tsc');

interface Complaint {
  readonly file: string;
  readonly line: number;
  readonly sentence: string;
}

const sources = new Map(
  ['right', 'wrong']
    .flatMap((folder) => readdirSync(join(programs, folder)).map((name) => `${folder}/${name}`))
    .map((file) => [file, readFileSync(join(programs, file), 'utf8').split('\n')]),
);

/** What a comment above the place announces: `// error: no node "fuond"`. */
const announced: readonly Complaint[] = [...sources].flatMap(([file, lines]) =>
  lines.flatMap((text, index) => {
    const [, sentence] = /^\s*\/\/ error: (.*)$/.exec(text) ?? [];
    return sentence === undefined ? [] : [{ file, line: index + 2, sentence }];
  }),
);

/** What the compiler says about the programs. The lines that explain a complaint are indented, and part of it. */
const compile = (): readonly (Complaint & { readonly column: number })[] => {
  const { stdout } = spawnSync(process.execPath, [compiler, '-p', '.', '--pretty', 'false'], { cwd: programs, encoding: 'utf8' });
  return stdout.split(/\n(?! )/).flatMap((said) => {
    const [, file = '', line, column, sentence = ''] = /^(.+?)\((\d+),(\d+)\): error (.*)$/s.exec(said) ?? [];
    // Other files have a type check of their own.
    return sources.has(file) ? [{ file, line: Number(line), column: Number(column), sentence: sentence.replaceAll('\\"', '"') }] : [];
  });
};

describe('the compiler', () => {
  let found: ReturnType<typeof compile>;
  beforeAll(() => {
    found = compile();
  }, 60_000);

  test('complains where something is wrong, and nowhere else', () => {
    const placesOf = (complaints: readonly Complaint[]) => complaints.map(({ file, line }) => `${file}:${line}`);
    expect(placesOf(found)).toEqual(placesOf(announced));
  });

  test.each(announced)('says at $file:$line: $sentence', ({ file, line, sentence }) => {
    const [said] = found.filter((complaint) => complaint.file === file && complaint.line === line);
    expect(said?.sentence).toContain(sentence);
  });

  test('points at the very word', () => {
    const words = found
      .filter(({ file }) => file === 'wrong/order-desk.ts')
      .map(({ file, line, column }) => /\w+/.exec(sources.get(file)?.[line - 1]?.slice(column - 1) ?? '')?.[0]);
    expect(words).toEqual(['orderLookup', 'variabel', 'integration', 'to', 'when', 'text', 'text']);
  });
});
