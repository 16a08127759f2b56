import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openSandbox } from './sandbox.fixture.ts';

const { run, written } = openSandbox({ workers: 1 });

/** What scripts are made of, and what spoils them. */
const pieces = [
  ...[
    'var a = ',
    'a',
    'b',
    ' = ',
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    ';',
    ',',
    '.',
    ':',
    '?',
    '+',
    '!',
    '`',
    '"',
    "'",
    '/',
    '\\',
    '\u0000',
    '\n',
  ],
  ...[
    'get("a")',
    'set("a", ',
    'send(',
    'goto("x");',
    'stop();',
    'result("r", ',
    'delay(-1)',
    'host',
    'global',
    'null',
    'undefined',
    '1e309',
    '10n',
  ],
  ...[
    'for (;;) ',
    'while (1) ',
    'try {',
    '} catch (e) {',
    '} finally {',
    'throw ',
    'return ',
    'function f() {',
    'f();',
    'new Proxy(',
    'delete ',
  ],
  ...[
    'Object.prototype',
    'Array.prototype',
    'JSON',
    'Date',
    'Math.random()',
    'this',
    'eval(',
    'Function(',
    'toJSON',
    'toString',
    'constructor',
  ],
  ...['__proto__', 'Symbol.iterator', 'async ', 'await ', 'yield ', 'import("x")', '=>', '...', 'with (', 'Reflect', 'Promise.resolve()'],
];

test('whatever a script is, its run ends as a result, and the next run finds nothing of it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...pieces), { maxLength: 25 }), async (chosen) => {
      const source = chosen.join('');
      const result = await run(source, { timeoutMs: 50, variables: { a: { b: 1 } } });
      expect(['done', 'failed']).toContain(result.kind);
      if (result.kind === 'failed') expect(result.message).not.toBe('');
      expect(await written('set("sum", [40, 2].reduce(function (a, b) { return a + b; }) + Object.keys({}).length)')).toEqual({ sum: 42 });
    }),
    { numRuns: 300 },
  );
});
