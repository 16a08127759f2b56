import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { blockFits, printBlock, splitBlocks } from './generated-block.ts';

const block = printBlock({ made: 'of this' }, 'var a = 1;\n\nvar b = 2;', ['beside']);

test('a part is found between texts, and fits as long as nothing changes', () => {
  const [before, part, behind] = splitBlocks(`var x;\n${block}\n\nvar y;`);
  expect([before, behind]).toEqual(['var x;', '\nvar y;']);
  if (typeof part !== 'object') return expect.unreachable();
  expect(part).toMatchObject({ marker: { payload: { made: 'of this' } }, code: 'var a = 1;\n\nvar b = 2;' });
  expect([blockFits(part, ['beside']), blockFits(part), blockFits({ ...part, code: 'var a = 2;' }, ['beside'])]).toEqual([
    true,
    false,
    false,
  ]);
});

test('a marker that nothing closes is text', () => {
  const lone = '// dragoman:1 {"variables":[]} 0123456789abcdef';
  expect(splitBlocks(`${lone}\nvar x;\n${block}`)).toMatchObject([`${lone}\nvar x;`, { code: 'var a = 1;\n\nvar b = 2;' }]);
  expect(splitBlocks(`${lone}\nvar x;`)).toEqual([`${lone}\nvar x;`]);
  expect(splitBlocks('// dragoman:1 damaged\n// dragoman:end')).toEqual(['// dragoman:1 damaged\n// dragoman:end']);
});

test('nothing of a script gets lost', () => {
  const line = fc.constantFrom(
    '',
    'var x;',
    '// dragoman:end',
    '// dragoman:1 {"a":1} 0123456789abcdef',
    '// dragoman:1 damaged',
    ...block.split('\n'),
  );
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const source = lines.join('\n');
      const printed = splitBlocks(source).map((part) =>
        typeof part === 'string'
          ? part
          : [
              `// dragoman:1 ${JSON.stringify(part.marker.payload)} ${part.marker.hash}`,
              ...(part.code === '' ? [] : [part.code]),
              '// dragoman:end',
            ].join('\n'),
      );
      // A part without code may hold an empty line.
      expect(printed.join('\n').replaceAll('\n\n// dragoman:end', '\n// dragoman:end')).toBe(
        source.replaceAll('\n\n// dragoman:end', '\n// dragoman:end'),
      );
    }),
  );
});
