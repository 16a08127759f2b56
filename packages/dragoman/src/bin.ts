#!/usr/bin/env node
import { runCli } from './cli/run-cli.ts';

const { stdin, stdout, stderr } = process;

// Whoever reads the output may have read enough (`| head`).
for (const stream of [stdout, stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

process.exitCode = await runCli(process.argv.slice(2), { cwd: process.cwd(), environment: process.env, stdin, stdout, stderr });
