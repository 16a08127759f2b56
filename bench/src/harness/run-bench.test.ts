import { expect, test } from 'vitest';
import { type Bench, defineBench, type Figure, type Skip } from './define-bench.ts';
import { type Line, runBench } from './run-bench.ts';

const bars = { rate: { atLeast: 1 } };

const linesOf = async (results: readonly (Figure | Skip)[]): Promise<readonly Line[]> => {
  const bench = defineBench({
    name: 'speed',
    bars,
    async *run() {
      yield* results;
    },
  });
  return collected(bench);
};

test('figures are judged as they come', async () => {
  const lines = await linesOf([
    { figure: 'p50', value: 3, unit: 'ms' },
    { figure: 'rate', value: 2, unit: 'x' },
  ]);
  expect(lines).toMatchObject([
    { figure: 'p50', holds: true },
    { figure: 'rate', holds: true },
  ]);
});

test('a run that forgets a bar fails it', async () => {
  expect(await linesOf([])).toMatchObject([{ figure: 'rate', value: null, holds: false }]);
});

test('a skip ends the run and fails nothing', async () => {
  expect(await linesOf([{ skipped: 'no network' }, { figure: 'rate', value: 0, unit: 'x' }])).toEqual([
    { bench: 'speed', skipped: 'no network' },
  ]);
});

test('what was started is stopped, the last first, also when the run fails', async () => {
  const stopped: string[] = [];
  const bench = defineBench({
    name: 'speed',
    bars,
    async *run({ defer }) {
      defer(() => stopped.push('server'));
      defer(async () => stopped.push('client'));
      throw new RangeError('broken');
    },
  });
  await expect(collected(bench)).rejects.toThrow('broken');
  expect(stopped).toEqual(['client', 'server']);
});

const collected = async (bench: Bench): Promise<readonly Line[]> => {
  const lines: Line[] = [];
  for await (const line of runBench(bench, () => {})) lines.push(line);
  return lines;
};
