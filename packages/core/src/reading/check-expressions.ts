import { patternProblem } from '../matching/pattern.ts';
import { regexProblem } from '../matching/regex.ts';
import { jsonPathProblem } from '../values/json-path.ts';
import type { CheckContext } from './check-context.ts';
import type { TextSite } from './site.ts';

/** JSONPaths, regular expressions and patterns are well-formed, and fields that need rows have them. */
export const checkExpressions = ({ bot, sites, report }: CheckContext): void => {
  const check = (what: string, texts: readonly TextSite[], problemOf: (text: string) => string | undefined): void => {
    for (const { path, text } of texts) {
      const problem = problemOf(text);
      if (problem !== undefined) report({ code: `malformed-${what}`, severity: 'error', path, reason: problem });
    }
  };
  check('json-path', sites['json-path'], jsonPathProblem);
  check('regex', sites.regex, regexProblem);
  check('pattern', sites.pattern, patternProblem);

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
