import type { Json } from '@dragoman/core';
import * as z from 'zod';

// Only what we read is listed. Loose objects let fields pass that we do not know; core keeps them when it exports again.

const name = z.string().min(1);
const json = z.custom<Json>((value) => value !== undefined);

/** Where to go: `next`, `end` (of the scene), or the id of a step or a scene. */
const go = z.string();

const step = {
  id: name,
  title: name.optional(),
  go: go.optional(),
  /** Whatever people note down. Ours is the marker of what the step was made from. */
  note: z.string().optional(),
};

/** Without `is`: any reply. */
const answer = z.looseObject({ is: z.string().optional(), go });
/** Without `is`: whether there is a value at all. Without `value` either: always. */
const testCase = z.looseObject({ value: json.optional(), is: json.optional(), go });
const row = z.looseObject({ name, value: z.string() });

const steps = {
  say: z.looseObject({ ...step, do: z.literal('say'), text: z.string() }),
  ask: z.looseObject({ ...step, do: z.literal('ask'), text: z.string(), into: name.optional(), answers: z.array(answer).optional() }),
  fetch: z.looseObject({
    ...step,
    do: z.literal('fetch'),
    /** Fetches of the same name are the same call. */
    api: name.optional(),
    url: z.string(),
    headers: z.array(row).optional(),
    timeoutMs: z.int().min(1).optional(),
    into: name,
    take: z.array(z.looseObject({ name, path: name })).optional(),
    ok: go.optional(),
    fail: go.optional(),
  }),
  set: z.looseObject({ ...step, do: z.literal('set'), values: z.array(z.looseObject({ into: name, value: json })) }),
  check: z.looseObject({ ...step, do: z.literal('check'), cases: z.array(testCase) }),
  /** Ends the scene; with `all`, the whole talk. */
  end: z.looseObject({ ...step, do: z.literal('end'), all: z.boolean().optional() }),
};

const unknownStep = z.looseObject({ ...step, do: z.string() });

export type TallyCase = z.infer<typeof testCase>;
export type KnownStep = { [K in keyof typeof steps]: z.infer<(typeof steps)[K]> }[keyof typeof steps];
export type UnknownStep = z.infer<typeof unknownStep>;
export type FetchStep = Extract<KnownStep, { readonly do: 'fetch' }>;
export type TallyStep = KnownStep | UnknownStep;

export const isKnownStep = (step: TallyStep): step is KnownStep => Object.hasOwn(steps, step.do);

/** A step we know must be right; any other passes. */
const tallyStep: z.ZodType<TallyStep> = unknownStep.superRefine((step, context) => {
  if (!isKnownStep(step)) return;
  const { error } = steps[step.do].safeParse(step);
  for (const { path, message } of error?.issues ?? []) context.addIssue({ code: 'custom', path, message });
});

const tallyScene = z.looseObject({
  id: name,
  title: name.optional(),
  /** Texts that start the scene. */
  words: z.array(z.string()).optional(),
  /** The same with `*` for anything, and `|` between alternatives. */
  phrases: z.array(z.string()).optional(),
  /** Opens every talk. */
  greets: z.boolean().optional(),
  /** Takes what no other scene starts with. */
  otherwise: z.boolean().optional(),
  steps: z.array(tallyStep),
});
export type TallyScene = z.infer<typeof tallyScene>;

/** The whole document. */
export const tallyScript = z.looseObject({ tally: z.literal(1), name: name.optional(), scenes: z.array(tallyScene) });
export type TallyScript = z.infer<typeof tallyScript>;
