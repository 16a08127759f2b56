import * as z from 'zod';

/**
 * Where an output of a step leads. Left out: to the step that is listed next; behind the last one the workflow ends.
 * Outputs of Chat Flow are routed to a step or to another workflow; `repeat` is the step itself.
 */
export const goTo = z.union(
  [
    z.looseObject({ step: z.string() }).describe('A step of this workflow, by its id.'),
    z.looseObject({ workflow: z.string() }).describe('Another workflow, by its id.'),
    z.looseObject({ end: z.literal(true) }).describe('Nothing: the output is left unconnected, and the workflow ends.'),
    z.looseObject({ repeat: z.literal(true) }).describe('The step itself, again.'),
    z
      .looseObject({ next: z.literal(true) })
      .describe('The step that is listed next: of an input, also for what none of its results takes.'),
    z.looseObject({ missing: z.string() }).describe('A step that does not exist, by what it was called.'),
    z.looseObject({}).describe('Carried as it stands.'),
  ],
  { error: 'This leads nowhere. Write { "step": … }, { "workflow": … }, { "end": true } or { "repeat": true }.' },
);
export type GoTo = z.infer<typeof goTo>;

/**
 * One output of a step and where it leads. `neutral` says what it was made from: `made` is there because Chat Flow demands
 * it, `success` because every success needs a code of its own, `value` compares a value although codes are listed.
 */
export const result = z.looseObject({
  name: z.string({ error: 'The name of a result is a text: write "404", in quotes.' }),
  goTo: goTo.optional(),
  neutral: z.string().optional(),
});
export type Result = z.infer<typeof result>;
