import * as z from 'zod';

// Only what we read is listed. Loose objects let fields pass that we do not know; core keeps them when it exports again.

/** What a reply or a result is matched with. `matchType` says which of the others counts; unknown ones pass. */
export const condition = z.looseObject({
  matchType: z.string().optional(),
  patternMatch: z.looseObject({ patterns: z.array(z.string()).optional(), excludeKeywords: z.array(z.string()).optional() }).optional(),
  regexMatch: z.looseObject({ regexText: z.string().optional(), excludeKeywords: z.array(z.string()).optional() }).optional(),
  exactValueMatch: z.looseObject({ value: z.string().optional() }).optional(),
  evaluateOptionMatch: z.looseObject({ value: z.string().optional() }).optional(),
  noMatch: z.looseObject({ fallbackMessage: z.string().optional() }).optional(),
  apiResultsMatch: z.looseObject({ status: z.string().optional() }).optional(),
  kbResultMatch: z.looseObject({ status: z.string().optional() }).optional(),
});
export type LivePersonCondition = z.infer<typeof condition>;

/** A comparison of a variable: `CONTAINS`, `NOT_CONTAINS`, and others nobody documents. */
export const contextCondition = z.looseObject({
  matchType: z.string().optional(),
  contextName: z.string().optional(),
  value: z.string().optional(),
});
export type LivePersonContextCondition = z.infer<typeof contextCondition>;

/** A variable that a rule sets. `scope`: `SESSION`, `DIALOG`, `REQUEST`. */
export const contextDataVariable = z.looseObject({
  name: z.string().optional(),
  value: z.string().optional(),
  scope: z.string().optional(),
});
export type LivePersonContextDataVariable = z.infer<typeof contextDataVariable>;

/** `INTERACTION` with `next`, `none`, `close_dialog`, `close_conversation` or the id of one; `DIALOG` with the id of one. */
export const action = z.looseObject({ name: z.string().optional(), value: z.string().optional() });
export type LivePersonAction = z.infer<typeof action>;

/** A rule of an interaction. Without conditions it is the plain next action. */
export const responseMatch = z.looseObject({
  name: z.string().optional(),
  conditions: z.array(condition).optional(),
  contextConditions: z.array(contextCondition).optional(),
  contextMatchConditionType: z.string().optional(),
  action: action.optional(),
  contextDataVariables: z.array(contextDataVariable).optional(),
});
export type LivePersonResponseMatch = z.infer<typeof responseMatch>;
