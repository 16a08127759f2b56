import * as z from 'zod';
import type { OutcomeMatch, ReplyMatch, StatusClass, TextMatch, When } from '../document/route.ts';
import { byField } from './choose.ts';
import { objectOf } from './object-of.ts';
import { idSchema, statusSchema } from './scalar-schemas.ts';
import { orElse, shorthand } from './shorthand.ts';

type With<Union, K extends string> = Extract<Union, { readonly [key in K]: unknown }>;

const excludeSchema = z.array(z.string()).exactOptional();

/** Each way of matching a text, by the field that says it. */
export const textMatches = {
  equals: objectOf<With<TextMatch, 'equals'>>()({ equals: z.string(), exclude: excludeSchema }),
  pattern: objectOf<With<TextMatch, 'pattern'>>()({ pattern: z.string(), exclude: excludeSchema }),
  regex: objectOf<With<TextMatch, 'regex'>>()({ regex: z.string(), exclude: excludeSchema }),
};

const replyMatches = {
  ...textMatches,
  intent: objectOf<With<ReplyMatch, 'intent'>>()({ intent: idSchema }),
  option: objectOf<With<ReplyMatch, 'option'>>()({ option: idSchema }),
  outcome: objectOf<With<ReplyMatch, 'outcome'>>()({ outcome: idSchema }),
};

const statusClasses = ['1xx', '2xx', '3xx', '4xx', '5xx'] as const satisfies readonly StatusClass[];

const outcomeWords = ['success', 'failure', 'timeout', 'error', 'max-connection', 'other'] as const;

const outcomeMatches = {
  value: objectOf<With<OutcomeMatch, 'value'>>()({ value: z.string() }),
  status: objectOf<With<OutcomeMatch, 'status'>>()({ status: statusSchema }),
  class: objectOf<With<OutcomeMatch, 'class'>>()({ class: z.enum(statusClasses) satisfies z.ZodType<StatusClass> }),
  is: objectOf<With<OutcomeMatch, 'is'>>()({ is: z.enum(outcomeWords) satisfies z.ZodType<With<OutcomeMatch, 'is'>['is']> }),
};

const isOneOf = (words: readonly string[], value: unknown): boolean => typeof value === 'string' && words.includes(value);

const expandStatus = (value: unknown): unknown => {
  if (typeof value === 'number') return { status: value };
  return isOneOf(statusClasses, value) ? { class: value } : value;
};

const statusShorts = [{ type: 'integer', minimum: 100, maximum: 599 }, { enum: statusClasses }] as const;

/** On an api node: a word is one of the six outcomes. A word that is none of them is told to be wrong there. */
export const apiWhenSchema: z.ZodType<When> = shorthand(
  byField(
    outcomeMatches,
    'An api node routes on how the call ended: a status, a class like 4xx, success, failure, timeout, error, max-connection, other, or { value }.',
  ),
  (value) => {
    const expanded = expandStatus(value);
    return typeof expanded === 'string' ? { is: expanded } : expanded;
  },
  orElse(...statusShorts, { enum: outcomeWords }),
);

/** On any other node: a word is an outcome of its kind. */
export const replyWhenSchema: z.ZodType<When> = shorthand(
  byField(
    replyMatches,
    'Only an api node routes on how a call ended. Expected an outcome of this kind of node, or an object with one of the fields equals, pattern, regex, intent, option.',
  ),
  (value) => (typeof value === 'string' ? { outcome: value } : value),
  orElse({ type: 'string', description: 'An outcome of the kind of node.' }),
);

/** On a carried node, of which only its platform knows whether it calls, asks or does neither. */
export const platformWhenSchema: z.ZodType<When> = shorthand(
  byField({ ...outcomeMatches, ...replyMatches }),
  (value) => {
    const expanded = expandStatus(value);
    if (typeof expanded !== 'string') return expanded;
    return isOneOf(outcomeWords, expanded) ? { is: expanded } : { outcome: expanded };
  },
  orElse(...statusShorts, { type: 'string' }),
);
