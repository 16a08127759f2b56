import type { Json } from '@dragoman/core';
import * as z from 'zod';
import { advancedFields as advanced } from './advanced-settings.ts';

// Only what we read is listed. Loose objects let fields pass that we do not know; core keeps them when it exports again.

export const name = z.string().min(1, 'It is empty. Write a text here.');
const json = z.custom<Json>((value) => value !== undefined);

/** "Go to Next Message": the component below, End chat, a component, or the first one of a flow. */
export const goTo = z.union([z.literal('next'), z.literal('end'), z.looseObject({ component: name }), z.looseObject({ flow: name })], {
  error: 'It leads nowhere. Write "next", "end", { "component": "its id" } or { "flow": "its id" }.',
});

const common = {
  /** Unique in the bot. */
  id: name,
  component: name,
  /** What the canvas shows; default: the id. */
  name: name.optional(),
  /** Default: the component below. */
  goTo: goTo.optional(),
  /** Message delay. */
  delayMs: z.int().min(0).optional(),
  /** What a translation made the component of; nothing of m1bot's. */
  neutral: z.string().optional(),
};

/** What waits for the user. */
const waits = {
  ...common,
  allowBack: advanced.allowBack,
  allowSkip: advanced.allowSkip,
  notifyOnReply: advanced.notifyOnReply,
  inEmailTranscript: advanced.inEmailTranscript,
};

/** A question that stores its answer in an attribute: the binding is set at the attribute, by bot, flow and question. */
const asks = {
  ...waits,
  message: z.string(),
  /** Key of the attribute that takes the answer. */
  attribute: name.optional(),
  /** "Skip Question If Already Answered". */
  skipIfAnswered: z.boolean().optional(),
  /** Where a reply leads, where that is not where a question leads that was passed over. */
  others: goTo.optional(),
};

/** A reply that leads somewhere of its own: a keyword, or beside keywords an option, by its position from 1. Tried from the top. */
const answer = z.looseObject({ keyword: z.string().optional(), option: z.int().min(1).optional(), goTo });

const option = z.looseObject({ label: z.string(), goTo: goTo.optional() });

const chooses = {
  ...waits,
  message: z.string(),
  options: z.array(option),
  answers: z.array(answer).optional(),
  attribute: name.optional(),
  /** Where an answer leads that is none of the options. Without it the question is asked again. */
  others: goTo.optional(),
};

const comparison = z.looseObject({
  /** Texts are read with their attributes. */
  value: json,
  is: z.enum(['equal', 'containing', 'less', 'greater', 'set']),
  to: json.optional(),
  not: z.boolean().optional(),
});

const responseCode = z.looseObject({
  /** A status. A text that is no number is reported. */
  code: z.union([z.int(), z.string()], { error: 'Write a status, such as 200.' }),
  goTo,
  /** The neutral outcome the row was written for, where it is not this status alone. */
  neutral: z.string().optional(),
});

export const components = {
  message: z.looseObject({ ...common, component: z.literal('message'), message: z.string() }),
  image: z.looseObject({ ...common, component: z.literal('image'), url: z.string(), message: z.string().optional() }),
  document: z.looseObject({ ...common, component: z.literal('document'), url: z.string(), message: z.string().optional() }),
  'text-question': z.looseObject({ ...asks, component: z.literal('text-question') }),
  /** Without `goTo` a reply that is no keyword gets the question again. */
  'smart-question': z.looseObject({ ...asks, component: z.literal('smart-question'), answers: z.array(answer).optional() }),
  name: z.looseObject({ ...asks, component: z.literal('name'), maxCharacters: advanced.maxCharacters }),
  'phone-number': z.looseObject({ ...asks, component: z.literal('phone-number'), countryCode: advanced.countryCode }),
  email: z.looseObject({ ...asks, component: z.literal('email') }),
  'single-choice': z.looseObject({ ...chooses, component: z.literal('single-choice') }),
  'multiple-choice': z.looseObject({ ...chooses, component: z.literal('multiple-choice') }),
  api: z.looseObject({
    ...common,
    component: z.literal('api'),
    /** Id of an API. */
    api: name,
    responseCodes: z.array(responseCode).optional(),
    /** What no response code takes, calls without an answer included. */
    others: z
      .looseObject({
        goTo,
        neutral: z.string().optional(),
        /** Where successes without a code of their own were to lead. Nothing of m1bot's. */
        success: z.looseObject({ goTo, neutral: z.string() }).optional(),
      })
      .optional(),
  }),
  'live-chat': z.looseObject({
    ...common,
    component: z.literal('live-chat'),
    message: z.string().optional(),
    failed: goTo.optional(),
    rephrase: advanced.rephrase,
  }),
  condition: z.looseObject({
    ...common,
    component: z.literal('condition'),
    cases: z.array(z.looseObject({ match: z.enum(['all', 'any']).optional(), if: z.array(comparison), goTo })),
  }),
};

const unknownComponent = z.looseObject(common);

export type GoTo = z.infer<typeof goTo>;
export type Answer = z.infer<typeof answer>;
export type Comparison = z.infer<typeof comparison>;
export type ResponseCode = z.infer<typeof responseCode>;
export type KnownComponent = { [K in keyof typeof components]: z.infer<(typeof components)[K]> }[keyof typeof components];
export type ComponentOf<K extends KnownComponent['component']> = Extract<KnownComponent, { readonly component: K }>;
export type M1botComponent = KnownComponent | z.infer<typeof unknownComponent>;

export const isKnownComponent = (component: M1botComponent): component is KnownComponent => Object.hasOwn(components, component.component);

/** A component we know must be right; any other passes. */
export const m1botComponent: z.ZodType<M1botComponent> = unknownComponent.superRefine((component, context) => {
  if (!isKnownComponent(component)) return;
  const { error } = components[component.component].safeParse(component);
  for (const { path, message } of error?.issues ?? []) {
    // Of the fields that all components have it is told already.
    if (!Object.hasOwn(common, String(path[0]))) context.addIssue({ code: 'custom', path, message });
  }
});
