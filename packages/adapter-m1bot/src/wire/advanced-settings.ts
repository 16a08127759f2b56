import * as z from 'zod';

/**
 * Settings of the tab Advanced, and of single components, that mean something to m1bot alone: the words of the screen, by
 * field. They are kept, and do nothing where a bot runs elsewhere.
 */
export const advancedSettings = {
  allowBack: 'Allow Back',
  allowSkip: 'Allow Visitor to Skip',
  notifyOnReply: 'Send Notification for the User Reply',
  inEmailTranscript: 'Include in Email Transcript',
  rephrase: 'Rephrase Messages',
  maxCharacters: 'Max Characters Allowed',
  countryCode: 'Country Code',
} as const;

export const advancedFields = {
  allowBack: z.boolean().optional(),
  allowSkip: z.boolean().optional(),
  notifyOnReply: z.boolean().optional(),
  inEmailTranscript: z.boolean().optional(),
  rephrase: z.boolean().optional(),
  /** Of a Name. */
  maxCharacters: z.int().min(1).optional(),
  /** Of a Phone Number: which one is chosen to begin with. */
  countryCode: z.string().optional(),
} satisfies { readonly [F in keyof typeof advancedSettings]: z.ZodType };

export interface AdvancedSettings {
  readonly [field: string]: boolean | number | string;
}

/** The settings among the fields of a component, or of what an author says to m1bot; of those only what has the right form. */
export const advancedOf = (fields: { readonly [field: string]: unknown }): AdvancedSettings =>
  Object.fromEntries(
    Object.entries(advancedFields).flatMap(([field, schema]) => {
      const { success, data } = schema.safeParse(Object.hasOwn(fields, field) ? fields[field] : undefined);
      return success && data !== undefined ? [[field, data]] : [];
    }),
  );
