import type { Capabilities, OperandInput, PredicateInput, ReplyMatch, TextMatch } from '@dragoman/core';
import * as fc from 'fast-check';
import { templates } from './templates.ts';
import { intents, patterns, regexes, words } from './vocabulary.ts';
import { type Make, pick } from './world.ts';

const matchable = words.filter((word) => !word.includes('\n'));

/** Ways of matching a text; undefined when the platform has none of those asked for. */
export const textMatches = (listed: readonly string[], { routes }: Capabilities): fc.Arbitrary<TextMatch> | undefined => {
  const exclude = routes.includes('exclude')
    ? fc.oneof(
        { weight: 6, arbitrary: fc.constant({}) },
        { weight: 1, arbitrary: fc.constantFrom(...patterns.slice(0, 3)).map((pattern) => ({ exclude: [pattern] })) },
      )
    : fc.constant({});
  const kinds = [
    ...(listed.includes('equals') ? [fc.constantFrom(...matchable).map((equals): TextMatch => ({ equals }))] : []),
    ...(listed.includes('pattern') ? [fc.constantFrom(...patterns).map((pattern): TextMatch => ({ pattern }))] : []),
    ...(listed.includes('regex') ? [fc.constantFrom(...regexes).map(({ regex }): TextMatch => ({ regex }))] : []),
  ];
  return kinds.length === 0
    ? undefined
    : fc.tuple(fc.oneof(...kinds), exclude).map(([match, more]) =>
        // Of one text alone there is nothing to leave out.
        'equals' in match ? match : { ...match, ...more },
      );
};

/** What a route of a waiting node waits for; the platform may have none of it. */
export const replyMatches = (capabilities: Capabilities, optionCount: number): readonly Weighted<ReplyMatch>[] => {
  const { routes } = capabilities;
  const texts = textMatches(capabilities.replies, {
    ...capabilities,
    routes: routes.includes('exclude-replies') ? [...routes, 'exclude'] : routes,
  });
  const has = (reply: Capabilities['replies'][number]) => capabilities.replies.includes(reply);
  return [
    ...(texts ? [{ weight: 5, arbitrary: texts }] : []),
    ...(has('intent') ? [{ weight: 2, arbitrary: fc.constantFrom(...intents).map((intent): ReplyMatch => ({ intent })) }] : []),
    ...(has('option') && optionCount > 0
      ? [{ weight: 5, arbitrary: fc.nat(optionCount - 1).map((index): ReplyMatch => ({ option: `o${index + 1}` })) }]
      : []),
    ...(has('no-match') ? [{ weight: 1, arbitrary: fc.constant<ReplyMatch>({ outcome: 'no-match' }) }] : []),
  ];
};

/** One of several ways, and how often. */
export interface Weighted<T> {
  readonly weight: number;
  readonly arbitrary: fc.Arbitrary<T>;
}

/** Conditions over variables; undefined when the platform has none. */
export const predicates = (capabilities: Capabilities): fc.Arbitrary<Make<PredicateInput>> | undefined => {
  const { conditions } = capabilities;
  const operators = conditions.filter((word) => word !== 'all' && word !== 'any' && word !== 'not');
  if (operators.length === 0) return undefined;
  const right: fc.Arbitrary<Make<OperandInput>> = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.constantFrom(...words).map(
        (literal): Make<OperandInput> =>
          () => ({ literal }),
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(0, 7, 42).map(
        (literal): Make<OperandInput> =>
          () => ({ literal }),
      ),
    },
    {
      weight: 1,
      arbitrary: templates(capabilities).map(
        (make): Make<OperandInput> =>
          (world, at) => ({ template: make(world, at) }),
      ),
    },
  );
  const comparison = fc.record({ op: fc.constantFrom(...operators), variable: fc.nat(20), right, regex: fc.constantFrom(...regexes) }).map(
    ({ op, variable, right: operand, regex }): Make<PredicateInput> =>
      (world, at) => {
        const left: OperandInput = { variable: pick(world.variables, variable) ?? 'v1' };
        if (op === 'is-set') return { left, op };
        return { left, op, right: op === 'regex' ? { literal: regex.regex } : operand(world, at) };
      },
  );
  const groups: fc.Arbitrary<Make<PredicateInput>>[] = (['all', 'any'] as const)
    .filter((word) => conditions.includes(word))
    .map((word) =>
      fc.array(comparison, { minLength: 1, maxLength: 2 }).map(
        (parts): Make<PredicateInput> =>
          (world, at) =>
            ({ [word]: parts.map((make) => make(world, at)) }) as unknown as PredicateInput,
      ),
    );
  if (conditions.includes('not'))
    groups.push(
      comparison.map(
        (make): Make<PredicateInput> =>
          (world, at) => ({ not: make(world, at) }),
      ),
    );
  return fc.oneof({ weight: 5, arbitrary: comparison }, ...groups.map((arbitrary) => ({ weight: 1, arbitrary })));
};
