import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TextMatch } from '../document/route.ts';
import { compileTextMatch } from './compile-text-match.ts';
import { plainTextMatch } from './plain-text-match.ts';

test.each<[TextMatch, TextMatch]>([
  [{ pattern: ' Yes, please ' }, { equals: 'Yes, please' }],
  [{ pattern: 'yes|no' }, { pattern: 'yes|no' }],
  [{ pattern: 'y*' }, { pattern: 'y*' }],
  [{ regex: '(?i)^\\*new\\*$' }, { equals: '*new*' }],
  [{ regex: '^new$' }, { regex: '^new$' }],
  [{ regex: '(?i)^\\d$' }, { regex: '(?i)^\\d$' }],
  [
    { equals: 'yes', exclude: ['y*'] },
    { equals: 'yes', exclude: ['y*'] },
  ],
])('%o says %o', (match, plain) => {
  expect(plainTextMatch(match)).toEqual(plain);
});

test('what is the same takes the same texts', () => {
  const texts = fc.string({ unit: fc.constantFrom('a', 'B', ' ', '.', '*', '\\', '(', ')', '$', '|', '['), maxLength: 4 });
  const semantics = { patternCase: 'ignore', regexMatch: 'find' } as const;
  const quoted = (text: string) => `(?i)^${text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&')}$`;
  fc.assert(
    fc.property(texts, texts, (text, said) => {
      const match = { regex: quoted(text.trim()) };
      expect(plainTextMatch(match)).toEqual({ equals: text.trim() });
      expect(compileTextMatch(match, semantics)(said)).toBe(compileTextMatch(plainTextMatch(match), semantics)(said));
    }),
  );
});
