import * as z from 'zod';
import type { DispatchStage, Encoding, Semantics, StatusPattern, Switch, TextCommand } from '../document/semantics.ts';
import { objectOf } from './object-of.ts';
import { rowSchema } from './row-schema.ts';
import { countSchema, positiveSchema } from './scalar-schemas.ts';

const stagesSchema: z.ZodType<readonly DispatchStage[]> = z.array(
  z.enum(['bot-triggers', 'open-node', 'flow-triggers', 'fallback-flow', 'no-match-text']),
);

const resumeSchema: z.ZodType<Semantics['resume']> = z.enum(['repeat', 'silent', 'drop']);

// The type of a pattern's text is finer than what a regular expression tells the compiler.
const statusPatternsSchema = z.array(z.string().regex(/^[1-5](?:xx|\d\d)$/)) as unknown as z.ZodType<readonly StatusPattern[]>;

const encodingSchema: z.ZodType<Encoding> = objectOf<Encoding>()({
  urlPath: z.enum(['percent', 'none']),
  query: z.enum(['percent', 'form', 'none']),
  header: z.enum(['none', 'percent']),
  jsonString: z.enum(['escape', 'none', 'refuse-control']),
  jsonBare: z.enum(['json', 'text']),
  richString: z.enum(['escape', 'none']),
  richBare: z.enum(['json', 'text']),
});

const textCommandSchema: z.ZodType<TextCommand> = objectOf<TextCommand>()({
  text: z.string().min(1),
  does: z.enum(['nothing', 'end', 'end-with-survey', 'pause']),
});

const switchSchema: z.ZodType<Switch> = objectOf<Switch>()({
  variable: z.string().min(1),
  is: z.string(),
  off: z.enum(['resume', 'default-headers']),
});

const caseSchema: z.ZodType<Semantics['patternCase']> = z.enum(['ignore', 'exact']);

const fields = {
  dispatch: stagesSchema,
  dispatchIdle: stagesSchema,
  unmatchedReply: z.enum(['decline', 'repeat']),
  resume: resumeSchema,
  resumeAfterFallback: resumeSchema,
  routeOrder: z.enum(['document', 'intent-first-no-match-last']),
  scriptError: z.enum(['continue', 'end-flow']),
  values: z.enum(['typed', 'text']),
  unsetText: z.enum(['empty', 'placeholder']),
  unsetJson: z.enum(['null', 'empty']),
  encoding: encodingSchema,
  success: statusPatternsSchema,
  lastCallOk: statusPatternsSchema,
  otherBody: z.enum(['text', 'error']),
  defaultHeaders: z.array(rowSchema),
  defaultHeadersWin: z.boolean(),
  failureText: z.string(),
  errorText: z.string(),
  noMatchText: z.string(),
  textLength: countSchema,
  cardLimit: countSchema,
  textCommands: z.array(textCommandSchema),
  switches: z.array(switchSchema),
  tapText: z.enum(['value-or-label', 'label']),
  optionMatch: z.array(z.enum(['id', 'label', 'value', 'number', 'letter'])),
  patternCase: caseSchema,
  conditionCase: caseSchema,
  conditionText: z.enum(['literal', 'variable-if-set']),
  regexMatch: z.enum(['find', 'full']),
  chainLimit: positiveSchema,
  flowChangeLimit: positiveSchema,
  sessionLengthMs: positiveSchema,
  sessionExpiringMs: countSchema,
  callDeadlineMs: positiveSchema,
  callRetries: countSchema,
};

/** Held to the interface in full, and then with every field optional. */
const completeSchema = objectOf<Semantics>()(fields);
completeSchema satisfies z.ZodType<Semantics>;

export const semanticsSchema: z.ZodType<Partial<Semantics>> = objectOf<Semantics>()(exactPartial(fields));

type ExactPartial<S extends { readonly [name: string]: z.ZodType }> = { readonly [K in keyof S]: z.ZodExactOptional<S[K]> };

function exactPartial<S extends { readonly [name: string]: z.ZodType }>(shape: S): ExactPartial<S> {
  return Object.fromEntries(Object.entries(shape).map(([name, schema]) => [name, schema.exactOptional()])) as ExactPartial<S>;
}
