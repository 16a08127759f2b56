import { patternProblem } from '../matching/pattern.ts';
import { regexProblem } from '../matching/regex.ts';
import { jsonPathProblem } from '../values/json-path.ts';
import type { CheckContext } from './check-context.ts';
import type { TextSite } from './site.ts';

/** JSONPaths, regular expressions and patterns are well-formed, and fields that need rows have them. */
export const checkExpressions = ({ bot, sites, report }: CheckContext): void => {
  const check = (what: Language, texts: readonly TextSite[]): void => {
    const { name, problemOf } = languages[what];
    for (const { path, text } of texts) {
      const problem = text.length > longestExpression ? tooLong : problemOf(text);
      if (problem !== undefined)
        report({ code: `malformed-${what}`, severity: 'error', path, reason: `This ${name} cannot be used. ${problem}` });
    }
  };
  check('json-path', sites['json-path']);
  check('regex', sites.regex);
  check('pattern', sites.pattern);

  for (const [index, { response }] of bot.integrations.entries()) {
    if (response.rows !== undefined) continue;
    for (const [field, { perRow }] of response.fields.entries()) {
      if (perRow !== true) continue;
      report({
        code: 'missing-rows',
        severity: 'error',
        path: ['integrations', index, 'response', 'fields', field, 'perRow'],
        reason: 'A field per row needs rows.',
        fix: "Say with the response's `rows` which list they are.",
      });
    }
  }
};

type Language = 'json-path' | 'regex' | 'pattern';

/** Each problem ends with what to do about it. */
const languages: { readonly [L in Language]: { readonly name: string; problemOf(text: string): string | undefined } } = {
  'json-path': { name: 'JSONPath', problemOf: jsonPathProblem },
  regex: { name: 'regular expression', problemOf: regexProblem },
  pattern: { name: 'pattern', problemOf: patternProblem },
};

/** Compiling one takes time that grows with it, and nobody writes one this long. */
const longestExpression = 10_000;
const tooLong = `It is longer than ${longestExpression} characters. Shorten it.`;
