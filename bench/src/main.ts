import { parseArgs } from 'node:util';
import { isDragomanError } from '@dragoman/core';
import { findBenches } from './harness/find-benches.ts';
import { printLine } from './harness/print-line.ts';
import { runBench } from './harness/run-bench.ts';

const usage = 'pnpm bench [name…] [--json]';

const main = async (): Promise<number> => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean', default: false } } });
  const all = await findBenches(new URL('benches/', import.meta.url));
  const unknown = positionals.find((name) => !all.some((bench) => bench.name === name));
  if (unknown !== undefined) {
    console.error(`No bench "${unknown}". There are: ${all.map(({ name }) => name).join(', ')}. ${usage}`);
    return 2;
  }

  const chosen = positionals.length === 0 ? all : all.filter(({ name }) => positionals.includes(name));
  let holds = true;
  for (const bench of chosen) {
    for await (const line of runBench(bench, (text) => console.error(`${bench.name}: ${text}`))) {
      console.log(values.json ? JSON.stringify(line) : printLine(line));
      if ('holds' in line) holds &&= line.holds;
    }
  }
  return holds ? 0 : 1;
};

const isUsageError = (error: unknown): error is Error =>
  error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');

try {
  process.exitCode = await main();
} catch (error) {
  const isTold = isDragomanError(error) || isUsageError(error);
  console.error(isTold ? error.message : error);
  process.exitCode = 2;
}
